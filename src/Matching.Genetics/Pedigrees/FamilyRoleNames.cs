using System.Collections.Frozen;

namespace Matching.Genetics.Pedigrees;

/// <summary>Other words under which laboratories submit a family role.</summary>
internal static class FamilyRoleNames
{
    /// <summary>Words that leave the side of the family open; the paternal side is taken.</summary>
    private static readonly FrozenDictionary<string, FamilyRole> WithoutSide = new Dictionary<string, FamilyRole>(StringComparer.OrdinalIgnoreCase)
    {
        ["grandfather"] = FamilyRole.PaternalGrandfather,
        ["grandmother"] = FamilyRole.PaternalGrandmother,
        ["half-brother"] = FamilyRole.PaternalHalfBrother,
        ["half-sister"] = FamilyRole.PaternalHalfSister,
        ["uncle"] = FamilyRole.PaternalUncle,
        ["aunt"] = FamilyRole.PaternalAunt,
        ["cousin"] = FamilyRole.PaternalCousin,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, FamilyRole> Synonyms = new (FamilyRole Role, string[] Words)[]
    {
        (FamilyRole.Father, ["alleged-father", "biological-father", "父", "父亲", "爸爸"]),
        (FamilyRole.Mother, ["alleged-mother", "biological-mother", "母", "母亲", "妈妈"]),
        (FamilyRole.PaternalGrandfather, ["祖父", "爷爷"]),
        (FamilyRole.PaternalGrandmother, ["祖母", "奶奶"]),
        (FamilyRole.MaternalGrandfather, ["外祖父", "外公", "姥爷"]),
        (FamilyRole.MaternalGrandmother, ["外祖母", "外婆", "姥姥"]),
        (FamilyRole.Brother, ["full-brother", "兄", "弟", "兄弟", "哥哥", "弟弟"]),
        (FamilyRole.Sister, ["full-sister", "姐", "妹", "姐妹", "姐姐", "妹妹"]),
        (FamilyRole.PaternalHalfBrother, ["同父异母兄弟"]),
        (FamilyRole.PaternalHalfSister, ["同父异母姐妹"]),
        (FamilyRole.MaternalHalfBrother, ["同母异父兄弟"]),
        (FamilyRole.MaternalHalfSister, ["同母异父姐妹"]),
        (FamilyRole.PaternalUncle, ["伯父", "叔父", "叔叔"]),
        (FamilyRole.PaternalAunt, ["姑母", "姑姑"]),
        (FamilyRole.MaternalUncle, ["舅父", "舅舅"]),
        (FamilyRole.MaternalAunt, ["姨母", "姨妈"]),
    }.SelectMany(e => e.Words.Select(word => (word, e.Role))).ToFrozenDictionary(e => e.word, e => e.Role, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads another word for a role.</summary>
    /// <param name="word">With hyphens between its parts.</param>
    /// <param name="role">The role.</param>
    /// <param name="isSideAssumed">True when the word leaves the side open and the paternal side was taken.</param>
    public static bool TryFind(string word, out FamilyRole role, out bool isSideAssumed)
    {
        isSideAssumed = WithoutSide.TryGetValue(word, out role);
        return isSideAssumed || Synonyms.TryGetValue(word, out role);
    }
}

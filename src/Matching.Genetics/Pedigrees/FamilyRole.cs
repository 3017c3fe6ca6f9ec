using Matching.Genetics.Markers;

namespace Matching.Genetics.Pedigrees;

/// <summary>What a relative is to the sought child.</summary>
public enum FamilyRole
{
    /// <summary>The child's father.</summary>
    Father = 0,

    /// <summary>The child's mother.</summary>
    Mother = 1,

    /// <summary>The father's father.</summary>
    PaternalGrandfather = 2,

    /// <summary>The father's mother.</summary>
    PaternalGrandmother = 3,

    /// <summary>The mother's father.</summary>
    MaternalGrandfather = 4,

    /// <summary>The mother's mother.</summary>
    MaternalGrandmother = 5,

    /// <summary>A full brother.</summary>
    Brother = 6,

    /// <summary>A full sister.</summary>
    Sister = 7,

    /// <summary>A brother through the father only.</summary>
    PaternalHalfBrother = 8,

    /// <summary>A sister through the father only.</summary>
    PaternalHalfSister = 9,

    /// <summary>A brother through the mother only.</summary>
    MaternalHalfBrother = 10,

    /// <summary>A sister through the mother only.</summary>
    MaternalHalfSister = 11,

    /// <summary>A full brother of the father.</summary>
    PaternalUncle = 12,

    /// <summary>A full sister of the father.</summary>
    PaternalAunt = 13,

    /// <summary>A full brother of the mother.</summary>
    MaternalUncle = 14,

    /// <summary>A full sister of the mother.</summary>
    MaternalAunt = 15,

    /// <summary>A child of a full brother of the father.</summary>
    PaternalCousin = 16,
}

/// <summary>Names and sexes of the family roles.</summary>
public static class FamilyRoles
{
    private static readonly string[] Names =
    [
        "father", "mother", "paternal-grandfather", "paternal-grandmother", "maternal-grandfather", "maternal-grandmother",
        "brother", "sister", "paternal-half-brother", "paternal-half-sister", "maternal-half-brother", "maternal-half-sister",
        "paternal-uncle", "paternal-aunt", "maternal-uncle", "maternal-aunt", "paternal-cousin",
    ];

    /// <summary>Every role that can be written, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> AllNames => Names;

    /// <summary>The name as written in a table, for example <c>paternal-grandfather</c>.</summary>
    public static string NameOf(FamilyRole role) => Names[(int)role];

    /// <summary>Reads a name, whatever its case, with spaces or underscores for hyphens; false when it is no role.</summary>
    /// <param name="name">The name, or a usual synonym in English or Chinese.</param>
    /// <param name="role">The role.</param>
    /// <param name="isSideAssumed">True when the name leaves the side of the family open ("uncle") and the paternal side was taken.</param>
    public static bool TryParse(string name, out FamilyRole role, out bool isSideAssumed)
    {
        string wanted = name.Trim().Replace(' ', '-').Replace('_', '-');
        int at = Array.FindIndex(Names, n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        (role, isSideAssumed) = (at < 0 ? default : (FamilyRole)at, false);
        return at >= 0 || FamilyRoleNames.TryFind(wanted, out role, out isSideAssumed);
    }

    /// <summary>The sex that the role says; unknown for a cousin.</summary>
    public static Sex SexOf(FamilyRole role) => role switch
    {
        FamilyRole.Father or FamilyRole.PaternalGrandfather or FamilyRole.MaternalGrandfather or FamilyRole.Brother
            or FamilyRole.PaternalHalfBrother or FamilyRole.MaternalHalfBrother or FamilyRole.PaternalUncle or FamilyRole.MaternalUncle => Sex.Male,
        FamilyRole.PaternalCousin => Sex.Unknown,
        _ => Sex.Female,
    };

    /// <summary>True for the roles that one person only can have.</summary>
    public static bool IsSingle(FamilyRole role) => role <= FamilyRole.MaternalGrandmother;
}

using System.Collections.Immutable;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Simulation;

/// <summary>A typed relative of a simulated family.</summary>
/// <param name="Id">Id in the pedigree of the pattern.</param>
/// <param name="StatedRole">What the relatives' file says; null when it says nothing.</param>
/// <param name="TrueRole">What the person is to the child.</param>
internal sealed record PatternMember(string Id, string? StatedRole, string TrueRole);

/// <summary>What is simulated for one child: the true pedigree and who of it is typed.</summary>
/// <param name="Pedigree">The truth.</param>
/// <param name="Child">Id of the child; null for persons who are nobody's relatives.</param>
/// <param name="Members">The typed relatives.</param>
internal sealed record FamilyPattern(Pedigree Pedigree, string? Child, ImmutableArray<PatternMember> Members)
{
    public const string ChildId = "child";
    public const string Unrelated = "unrelated";

    private static readonly Sex[] Sexes = [Sex.Male, Sex.Female];

    /// <summary>A family by the roles of its members, once for each sex of the child.</summary>
    /// <param name="members">What each member is said to be, and whether that is true.</param>
    public static ImmutableArray<FamilyPattern> OfRoles(IReadOnlyList<(FamilyRole Role, bool IsTrue)> members) =>
        [.. Sexes.Select(sex => OfRoles(sex, members))];

    /// <summary>Pairs of a child and one relative of a named relationship, once for each combination of sexes.</summary>
    public static ImmutableArray<FamilyPattern> OfRelationship(Relationship relationship) =>
    [
        .. from child in Sexes
           from relative in Sexes
           let pattern = OfRoles(child, [(relationship.RolesFor(relative)[0], true)])
           select pattern.WithoutRoles(relative),
    ];

    /// <summary>A person who is nobody's relative, once for each sex.</summary>
    public static ImmutableArray<FamilyPattern> OfNobody(bool isChild) =>
    [
        .. Sexes.Select(sex => new FamilyPattern(
            new Pedigree([new Person(ChildId, sex)]), isChild ? ChildId : null, isChild ? [] : [new PatternMember(ChildId, null, Unrelated)])),
    ];

    /// <summary>A family of a pedigree file; a child of unknown sex is drawn as either.</summary>
    public static ImmutableArray<FamilyPattern> OfPedigree(Pedigree pedigree, string child, IReadOnlyCollection<string> untyped)
    {
        ImmutableArray<PatternMember> members =
            [.. pedigree.Persons.Where(p => p.Id != child && !untyped.Contains(p.Id)).Select(p => new PatternMember(p.Id, null, p.Id))];
        var sex = pedigree.Persons[pedigree.IndexOf(child)].Sex;
        return [.. (sex == Sex.Unknown && CanBeEither(pedigree, child) ? Sexes : [sex]).Select(s => new FamilyPattern(WithSex(pedigree, child, s), child, members))];
    }

    private static FamilyPattern OfRoles(Sex childSex, IReadOnlyList<(FamilyRole Role, bool IsTrue)> members)
    {
        var typed = new List<PatternMember>();
        var related = new List<(string Id, FamilyRole Role)>();
        var strangers = new List<Person>();
        foreach (var (role, isTrue) in members)
        {
            string name = FamilyRoles.NameOf(role);
            int same = typed.Count(m => m.StatedRole == name);
            string id = same == 0 ? name : $"{name}{same + 1}";
            typed.Add(new PatternMember(id, name, isTrue ? name : Unrelated));
            if (isTrue)
                related.Add((id, role));
            else
                strangers.Add(new Person(id, FamilyRoles.SexOf(role)));
        }

        var kept = related.Select(m => m.Id).Append(ChildId).ToHashSet(StringComparer.Ordinal);
        var tree = PedigreeTrimming.Trim(FamilyTree.Of(ChildId, childSex, related), kept);
        return new FamilyPattern(new Pedigree([.. tree.Persons, .. strangers]), ChildId, [.. typed]);
    }

    private FamilyPattern WithoutRoles(Sex sex) => this with
    {
        Pedigree = WithSex(Pedigree, Members[0].Id, sex),
        Members = [.. Members.Select(m => m with { StatedRole = null })],
    };

    private static bool CanBeEither(Pedigree pedigree, string id) => !pedigree.Persons.Any(p => p.Father == id || p.Mother == id);

    private static Pedigree WithSex(Pedigree pedigree, string id, Sex sex) =>
        new(pedigree.Persons.Select(p => p.Id == id ? p with { Sex = sex } : p));
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>Who is what to the sought child in a family, without any genotype: shared by all families alike.</summary>
/// <remarks>
/// At each locus only the members typed there count, so a shape hands out the hypotheses for any subset of its members
/// and keeps them. Thread-safe.
/// </remarks>
public sealed class FamilyShape
{
    /// <summary>The largest number of members.</summary>
    public const int MaxMembers = 63;

    private static readonly ImmutableArray<Lazy<FamilyShape>> ByRole = [.. Enum.GetValues<FamilyRole>().Order().Select(role => new Lazy<FamilyShape>(() => Of([role])))];
    private static readonly ConcurrentDictionary<string, FamilyShape> ByRoles = new(StringComparer.Ordinal);

    private readonly bool _unrelatedParents;
    private readonly ulong _father;
    private readonly ulong _mother;
    private readonly ConcurrentDictionary<(ulong Members, Sex Child), SubsetLikelihoods> _subsets = new();

    private FamilyShape(Pedigree pedigree, string child, ImmutableArray<string> members, ImmutableArray<FamilyRole?> roles)
    {
        if (members.Length is 0 or > MaxMembers)
            throw new ArgumentException($"A family has 1 to {MaxMembers} members, not {members.Length}.");
        Pedigree = pedigree;
        Child = child;
        _unrelatedParents = ParentsAreUnrelated(pedigree, child);
        Members = members;
        Roles = roles;
        var sought = pedigree.Persons[pedigree.IndexOf(child)];
        _father = BitOf(members, sought.Father);
        _mother = BitOf(members, sought.Mother);
        for (int m = 0; m < members.Length; m++)
            OfUnknownSex |= pedigree.Persons[pedigree.IndexOf(members[m])].Sex == Sex.Unknown ? 1UL << m : 0;
    }

    /// <summary>The pedigree of the shape.</summary>
    internal Pedigree Pedigree { get; }

    /// <summary>Id of the sought child within it.</summary>
    internal string Child { get; }

    /// <summary>True when the roles of the members say everything.</summary>
    internal bool IsOfRoles { get; private init; }

    /// <summary>Members whose sex the pedigree leaves open, as bits.</summary>
    internal ulong OfUnknownSex { get; }

    /// <summary>Ids of the members within the shape.</summary>
    public ImmutableArray<string> Members { get; }

    /// <summary>The role of each member; null where the pedigree gives it none of the named roles.</summary>
    public ImmutableArray<FamilyRole?> Roles { get; }

    /// <summary>All members as a set of bits.</summary>
    public ulong All => (1UL << Members.Length) - 1;

    /// <summary>The shape of one relative.</summary>
    public static FamilyShape Of(FamilyRole role) => ByRole[(int)role].Value;

    /// <summary>The shape of relatives in these roles.</summary>
    /// <exception cref="Genetics.PedigreeException"><c>family.role-twice</c>: two persons in a role that only one can have.</exception>
    public static FamilyShape Of(IReadOnlyList<FamilyRole> roles)
    {
        string key = string.Join(',', roles.Select(r => (int)r));
        return ByRoles.GetOrAdd(key, _ =>
        {
            string[] members = [.. roles.Select((_, i) => $"m{i}")];
            var pedigree = FamilyTree.Of("child", Sex.Unknown, [.. members.Zip(roles)]);
            return new FamilyShape(pedigree, "child", [.. members], [.. roles.Select(r => (FamilyRole?)r)]) { IsOfRoles = true };
        });
    }

    /// <summary>The shape of typed members of a pedigree.</summary>
    /// <param name="pedigree">The full pedigree.</param>
    /// <param name="child">Id of the missing child.</param>
    /// <param name="members">Ids of the typed members.</param>
    public static FamilyShape Of(Pedigree pedigree, string child, IReadOnlyList<string> members) =>
        new(pedigree, child, [.. members], [.. members.Select(m => RoleOf(pedigree, child, m))]);

    /// <summary>True when the set is exactly a father and a mother known by role.</summary>
    public bool IsCouple(ulong members, out int father, out int mother)
    {
        father = mother = -1;
        if (!_unrelatedParents || BitOperations.PopCount(members) != 2)
            return false;
        int first = BitOperations.TrailingZeroCount(members), second = 63 - BitOperations.LeadingZeroCount(members);
        (father, mother) = Roles[first] == FamilyRole.Father ? (first, second) : (second, first);
        return Roles[father] == FamilyRole.Father && Roles[mother] == FamilyRole.Mother;
    }

    /// <summary>True when the set holds the child's father and mother.</summary>
    public bool HasBothParents(ulong members) => (members & _father) != 0 && (members & _mother) != 0;

    /// <summary>The role of the only member of a set; null for larger sets and unnamed roles.</summary>
    public FamilyRole? SingleRole(ulong members) =>
        BitOperations.IsPow2(members) ? Roles[BitOperations.TrailingZeroCount(members)] : null;

    /// <summary>The hypotheses of the child with a subset of the members.</summary>
    internal SubsetLikelihoods Of(ulong members, Sex child) => _subsets.GetOrAdd((members, child), key =>
    {
        string[] typed = [.. Members.Where((_, i) => (key.Members >> i & 1) != 0)];
        var pedigree = new Pedigree(Pedigree.Persons.Select(p => p.Id == Child ? p with { Sex = key.Child } : p));
        return new SubsetLikelihoods(HypothesisPair.OfFamily(pedigree, Child, typed));
    });

    // A role says everything where nobody else is needed to connect the member with the child.
    private static FamilyRole? RoleOf(Pedigree pedigree, string child, string member)
    {
        var trimmed = PedigreeTrimming.Trim(pedigree, new HashSet<string>(StringComparer.Ordinal) { child, member });
        if (trimmed.Persons.Length != 2 || !trimmed.Persons[trimmed.IndexOf(member)].IsFounder)
            return null;
        var sought = trimmed.Persons[trimmed.IndexOf(child)];
        return sought.Father == member ? FamilyRole.Father : sought.Mother == member ? FamilyRole.Mother : null;
    }

    private static ulong BitOf(ImmutableArray<string> members, string? parent) =>
        parent is null || members.IndexOf(parent) is var at && at < 0 ? 0 : 1UL << at;

    private static bool ParentsAreUnrelated(Pedigree pedigree, string child)
    {
        var sought = pedigree.Persons[pedigree.IndexOf(child)];
        return sought.Father is { } father && sought.Mother is { } mother
            && PedigreeTrimming.Trim(pedigree, new HashSet<string>(StringComparer.Ordinal) { child, father, mother }).Persons.Length == 3;
    }
}

using Matching.Engine.Store;

namespace Matching.Engine.Queries;

/// <summary>A family compiled together, and each member compiled alone when first asked for.</summary>
internal sealed class FamilyParts
{
    private readonly LocusRatios _ratios;
    private readonly ProfileStore _relatives;
    private readonly SearchFamily _family;
    private readonly CompiledFamily?[] _alone;

    private FamilyParts(LocusRatios ratios, ProfileStore relatives, SearchFamily family, CompiledFamily together, ulong members)
    {
        (_ratios, _relatives, _family, Together, Members) = (ratios, relatives, family, together, members);
        _alone = new CompiledFamily?[family.Members.Length];
    }

    /// <summary>All members that can be computed together.</summary>
    public CompiledFamily Together { get; }

    /// <summary>Who they are, as bits; fewer than all where the whole family is beyond the calculator's budget.</summary>
    public ulong Members { get; }

    /// <summary>One member alone.</summary>
    public CompiledFamily Alone(int member) => _alone[member] ??= new CompiledFamily(_ratios, _relatives, _family, 1UL << member);

    /// <summary>True for a family that has tables of its own; a relative known by its role, and a couple, are looked up in the child's.</summary>
    public static bool AreNeededFor(SearchFamily family) =>
        family.Members.Length == 1 ? family.Shape.Roles[0] is null : !family.Shape.IsCouple(family.Shape.All, out _, out _);

    /// <summary>Compiles a family: all members that the budget allows.</summary>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="relatives">The store of the members.</param>
    /// <param name="family">The family.</param>
    /// <param name="children">The children that will be compared, as far as tables depend on them.</param>
    public static FamilyParts Of(LocusRatios ratios, ProfileStore relatives, SearchFamily family, ChildDemand children)
    {
        foreach (ulong members in BySize(family.Shape))
        {
            var together = new CompiledFamily(ratios, relatives, family, members);
            if (together.IsComputable(children))
                return new FamilyParts(ratios, relatives, family, together, members);
        }

        throw new System.Diagnostics.UnreachableException("A lone member is always within the budget: a locus beyond it is left out.");
    }

    // All members; all but one; all but two; then ever fewer of the first ones. Trying every subset would double per member.
    private static IEnumerable<ulong> BySize(FamilyShape shape)
    {
        int count = shape.Members.Length;
        yield return shape.All;
        for (int one = count - 1; one >= 0 && count > 1; one--)
            yield return shape.All & ~(1UL << one);
        for (int one = count - 1; one >= 0 && count > 2; one--)
            for (int other = one - 1; other >= 0; other--)
                yield return shape.All & ~(1UL << one) & ~(1UL << other);
        for (int size = count - 3; size >= 1; size--)
            yield return (1UL << size) - 1;
        for (int one = 1; one < count; one++)
            yield return 1UL << one;
    }
}

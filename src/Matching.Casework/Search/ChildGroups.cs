using System.Collections.Immutable;
using Matching.Engine.Store;
using Matching.Genetics.Markers;

namespace Matching.Casework.Search;

/// <summary>Children who may ask together where it must not matter who else asks.</summary>
internal static class ChildGroups
{
    /// <summary>
    /// Children of one kind (drop-out, and sex where a locus lies on X) without an allele outside the table ask together; one with such an allele asks
    /// alone. What part of a family beyond the budget is computable depends on just that.
    /// </summary>
    public static IEnumerable<ImmutableArray<int>> Of(IEnumerable<int> children, ProfileStore store, bool hasX)
    {
        var alone = children.ToLookup(child => store.Row(child).Contains(ProfileStore.Outside));
        return alone[true].Select(child => ImmutableArray.Create(child))
            .Concat(alone[false].GroupBy(child => (store.DropOutOf(child), hasX ? store.SexOf(child) : Sex.Unknown)).Select(group => group.ToImmutableArray()));
    }
}

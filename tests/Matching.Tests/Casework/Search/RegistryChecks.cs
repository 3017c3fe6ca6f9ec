using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>What must hold of a registry whose tiles are all done.</summary>
internal static class RegistryChecks
{
    public static async Task HoldAsync(RegistryWorld world, int model)
    {
        var state = world.Store.State;
        Assert.Empty(state.Tiles);
        foreach (var kind in SearchKinds.Required)
            EveryPairIsCovered(state.Position, kind, [.. (await world.Store.CoverageAsync(model, kind)).Select(line => line.Area)]);
        var expected = new NaiveHits(state, world.Settings).All().ToHashSet();
        var known = state.Hits.Where(h => h.Model == model).Select(h => (h.Kind, h.Hit)).ToList();
        Assert.Equal(known.Count, known.DistinctBy(h => (h.Kind, h.Hit.Child, h.Hit.Other, h.Hit.Member, h.Hit.Relation)).Count());
        var active = known.Where(h => IsActive(state, h.Kind, h.Hit)).ToHashSet();
        Assert.Empty(expected.Except(active));
        Assert.Empty(active.Except(expected));
    }

    private static bool IsActive(Memory.MemoryState state, SearchKind kind, SearchHit hit) =>
        state.Profiles[0][hit.Child].Retired is null
        && (kind.IsOfSiblings() ? state.Profiles[0][hit.Other].Retired is null : state.Standing[(int)kind.Standing()][hit.Other].Retired is null);

    private static void EveryPairIsCovered(RegistryPosition position, SearchKind kind, List<Rectangle> covered)
    {
        for (int child = 0; child < position.Children; child++)
            for (int other = 0; other < (kind.IsOfSiblings() ? child : kind.Others(position)); other++)
                Assert.Contains(covered, area => child >= area.ChildFrom && child < area.ChildTo && other >= area.OtherFrom && other < area.OtherTo);
    }
}

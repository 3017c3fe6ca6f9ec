using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Tests.Casework.Memory;

namespace Matching.Storage.Tests.Kills;

/// <summary>Reads a whole registry into plain lists, so that everything can be recomputed from them.</summary>
internal static class RegistryCopy
{
    public static async Task<MemoryState> OfAsync(ICaseStore store, CancellationToken stop)
    {
        var position = await store.PositionAsync(stop);
        var state = new MemoryState { Change = position.Change };
        foreach (var side in Enum.GetValues<Side>())
            for (int number = 0; number < position.ProfilesOf(side); number++)
                state.Profiles[(int)side].Add(Assert.IsType<StoredProfile>(await store.ProfileAsync(side, number, stop)));
        foreach (var kind in Enum.GetValues<StandingKind>())
            for (int number = 0; number < position.Standing(kind); number++)
                state.Standing[(int)kind].Add(Assert.IsType<StoredStanding>(await store.StandingAsync(kind, number, stop)));
        state.Models.AddRange(await store.ModelsAsync(stop));
        state.Runs.AddRange(await store.RunsAsync(stop));
        state.Tiles.AddRange(await store.WaitingTilesAsync(stop));
        foreach (var model in state.Models)
            foreach (var kind in SearchKinds.Required)
            {
                state.Ledger.AddRange(await store.CoverageAsync(model.Number, kind, stop));
                for (int child = 0; child < position.Children; child++)
                    state.Hits.AddRange((await store.HitsOfChildAsync(model.Number, kind, child, stop)).Select(hit => (model.Number, kind, hit)));
            }

        await foreach (var entry in store.ReadAuditAsync(stop: stop))
            state.Audit.Add(entry);
        return state;
    }
}

using Matching.Casework;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Tests.Casework.Memory;
using Matching.Tests.Casework.Search;

namespace Matching.Storage.Tests.Kills;

/// <summary>What must hold of a registry after it was killed again and again: nothing acknowledged is lost, no pair, no hit.</summary>
internal static class KillVerdict
{
    public static async Task HoldsAsync(ICaseStore store, IReadOnlyList<KillBatch> acknowledged, CancellationToken stop)
    {
        var state = await RegistryCopy.OfAsync(store, stop);
        Assert.Empty(state.Tiles);
        Assert.All(state.Runs, run => Assert.NotNull(run.Finished));
        foreach (var batch in acknowledged)
            await IsThereAsync(store, batch, stop);
        var persons = acknowledged.SelectMany(batch => batch.Persons).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(persons, state.Profiles.SelectMany(side => side).Where(p => p.Retired is null).Select(p => p.Profile.Facts.Person).Order(StringComparer.Ordinal));
        Assert.NotEmpty(state.Models);
        foreach (var model in state.Models.Where(m => m.IsActive))
        {
            Assert.All(SearchKinds.Required, kind => EveryActivePairIsCovered(state, model.Number, kind));
            EveryHitIsThereOnce(state, model);
        }
    }

    private static async Task IsThereAsync(ICaseStore store, KillBatch batch, CancellationToken stop)
    {
        var submission = Assert.IsType<SubmissionRecord>(await store.SubmissionAsync(batch.Key, stop));
        Assert.Equal((batch.Persons.Count, 0), (submission.Accepted, submission.Refused));
    }

    private static void EveryActivePairIsCovered(MemoryState state, int model, SearchKind kind)
    {
        var covered = state.Ledger.Where(line => line.Model == model && line.Kind == kind).Select(line => line.Area).ToList();
        foreach (int child in Numbers(state.Profiles[0].Where(p => p.Retired is null).Select(p => p.Number)))
            foreach (int other in Others(state, kind).TakeWhile(other => !kind.IsOfSiblings() || other < child))
                Assert.Contains(covered, area => child >= area.ChildFrom && child < area.ChildTo && other >= area.OtherFrom && other < area.OtherTo);
    }

    private static IEnumerable<int> Others(MemoryState state, SearchKind kind) => kind.IsOfSiblings()
        ? state.Profiles[0].Where(p => p.Retired is null).Select(p => p.Number)
        : state.Standing[(int)kind.Standing()].Where(s => s.Retired is null).Select(s => s.Number);

    private static int[] Numbers(IEnumerable<int> numbers) => [.. numbers];

    private static void EveryHitIsThereOnce(MemoryState state, StoredModel model)
    {
        var expected = new NaiveHits(state, SearchModel.Read(model.Document)).All().ToHashSet();
        var known = state.Hits.Where(h => h.Model == model.Number).Select(h => (h.Kind, h.Hit)).ToList();
        Assert.Equal(known.Count, known.Distinct().Count());
        var active = known.Where(h => IsActive(state, h.Kind, h.Hit)).ToHashSet();
        Assert.NotEmpty(active);
        Assert.Empty(expected.Except(active));
        Assert.Empty(active.Except(expected));
    }

    private static bool IsActive(MemoryState state, SearchKind kind, SearchHit hit) =>
        state.Profiles[0][hit.Child].Retired is null
        && (kind.IsOfSiblings() ? state.Profiles[0][hit.Other].Retired is null : state.Standing[(int)kind.Standing()][hit.Other].Retired is null);
}

using Matching.Casework;
using Matching.Casework.Registry;

namespace Matching.Api.Hosting;

/// <summary>How far some search runs have come.</summary>
internal sealed class RunStates(ICaseStore store)
{
    /// <summary>The runs of these numbers, in their order.</summary>
    public async Task<IReadOnlyList<SearchRun>> OfAsync(IReadOnlyCollection<long> runs, CancellationToken stop = default) =>
        runs.Count == 0 ? [] : [.. (await store.RunsAsync(stop)).Where(run => runs.Contains(run.Number))];
}

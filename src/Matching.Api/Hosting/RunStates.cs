using Matching.Casework;
using Matching.Casework.Registry;

namespace Matching.Api.Hosting;

/// <summary>How far some search runs have come.</summary>
internal sealed class RunStates(ICaseStore store)
{
    /// <summary>The runs of these numbers, in their order.</summary>
    public async Task<IReadOnlyList<SearchRun>> OfAsync(IReadOnlyCollection<long> runs, CancellationToken stop = default)
    {
        var states = new List<SearchRun>(runs.Count);
        foreach (long number in runs)
            if (await store.RunAsync(number, stop) is { } run)
                states.Add(run);
        return states;
    }
}

using Matching.Casework;
using Matching.Casework.Search;

namespace Matching.Api.Hosting;

/// <summary>Works off the searches that wait, in the background, as long as the server runs: what this process takes in, and what other processes leave.</summary>
internal sealed class SearchService(ICaseStore store, SearchIndexes indexes, RunWatch watch, TimeProvider clock, MatchingOptions options) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _due = new(0, 1);

    /// <summary>Says that something waits.</summary>
    public void Wake()
    {
        try
        {
            if (_due.CurrentCount == 0)
                _due.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has said so in between.
        }
    }

    /// <summary>Waits until nothing of some runs waits to be searched; false where the time was up before.</summary>
    public Task<bool> SettleAsync(IReadOnlyCollection<long> runs, TimeSpan limit, CancellationToken stop) => watch.SettleAsync(runs, limit, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var worker = new SearchWorker(store, indexes, clock, SearchWorkerOptions.Default with { Threads = options.Threads }, watch.Tell);
        while (!stoppingToken.IsCancellationRequested)
        {
            await worker.RunUntilEmptyAsync(stoppingToken);
            await _due.WaitAsync(Pause, stoppingToken);
        }
    }
}

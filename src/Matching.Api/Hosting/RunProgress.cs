using Matching.Casework.Search;

namespace Matching.Api.Hosting;

/// <summary>What the worker tells: counted, logged, and passed on to whoever waits for progress. What counts is in the registry; this only says when to look.</summary>
internal sealed partial class RunProgress(SearchMetrics metrics, TimeProvider clock, ILogger<RunProgress> log)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = New();
    private DateTimeOffset _since = clock.GetUtcNow();

    /// <summary>A pass begins: the time of its first tile counts from here.</summary>
    public void Begin() => _since = clock.GetUtcNow();

    /// <summary>Takes in what the worker tells.</summary>
    public void Tell(SearchEvent told)
    {
        switch (told)
        {
            case TileSearched searched:
                var now = clock.GetUtcNow();
                metrics.Add(searched, _since, now);
                _since = now;
                break;
            case TileFailed failed:
                metrics.AddFailure();
                Failed(log, failed.Tile.Run, failed.Tile.Number, failed.Code);
                break;
            case StoreInterrupted away:
                Away(log, away.Code, away.Wait.TotalSeconds);
                break;
        }

        Pulse();
    }

    /// <summary>Says that something about a run has changed.</summary>
    public void Pulse()
    {
        TaskCompletionSource was;
        lock (_lock)
            (was, _next) = (_next, New());
        was.TrySetResult();
    }

    /// <summary>Ends with the next news of this process, at the latest after a while: other processes search too.</summary>
    public async Task ChangedAsync(TimeSpan longest, CancellationToken stop)
    {
        Task next;
        lock (_lock)
            next = _next.Task;
        await Task.WhenAny(next, Task.Delay(longest, clock, stop));
        stop.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Error, Message = "A search could not be made and waits still: run {Run}, tile {Tile} [{Code}]")]
    private static partial void Failed(ILogger log, long run, long tile, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry is away [{Code}]; next attempt in {Seconds} s")]
    private static partial void Away(ILogger log, string code, double seconds);
}

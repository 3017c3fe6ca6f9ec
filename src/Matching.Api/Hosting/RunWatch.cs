using Matching.Casework.Search;

namespace Matching.Api.Hosting;

/// <summary>Lets those who handed something in wait for its search: the worker of this process says what it has done, and now and then the registry is asked for what others did.</summary>
internal sealed class RunWatch(RunStates states, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Watcher> _watchers = [];

    /// <summary>Takes what the worker tells.</summary>
    public void Tell(SearchEvent told)
    {
        if (told is not TileSearched searched)
            return;
        lock (_gate)
            foreach (var watcher in _watchers)
                if (watcher.Runs.Contains(searched.Tile.Run))
                    watcher.Pulse();
    }

    /// <summary>Waits until nothing of some runs waits; false where the time was up before.</summary>
    public async Task<bool> SettleAsync(IReadOnlyCollection<long> runs, TimeSpan limit, CancellationToken stop)
    {
        if (runs.Count == 0)
            return true;
        var watcher = new Watcher(runs);
        lock (_gate)
            _watchers.Add(watcher);
        try
        {
            for (long begun = clock.GetTimestamp(); ;)
            {
                var pulse = watcher.Next();
                if ((await states.OfAsync(runs, stop)).All(run => run.Waiting == 0))
                    return true;
                var left = limit - clock.GetElapsedTime(begun);
                if (left <= TimeSpan.Zero)
                    return false;
                await Task.WhenAny(pulse, Task.Delay(left < Longest ? left : Longest, clock, stop));
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(watcher);
        }
    }

    private sealed class Watcher(IReadOnlyCollection<long> runs)
    {
        private volatile TaskCompletionSource _next = New();

        public IReadOnlyCollection<long> Runs { get; } = runs;

        public Task Next() => (_next = New()).Task;

        public void Pulse() => _next.TrySetResult();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

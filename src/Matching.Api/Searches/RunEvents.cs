using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Matching.Api.Hosting;
using Matching.Casework;
using Matching.Casework.Registry;

namespace Matching.Api.Searches;

/// <summary>The progress of a run as events: read from the registry, so that it holds whichever process searches. Each event says everything, so that none is missed by joining late or again.</summary>
internal sealed class RunEvents(ICaseStore store, RunReader reader, RunProgress progress)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Of intermediaries that cut silent connections the hasty ones wait for half a minute.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>The events, until the run ends, is cancelled, or nobody listens any more.</summary>
    public async IAsyncEnumerable<SseItem<RunProgressView>> WatchAsync(long number, [EnumeratorCancellation] CancellationToken stop)
    {
        var counts = RunCounts.None;
        RunProgressView? told = null;
        long since = Environment.TickCount64;
        // The reads are short; ended in between by whoever hangs up they would look like a fault.
        while (!stop.IsCancellationRequested && await reader.FindAsync(number, CancellationToken.None) is { } run)
        {
            counts = counts.And(await store.RunCountsAsync(number, counts.Last, CancellationToken.None));
            var now = new RunProgressView(number, run.State, run.Tiles, run.Tiles - run.Waiting, counts.Pairs, reader.Hits(counts));
            bool isSilent = Environment.TickCount64 - since >= Silence.TotalMilliseconds;
            if (now != told || isSilent)
            {
                yield return new SseItem<RunProgressView>(now, EventOf(run.State, isNews: now != told)) { EventId = now.TilesDone.ToString() };
                (told, since) = (now, Environment.TickCount64);
            }

            if (run.State != RunState.Waiting || !await GoesOnAsync(stop))
                yield break;
        }
    }

    private static string EventOf(RunState state, bool isNews) => state switch
    {
        RunState.Finished => "finished",
        RunState.Paused => "cancelled",
        RunState.GivenUp => "given-up",
        _ => isNews ? "progress" : "heartbeat",
    };

    // Whoever hangs up ends the watching: that is no fault.
    private async Task<bool> GoesOnAsync(CancellationToken stop)
    {
        try
        {
            await progress.ChangedAsync(Look, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

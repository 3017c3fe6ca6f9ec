using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Completeness;

/// <summary>Stops a run that somebody asked for, and lets it go on. Its tiles stay on the list all the while: the coverage counts them as waiting.</summary>
/// <param name="store">The registry.</param>
/// <param name="clock">The time.</param>
public sealed class RunPause(ICaseStore store, TimeProvider clock)
{
    /// <summary>Stops it: a tile at work is finished, no further one is taken.</summary>
    public Task<Outcome<SearchRun>> PauseAsync(SearchRun run, string requestedBy, CancellationToken stop = default) => SetAsync(run, isPaused: true, requestedBy, stop);

    /// <summary>Lets it go on.</summary>
    public Task<Outcome<SearchRun>> ResumeAsync(SearchRun run, string requestedBy, CancellationToken stop = default) => SetAsync(run, isPaused: false, requestedBy, stop);

    private async Task<Outcome<SearchRun>> SetAsync(SearchRun run, bool isPaused, string requestedBy, CancellationToken stop)
    {
        // What came in must be compared whoever is in a hurry; the same goes for a gap.
        if (run.Reason is RunReason.Intake or RunReason.Repair)
            return new Refusal(SearchCodes.RunNeeded, "The run compares what has come in, or closes a gap of the coverage: it is never stopped. Wait for it.");
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            var now = (await store.RunsAsync(RunQuery.Of(run.Number), stop).ConfigureAwait(false)).Single();
            if (now.State is RunState.Finished or RunState.GivenUp)
                return new Refusal(SearchCodes.RunOver, "The run is finished, or was given up with its model: there is nothing to stop or to go on with.");
            if (now.IsPaused == isPaused)
                return now;
            await change.PauseRunAsync(run.Number, isPaused, stop).ConfigureAwait(false);
            string subject = string.Create(CultureInfo.InvariantCulture, $"run/{run.Number}");
            await change.CommitAsync(new AuditAct(requestedBy, isPaused ? "search.pause" : "search.resume", subject, RecordJson.Write(new { now.Waiting })), clock.GetUtcNow(), stop).ConfigureAwait(false);
            return now with { IsPaused = isPaused };
        }
    }
}

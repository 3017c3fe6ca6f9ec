using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Api.Searches;

/// <summary>Runs as their readers may see them. A run names no person; who started it and how much it found is for those who may read the coverage.</summary>
internal sealed class RunReader(ICaseStore store, Actor actor)
{
    /// <summary>True for those who see all of it, and the runs of everybody.</summary>
    public bool SeesAll { get; } = AccessRules.MaySomewhere(actor, Permission.ReadCoverage);

    // Who reads the candidates of open children could set the counts of a run against a list, and know of a sealed hit by the difference.
    private readonly bool _seesHits = AccessRules.MaySomewhere(actor, Permission.ReadCoverage)
        && (!AccessRules.MaySomewhere(actor, Permission.ReadCandidates) || AccessRules.May(actor, Permission.ReadCandidates, Ownership.Nobody with { IsSealed = true }));

    /// <summary>A run; null where there is none.</summary>
    public async Task<SearchRun?> FindAsync(long number, CancellationToken stop) =>
        number > 0 && await store.RunsAsync(RunQuery.Of(number), stop) is [var run] ? run : null;

    /// <summary>A page of runs, the newest first: those of everybody, or the reader's own.</summary>
    public async Task<(IReadOnlyList<RunView> Items, long? Next)> ListAsync(bool orderedOnly, long before, int limit, CancellationToken stop)
    {
        var models = await ModelsAsync(stop);
        var runs = await store.RunsAsync(new RunQuery { Before = before, OrderedOnly = orderedOnly, RequestedBy = SeesAll ? null : actor.Code, Limit = limit + 1 }, stop);
        return ([.. runs.Take(limit).Select(run => View(run, models[run.Model], null, null))], runs.Count > limit ? runs[limit - 1].Number : null);
    }

    /// <summary>All of a run.</summary>
    public async Task<RunView> ReadAsync(SearchRun run, CancellationToken stop)
    {
        var model = (await ModelsAsync(stop))[run.Model];
        return View(run, model, SearchModel.Read(model.Document).MinLog10, await store.RunCountsAsync(run.Number, stop: stop));
    }

    /// <summary>Hits of a run, for those who may know how many there are: the number alone can tell of a sealed one; so can the few pairs that were not dismissed.</summary>
    public long? Hits(RunCounts counts) => _seesHits ? counts.Hits : null;

    /// <summary>True for who ordered the run, and for those who run the system: they may stop it and let it go on.</summary>
    public bool MaySteer(SearchRun run) => run.RequestedBy == actor.Code || AccessRules.MaySomewhere(actor, Permission.ChangeModels);

    private RunView View(SearchRun run, StoredModel model, double? threshold, RunCounts? counts) => new(
        run.Number,
        run.Reason,
        run.State,
        SeesAll || run.RequestedBy == actor.Code ? run.RequestedBy : null,
        run.Started,
        run.Finished,
        ModelName.Of(model),
        threshold,
        run.Engine,
        PositionView.Of(run.Position),
        run.Tiles,
        run.Waiting,
        counts is null ? null : new RunCountsView(
            counts.Pairs, _seesHits ? counts.Pairs - counts.Rescored : null, _seesHits ? counts.Rescored : null, counts.InPart, Hits(counts), counts.Kernels.Split(';', StringSplitOptions.RemoveEmptyEntries)));

    private async Task<Dictionary<int, StoredModel>> ModelsAsync(CancellationToken stop) => (await store.ModelsAsync(stop)).ToDictionary(model => model.Number);
}

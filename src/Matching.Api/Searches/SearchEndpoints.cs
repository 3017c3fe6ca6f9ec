using System.Text.Json;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Completeness;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Searches;

/// <summary>Search runs, the models they are made under, and the proof that nothing was left out.</summary>
internal static class SearchEndpoints
{
    private const int MostGaps = 1000;

    // Whoever reads results may look up the run that they come from.
    private static readonly Permission[] Readers = [Permission.ReadCoverage, Permission.ReadCandidates, Permission.RequestSearch, Permission.SubmitProfiles];

    public static void MapSearches(this RouteGroupBuilder api)
    {
        var searches = api.MapGroup("").WithTags("Searches");
        searches.MapGet("/searches", ListAsync).Allow(Readers)
            .WithName("listSearches").WithSummary("Search runs, the newest first: all of them for those who read the coverage, else the reader's own.");
        searches.MapGet("/searches/{id}", GetAsync).Allow(Readers).WithProblems(404)
            .WithName("getSearch").WithSummary("One search run: its question, how far it has come, what was counted.");
        searches.MapGet("/coverage", CoverageAsync).Allow(Permission.ReadCoverage)
            .WithName("getCoverage").WithSummary("What has been compared under every model in use, what waits, and what is missing: nothing.");
        searches.MapGet("/models", ModelsAsync).Allow(Readers)
            .WithName("listModels").WithSummary("The models that searches were ever made under.");
        searches.MapGet("/models/{number}", ModelAsync).Allow(Readers).WithProblems(404)
            .WithName("getModel").WithSummary("One model with its document: loci, frequencies, mutation, theta, threshold.");
        api.MapRematches();
    }

    /// <summary>A page of runs.</summary>
    public static async Task<Results<Ok<Page<RunView>>, ProblemHttpResult>> PageAsync(RunReader reader, bool orderedOnly, int? limit, string? cursor, CancellationToken stop)
    {
        if (limit is < 1 or > 200)
            return Problem.Field("limit", "A part of a list has 1 to 200 items. Choose such a number, or leave it out.");
        long before = long.MaxValue;
        if (cursor is not null && !(long.TryParse(cursor, out before) && before > 0))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back 'next' of the part before as it is, or leave it out to begin anew.");
        var (items, next) = await reader.ListAsync(orderedOnly, before, limit ?? 50, stop);
        return TypedResults.Ok(new Page<RunView>(items, next?.ToString()));
    }

    private static Task<Results<Ok<Page<RunView>>, ProblemHttpResult>> ListAsync(ICaseStore store, Actor actor, int? limit, string? cursor, CancellationToken stop) =>
        PageAsync(new RunReader(store, actor), orderedOnly: false, limit, cursor, stop);

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> GetAsync(long id, ICaseStore store, Actor actor, CancellationToken stop)
    {
        var reader = new RunReader(store, actor);
        return await reader.FindAsync(id, stop) is { } run ? TypedResults.Ok(await reader.ReadAsync(run, stop)) : NoSuchRun();
    }

    /// <summary>The coverage.</summary>
    /// <param name="store">The registry.</param>
    /// <param name="indexes">The indexes.</param>
    /// <param name="clock">The time.</param>
    /// <param name="entries">False leaves out the entries, which are all read for it.</param>
    /// <param name="stop">Stops.</param>
    private static async Task<Ok<CoverageView>> CoverageAsync(ICaseStore store, SearchIndexes indexes, TimeProvider clock, bool entries = true, CancellationToken stop = default)
    {
        var report = await new CoverageAudit(store, clock).RunAsync(stop);
        var models = (await store.ModelsAsync(stop)).ToDictionary(model => model.Number);
        var kinds = new List<KindCoverageView>();
        foreach (var kind in report.Kinds)
            kinds.Add(await KindAsync(kind, models[kind.Model], indexes, stop));
        var audit = entries ? await new EntryAudit(store).RunAsync(stop) : null;
        var position = report.Kinds.IsEmpty ? await store.PositionAsync(stop) : report.Kinds[^1].Position;
        return TypedResults.Ok(new CoverageView(
            report.IsComplete, report.Missing, PositionView.Of(position), kinds, audit is null ? null : new EntryAuditView(audit.IsWhole, audit.InNoEntry.Length, audit.OutOfForce.Length)));
    }

    private static async Task<KindCoverageView> KindAsync(KindCoverage kind, StoredModel model, SearchIndexes indexes, CancellationToken stop)
    {
        IReadOnlyList<int> inPart = kind.TilesInPart.IsEmpty ? [] : PartialFamilies.Of(await indexes.SyncAsync(kind.Model, stop), kind);
        return new KindCoverageView(
            ModelName.Of(model), kind.Kind, kind.Required, kind.Compared, kind.Waiting, kind.Missing, [.. kind.Gaps.Take(MostGaps).Select(AreaView.Of)], inPart);
    }

    private static async Task<Ok<Page<ModelView>>> ModelsAsync(ICaseStore store, CancellationToken stop) =>
        TypedResults.Ok(new Page<ModelView>([.. (await store.ModelsAsync(stop)).Select(model => View(model, withDocument: false))], Next: null));

    private static async Task<Results<Ok<ModelView>, ProblemHttpResult>> ModelAsync(int number, ICaseStore store, CancellationToken stop) =>
        (await store.ModelsAsync(stop)).FirstOrDefault(model => model.Number == number) is { } found
            ? TypedResults.Ok(View(found, withDocument: true))
            : Problem.Of(StatusCodes.Status404NotFound, ProblemCodes.NotFound, "There is no model with this number. List the models.");

    /// <summary>Answers a number that no run has.</summary>
    public static ProblemHttpResult NoSuchRun() => Problem.Of(StatusCodes.Status404NotFound, ProblemCodes.NotFound, "There is no run with this number. List the searches.");

    private static ModelView View(StoredModel model, bool withDocument)
    {
        var name = ModelName.Of(model);
        return new ModelView(name.Number, name.Name, name.Digest, model.IsActive, withDocument ? JsonSerializer.Deserialize<JsonElement>(model.Document) : null);
    }
}

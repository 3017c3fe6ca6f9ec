using System.Net.ServerSentEvents;
using Matching.Api.Hosting;
using Matching.Api.OpenApi;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Completeness;
using Matching.Casework.Desks;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Searches;

/// <summary>Batch re-runs: ordered, watched, stopped, resumed.</summary>
internal static class RematchEndpoints
{
    public static void MapRematches(this RouteGroupBuilder api)
    {
        var rematches = api.MapGroup("/rematches").WithTags("Searches");
        rematches.MapPost("", OrderAsync).Allow(Permission.RequestSearch, Permission.ChangeModels).WithProblems(404, 409, 413, 415, 422)
            .WithRequestExample(new RematchRequest(RematchScope.Full, Model: new ModelRequest(Name: "national table, theta 0.01", Theta: 0.01)))
            .WithName("orderRematch").WithSummary("Has something compared again. Everything, or another model, is for those who run the system; a child, a family or siblings for those in charge of them.");
        rematches.MapGet("", ListAsync).Allow(Permission.RequestSearch, Permission.ReadCoverage)
            .WithName("listRematches").WithSummary("Runs that people ordered, the newest first: all of them for those who read the coverage, else the reader's own.");
        rematches.MapGet("/{id}", GetAsync).Allow(Permission.RequestSearch, Permission.ReadCoverage).WithProblems(404)
            .WithName("getRematch").WithSummary("One run: how far it has come.");
        rematches.MapGet("/{id}/events", EventsAsync).Allow(Permission.RequestSearch, Permission.ReadCoverage).WithProblems(404)
            .Produces<RunProgressView>(contentType: "text/event-stream")
            .WithName("watchRematch").WithSummary("Progress as server-sent events (progress, heartbeat); the last one is finished, cancelled or given-up.");
        rematches.MapPost("/{id}/cancel", CancelAsync).Allow(Permission.RequestSearch, Permission.ChangeModels).WithProblems(404, 409)
            .WithName("cancelRematch").WithSummary("Stops a run. What was compared stays; what was not waits until the run is resumed, and the coverage says so.");
        rematches.MapPost("/{id}/resume", ResumeAsync).Allow(Permission.RequestSearch, Permission.ChangeModels).WithProblems(404, 409)
            .WithName("resumeRematch").WithSummary("Lets a stopped run go on where it was.");
    }

    private static async Task<Results<Accepted<RematchAnswer>, Ok<RematchAnswer>, ProblemHttpResult>> OrderAsync(
        RematchRequest asked, ICaseStore store, RecordBook book, TimeProvider clock, SearchService searches, Actor actor, CancellationToken stop)
    {
        if (!AccessRules.MaySomewhere(actor, RematchOrders.PermissionOf(asked.Scope)))
            return Forbidden();
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var model = Checked(asked, faults);
        if (faults.Count > 0)
            return Problem.Fields(faults);
        var ordered = await new RematchOrders(store, book, clock, searches).OrderAsync(asked, model, actor, stop);
        if (!ordered.IsDone)
            return Problem.Of(ordered.Refusal);
        var answer = new RematchAnswer(ordered.Value);
        return answer.Runs is [var first, ..] ? TypedResults.Accepted($"/api/v1/rematches/{first}", answer) : TypedResults.Ok(answer);
    }

    private static SearchModel? Checked(RematchRequest asked, Dictionary<string, string[]> faults)
    {
        Need("child", asked.Child, asked.Scope == RematchScope.Child, faults);
        Need("family", asked.Family, asked.Scope == RematchScope.Family, faults);
        if (asked.Model is not null && asked.Scope != RematchScope.Full)
            faults["model"] = ["Another model goes with the scope full alone. Leave it out, or choose that scope."];
        return asked.Model is { } model && faults.Count == 0 ? ModelOrder.Read(model, faults) : null;
    }

    private static void Need(string field, string? code, bool isNeeded, Dictionary<string, string[]> faults)
    {
        if (isNeeded != code is not null)
            faults[field] = [isNeeded ? $"The scope {field} needs the code of the {field}." : $"A {field} goes with the scope {field} alone. Leave it out."];
    }

    private static Task<Results<Ok<Page<RunView>>, ProblemHttpResult>> ListAsync(ICaseStore store, Actor actor, int? limit, string? cursor, CancellationToken stop) =>
        SearchEndpoints.PageAsync(new RunReader(store, actor), orderedOnly: true, limit, cursor, stop);

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> GetAsync(long id, ICaseStore store, Actor actor, CancellationToken stop)
    {
        var reader = new RunReader(store, actor);
        return await reader.FindAsync(id, stop) is { } run ? TypedResults.Ok(await reader.ReadAsync(run, stop)) : SearchEndpoints.NoSuchRun();
    }

    private static async Task<Results<ServerSentEventsResult<RunProgressView>, ProblemHttpResult>> EventsAsync(
        long id, ICaseStore store, Actor actor, RunProgress progress, IHostApplicationLifetime host, HttpContext http, CancellationToken stop)
    {
        var reader = new RunReader(store, actor);
        if (await reader.FindAsync(id, stop) is null)
            return SearchEndpoints.NoSuchRun();
        // A server that stops does not wait for its watchers.
        var either = CancellationTokenSource.CreateLinkedTokenSource(stop, host.ApplicationStopping);
        http.Response.RegisterForDispose(either);
        IAsyncEnumerable<SseItem<RunProgressView>> events = new RunEvents(store, reader, progress).WatchAsync(id, either.Token);
        return TypedResults.ServerSentEvents(events);
    }

    private static Task<Results<Ok<RunView>, ProblemHttpResult>> CancelAsync(
        long id, ICaseStore store, TimeProvider clock, RunProgress progress, SearchService searches, Actor actor, CancellationToken stop) =>
        SteerAsync(id, (pause, run) => pause.PauseAsync(run, actor.Code, stop), store, clock, progress, searches, actor, stop);

    private static Task<Results<Ok<RunView>, ProblemHttpResult>> ResumeAsync(
        long id, ICaseStore store, TimeProvider clock, RunProgress progress, SearchService searches, Actor actor, CancellationToken stop) =>
        SteerAsync(id, (pause, run) => pause.ResumeAsync(run, actor.Code, stop), store, clock, progress, searches, actor, stop);

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> SteerAsync(
        long id, Func<RunPause, SearchRun, Task<Outcome<SearchRun>>> act, ICaseStore store, TimeProvider clock, RunProgress progress, SearchService searches, Actor actor, CancellationToken stop)
    {
        var reader = new RunReader(store, actor);
        if (await reader.FindAsync(id, stop) is not { } run)
            return SearchEndpoints.NoSuchRun();
        if (!reader.MaySteer(run))
            return Forbidden();
        var outcome = await act(new RunPause(store, clock), run);
        if (!outcome.IsDone)
            return Problem.Of(outcome.Refusal);
        progress.Pulse();
        searches.Wake();
        return TypedResults.Ok(await reader.ReadAsync(outcome.Value, stop));
    }

    private static ProblemHttpResult Forbidden() =>
        Problem.Of(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "Everything, and another model, is ordered by those who run the system; a run is stopped by them or by who ordered it.");
}

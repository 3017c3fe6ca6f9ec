using System.Globalization;
using Matching.Api.Hosting;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Review;
using Matching.Casework.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Matches;

/// <summary>Matches: the work list of reviewers, decisions, fresh samples, release, recall.</summary>
internal static class MatchEndpoints
{
    public static void MapMatches(this RouteGroupBuilder api)
    {
        var matches = api.MapGroup("/matches").WithTags("Matches");
        matches.MapPost("", OpenAsync).Allow(Permission.ReadCandidates).WithProblems(404, 409, 422)
            .WithName("openMatch").WithSummary("Open the match of a child with a family from what a search found, so that reviewers decide on it.");
        matches.MapGet("", ListAsync).Allow(Permission.ReadMatch)
            .WithName("listMatches").WithSummary("The matches you may know of, the oldest finding first; without a state those that wait for a decision.");
        matches.MapGet("/{id}", GetAsync).Allow(Permission.ReadMatch).WithVersionOf(RecordKind.Match).WithProblems(404)
            .WithName("getMatch").WithSummary("A match: both sides, what was found, and what people decided. Not found for whoever may not know of it.");
        matches.MapGet("/{id}/history", HistoryAsync).Allow(Permission.ReadMatch).WithProblems(404)
            .WithName("getMatchHistory").WithSummary("Every version of a match, the first one first.");
        matches.MapPost("/{id}/decisions", DecideAsync).Allow(Permission.ReviewMatch).WithVersionOf(RecordKind.Match).WithProblems(404, 409, 412, 422)
            .WithName("decideMatch").WithSummary("Decide as a reviewer. Two who agree decide the match; after a disagreement a third does. No submitter of either side, and nobody twice.");
        matches.MapPost("/{id}/fresh-samples", VerifyAsync).Allow(Permission.EnterFreshSamples).WithVersionOf(RecordKind.Match).WithProblems(404, 409, 412, 422)
            .WithName("enterFreshSamples").WithSummary("Enter fresh samples of the child and of a member of the family that agree with the first ones.");
        matches.MapPost("/{id}/release", ReleaseAsync).Allow(Permission.ReleaseMatch).WithVersionOf(RecordKind.Match).WithProblems(404, 409, 412, 422)
            .WithName("releaseMatch").WithSummary("Release the result as a case officer: it may be told. A sealed match takes a joint act of two persons.");
        matches.MapPost("/{id}/recall", RecallAsync).Allow(Permission.RecallMatch).WithVersionOf(RecordKind.Match).WithProblems(404, 409, 412, 422)
            .WithName("recallMatch").WithSummary("Say that what was decided is wrong: everything that used it is marked, and both sides are compared with everybody again.");
    }

    private static async Task<Results<Created<OpenedMatchView>, ProblemHttpResult>> OpenAsync(NewMatch wanted, MatchDesk desk, [AsParameters] Acting by)
    {
        if (await SearchedModel.OfAsync(by.Store, wanted.Model, by.Stop) is not { } model)
            return Problem.Field("model", "There is no such model. Leave it out for the one in use.");
        var outcome = await desk.OpenAsync(wanted.Id ?? Acting.NewCode("match"), wanted.Child, wanted.Family, model, by.Actor, by.Now(), by.Stop);
        return by.Made(outcome.Then<Match>(opened => opened.Match), "/matches", (kept, _) =>
            new OpenedMatchView(MatchView.Of(kept), [.. outcome.Value.Flags.Select(flag => new FlagView(flag.Person, flag.Flag))]));
    }

    private static async Task<Results<Ok<Page<MatchItem>>, ProblemHttpResult>> ListAsync(
        string? state, [Code] string? child, [Code] string? family, [AsParameters] PageQuery page, MatchDesk desk, [AsParameters] Acting by)
    {
        if (!QueryWords.TryRead<MatchState>("state", state, out _, out var problem))
            return problem;
        if (!page.TryRead(out string? cursor) || !TryReadPlace(cursor, out var after))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the one that the part before gave, or none.");
        var all = await desk.ListAsync(new RecordQuery(RecordKind.Match) { State = state, Child = child, Family = family }, by.Actor, by.Stop);
        var left = all.SkipWhile(kept => after is { } place && PlaceOf(kept).CompareTo(place) <= 0).Take(page.Size() + 1).ToList();
        var items = left.Take(page.Size()).ToList();
        return TypedResults.Ok(new Page<MatchItem>([.. items.Select(MatchItem.Of)], left.Count > items.Count ? PageQuery.CursorOf(Written(PlaceOf(items[^1]))) : null));
    }

    private static Task<Results<Ok<MatchView>, ProblemHttpResult>> GetAsync(string id, [AsParameters] Acting by) =>
        by.ReadAsync<Match, MatchView>(id, Permission.ReadMatch, View);

    private static async Task<Results<Ok<IReadOnlyList<MatchVersion>>, ProblemHttpResult>> HistoryAsync(string id, [AsParameters] Acting by)
    {
        // Whoever may not know of it now does not learn what it was before.
        if (await by.Book.ReadAsync<Match>(id, Permission.ReadMatch, by.Actor, by.Stop) is null)
            return Problem.Of(AccessRules.Denied(Permission.ReadMatch));
        var versions = await by.Book.HistoryAsync<Match>(id, by.Stop);
        return TypedResults.Ok<IReadOnlyList<MatchVersion>>(
            [.. versions.Select(kept => new MatchVersion(kept.Version, kept.Record.State, kept.Record.IsSealed(), kept.Record.Decisions.Length, kept.At, kept.By))]);
    }

    private static async Task<Results<Ok<MatchView>, NoContent, ProblemHttpResult>> DecideAsync(string id, NewDecision decision, MatchDesk desk, [AsParameters] Acting by) =>
        await by.DoneAsync(await desk.DecideAsync(id, decision.Verdict, decision.Reason, decision.Note, by.Actor, by.Now(), by.Stop), Permission.ReadMatch, View);

    private static Task<Results<Ok<MatchView>, NoContent, ProblemHttpResult>> VerifyAsync(string id, NewFreshSamples samples, [AsParameters] Acting by) =>
        by.ActAsync<Match, MatchView>(
            id, Permission.EnterFreshSamples, "match.fresh", match => match.VerifyFresh(Of(samples.Child), Of(samples.Member), by.Actor, by.Now()), Permission.ReadMatch, View);

    private static Task<Results<Ok<MatchView>, NoContent, ProblemHttpResult>> ReleaseAsync(string id, [AsParameters] Acting by) =>
        by.ActAsync<Match, MatchView>(id, Permission.ReleaseMatch, "match.release", match => match.Release(by.Actor, null, by.Now()), Permission.ReadMatch, View);

    private static async Task<Results<Ok<RecallView>, ProblemHttpResult>> RecallAsync(string id, NewRecall recall, MatchDesk desk, SearchService searches, [AsParameters] Acting by)
    {
        var outcome = await desk.RecallAsync(id, recall.Reason, by.Actor, by.Now(), by.Stop);
        if (!outcome.IsDone)
            return by.Refuse(outcome.Refusal);
        searches.Wake();
        return TypedResults.Ok(RecallView.Of(outcome.Value));
    }

    private static MatchView View(Kept<Match> kept, Actor reader) => MatchView.Of(kept);

    private static FreshSample Of(FreshSampleBody body) => new(body.Person, body.Sample, body.Laboratory, body.TakenOn);

    // By moment, then by code, so that a match that leaves the list meanwhile makes no hole.
    private static (long Ticks, string Code) PlaceOf(Kept<Match> kept) => (kept.Record.Found.At.UtcTicks, kept.Record.Code);

    private static string Written((long Ticks, string Code) place) => string.Create(CultureInfo.InvariantCulture, $"{place.Ticks} {place.Code}");

    private static bool TryReadPlace(string? cursor, out (long Ticks, string Code)? place)
    {
        place = null;
        if (cursor is null)
            return true;
        int blank = cursor.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0 || !long.TryParse(cursor[..blank], CultureInfo.InvariantCulture, out long ticks))
            return false;
        place = (ticks, cursor[(blank + 1)..]);
        return true;
    }
}

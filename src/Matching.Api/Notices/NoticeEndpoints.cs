using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Notices;

/// <summary>Notices as those who keep them see them, and the calls that answer them.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("Notices");
        notices.MapPublicNotices();
        notices.MapPost("", DraftAsync).Allow(Permission.KeepNotice).WithProblems(404, 409, 422)
            .WithName("draftNotice").WithSummary("Draft the notice of a child. Photos are given by the digests of the bytes shown; there is no upload.");
        notices.MapGet("/records", ListAsync).Allow(Permission.KeepNotice)
            .WithName("listNoticeRecords").WithSummary("The notices you may keep, by id.");
        notices.MapGet("/{id}/record", GetAsync).Allow(Permission.KeepNotice).WithVersionOf(RecordKind.Notice).WithProblems(404)
            .WithName("getNoticeRecord").WithSummary("A notice as those who keep it see it, with the clock of the adoption.");
        notices.MapPut("/{id}/content", RewriteAsync).Allow(Permission.KeepNotice).WithVersionOf(RecordKind.Notice).WithProblems(404, 409, 412, 422)
            .WithName("rewriteNotice").WithSummary("Change what a notice says; one that is shown is shown anew at once.");
        notices.MapPost("/{id}/publish", PublishAsync).Allow(Permission.KeepNotice).WithVersionOf(RecordKind.Notice).WithProblems(404, 409, 412, 422)
            .WithName("publishNotice").WithSummary("Show a child: only after it was compared with everybody and every candidate inside the budget was decided.");
        notices.MapPost("/{id}/take-down", TakeDownAsync).Allow(Permission.KeepNotice).WithVersionOf(RecordKind.Notice).WithProblems(404, 409, 412, 422)
            .WithName("takeDownNotice").WithSummary("Take a notice down. In a sealed case that takes a joint act of two persons.");
        notices.MapGet("/{id}/calls", CallsAsync).Allow(Permission.ReadCalls).WithProblems(404)
            .WithName("listCalls").WithSummary("The calls about a notice, the first one first.");
        api.MapPost("/calls/{id}/reply", ReplyAsync).WithTags("Notices").Allow(Permission.ReadCalls).WithVersionOf(RecordKind.Caller).WithProblems(404, 409, 412)
            .WithName("replyToCall").WithSummary("Enter what a caller was told.");
    }

    private static async Task<Results<Created<NoticeView>, ProblemHttpResult>> DraftAsync(NewNotice wanted, NoticeDesk desk, [AsParameters] Acting by) =>
        by.Made(await desk.DraftAsync(wanted.Child, wanted.Content.Content(), by.Actor, by.Now(), by.Stop), "/notices", (kept, _) => NoticeView.Of(kept, new HashSet<string>(), Today(by)));

    private static async Task<Results<Ok<Page<NoticeView>>, ProblemHttpResult>> ListAsync(
        string? state, [Code] string? child, [Code] string? @case, [AsParameters] PageQuery page, NoticeDesk desk, [AsParameters] Acting by)
    {
        if (!QueryWords.TryRead<NoticeState>("state", state, out _, out var problem))
            return problem;
        var query = new RecordQuery(RecordKind.Notice) { State = state, Child = child, Case = @case, Unit = by.UnitOf(Permission.KeepNotice) };
        var listed = await by.ListAsync<Notice, Kept<Notice>>(query, page, Permission.KeepNotice, (kept, _) => kept);
        if (listed.Result is not Ok<Page<Kept<Notice>>> { Value: { } found })
            return (ProblemHttpResult)listed.Result;
        var views = new List<NoticeView>();
        foreach (var kept in found.Items)
            views.Add(await ShownAsync(kept, desk, by));
        return TypedResults.Ok(new Page<NoticeView>(views, found.Next));
    }

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> GetAsync(string id, NoticeDesk desk, [AsParameters] Acting by) =>
        await by.Book.ReadAsync<Notice>(id, Permission.KeepNotice, by.Actor, by.Stop) is { } kept
            ? TypedResults.Ok(await ViewAsync(kept, desk, by))
            : Problem.Of(AccessRules.Denied(Permission.KeepNotice));

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> RewriteAsync(string id, NoticeText content, NoticeDesk desk, [AsParameters] Acting by) =>
        await DoneAsync(await desk.RewriteAsync(id, content.Content(), by.Actor, by.Now(), by.Stop), desk, by);

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> PublishAsync(string id, NewPublication wanted, ChildDesk children, NoticeDesk desk, [AsParameters] Acting by)
    {
        if (await SearchedModel.OfAsync(by.Store, wanted.Model, by.Stop) is not { } model)
            return Problem.Field("model", "There is no such model. Leave it out for the one in use.");
        var budget = wanted.Budget is { } expected ? new FalseMatchBudget(expected) : FalseMatchBudget.Default;
        return await DoneAsync(await children.PublishAsync(id, model, budget, by.Actor, by.Now(), by.Stop), desk, by);
    }

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> TakeDownAsync(string id, NewEnding wanted, NoticeDesk desk, [AsParameters] Acting by)
    {
        if (wanted.Why == NoticeEnd.MatchConfirmed)
            return Problem.Field("why", "A confirmed match takes the notice down by itself. Name another reason.");
        var outcome = await by.Book.ActAsync<Notice>(
            id, Permission.KeepNotice, "notice.take-down", notice => notice.TakeDown(wanted.Why, by.Actor, by.Now()), by.Actor, by.Now(), by.Stop);
        return await DoneAsync(outcome, desk, by);
    }

    private static async Task<Results<Ok<Page<CallView>>, ProblemHttpResult>> CallsAsync(string id, [AsParameters] PageQuery page, NoticeDesk desk, [AsParameters] Acting by)
    {
        if (!page.TryRead(out string? after))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the one that the part before gave, or none.");
        if (await desk.CallsAsync(id, by.Actor, by.Stop) is not { } calls)
            return Problem.Of(AccessRules.Denied(Permission.ReadCalls));
        // Calls stay where they are in the order, so that the one behind is found by its code.
        var left = (after is null ? calls : calls.SkipWhile(call => call.Record.Code != after).Skip(1)).Take(page.Size() + 1).ToList();
        var items = left.Take(page.Size()).ToList();
        return TypedResults.Ok(new Page<CallView>([.. items.Select(CallView.Of)], left.Count > items.Count ? PageQuery.CursorOf(items[^1].Record.Code) : null));
    }

    private static Task<Results<Ok<CallView>, NoContent, ProblemHttpResult>> ReplyAsync(string id, NewReply reply, [AsParameters] Acting by) =>
        by.ActAsync<Caller, CallView>(id, Permission.ReadCalls, "call.reply", call => call.Reply(reply.Answer, by.Actor), Permission.ReadCalls, (kept, _) => CallView.Of(kept));

    private static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> DoneAsync(Outcome<Notice> outcome, NoticeDesk desk, Acting by) =>
        outcome.IsDone ? TypedResults.Ok(await ViewAsync((await by.Book.FindAsync<Notice>(outcome.Value.Code, by.Stop))!, desk, by)) : by.Refuse(outcome.Refusal);

    private static async Task<NoticeView> ViewAsync(Kept<Notice> kept, NoticeDesk desk, Acting by)
    {
        by.Http.Tag(kept.Version);
        return await ShownAsync(kept, desk, by);
    }

    private static async Task<NoticeView> ShownAsync(Kept<Notice> kept, NoticeDesk desk, Acting by) =>
        NoticeView.Of(kept, await desk.HiddenMatchesAsync(kept.Record, by.Actor, by.Stop), Today(by));

    private static DateOnly Today(Acting by) => DateOnly.FromDateTime(by.Now().UtcDateTime);
}

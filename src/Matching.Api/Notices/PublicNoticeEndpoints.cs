using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Notices;

/// <summary>What anybody may see and do: the same for everybody, signed in or not.</summary>
internal static class PublicNoticeEndpoints
{
    private const string Caching = "public, max-age=60";

    public static void MapPublicNotices(this RouteGroupBuilder notices)
    {
        notices.MapGet("", ListAsync).AllowAnybody()
            .WithName("listNotices").WithSummary("The notices that are shown, for anybody. Photos are named by their digests; the bytes are not kept here.");
        notices.MapGet("/{id}", GetAsync).AllowAnybody().WithProblems(404)
            .WithName("getNotice").WithSummary("A notice as anybody sees it. One that ended says that it is no longer shown, whatever the reason.");
        notices.MapPost("/{id}/calls", CallAsync).AllowAnybody().Limit(RequestLimits.Calls).WithProblems(404, 409)
            .WithName("enterCall").WithSummary("Answer a notice that is shown. The call is read by the unit in charge; it makes nobody a candidate.");
    }

    private static async Task<Results<Ok<Page<PublicNoticeView>>, ProblemHttpResult>> ListAsync([AsParameters] PageQuery page, NoticeDesk desk, HttpContext http, CancellationToken stop)
    {
        if (!page.TryRead(out string? after))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the one that the part before gave, or none.");
        var shown = await desk.ShownAsync(after, page.Size() + 1, stop);
        var items = shown.Take(page.Size()).Select(PublicNoticeView.Of).ToList();
        http.Response.Headers.CacheControl = Caching;
        return TypedResults.Ok(new Page<PublicNoticeView>(items, shown.Count > items.Count ? PageQuery.CursorOf(items[^1].Id) : null));
    }

    private static async Task<Results<Ok<PublicNoticeView>, ProblemHttpResult>> GetAsync(string id, NoticeDesk desk, HttpContext http, CancellationToken stop)
    {
        if (await desk.ShownAsync(id, stop) is not { } notice)
            return Problem.Of(AccessRules.Denied(Permission.ReadPublicNotice));
        http.Response.Headers.CacheControl = Caching;
        return TypedResults.Ok(PublicNoticeView.Of(notice));
    }

    private static async Task<Results<Created<CallReceipt>, ProblemHttpResult>> CallAsync(string id, NewCall call, NoticeDesk desk, [AsParameters] Acting by)
    {
        // Whoever calls is anybody: that somebody of the registry was signed in is not kept.
        var outcome = await desk.CallAsync(id, call.Purpose, call.Message, call.Contact, Actor.Anybody, by.Now(), by.Stop);
        return outcome.IsDone ? TypedResults.Created((Uri?)null, new CallReceipt(outcome.Value.Code, outcome.Value.Referral())) : Problem.Of(outcome.Refusal);
    }
}

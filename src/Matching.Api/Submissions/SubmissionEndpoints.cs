using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Matching.Api.Hosting;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Profiles;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Submissions;

/// <summary>Batches of laboratories.</summary>
internal static class SubmissionEndpoints
{
    private const int LongestKey = 100;

    public static void MapSubmissions(this RouteGroupBuilder api)
    {
        var options = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<MatchingOptions>();
        var submissions = api.MapGroup("/submissions").WithTags("Submissions");
        submissions.MapPost("/", SubmitAsync).Allow(Permission.SubmitProfiles).WithProblems(409, 413, 415, 422)
            .WithMetadata(new RequestSizeLimitAttribute(options.MaxSubmissionBytes)).DescribesBody()
            .WithName("submitProfiles").WithSummary("Hand in a batch of profiles: JSON, a table, or an instrument export. It is taken durably before the answer; the search goes on behind it.");
        submissions.MapGet("/", ListAsync).Allow(Permission.ReadSubmission)
            .WithName("listSubmissions").WithSummary("What your laboratory handed in, the newest first.");
        submissions.MapGet("/{id}", GetAsync).Allow(Permission.ReadSubmission).WithProblems(404)
            .WithName("getSubmission").WithSummary("What became of a batch of your laboratory, and how far its search has come.");
        submissions.MapGet("/{id}/findings", FindingsAsync).Allow(Permission.ReadSubmission).WithProblems(404)
            .WithName("listSubmissionFindings").WithSummary("Everything found in a batch, by the reader first and then row by row.");
    }

    private static async Task<Results<AcceptedAtRoute<SubmissionView>, ProblemHttpResult>> SubmitAsync(
        [FromHeader(Name = "Idempotency-Key")][Description("Your name for the batch, 1 to 100 printable ASCII characters: the same key with the same content is answered as before, with Idempotent-Replay: true. Without one the content is the key.")] string? key,
        [AsParameters] TableParameters parameters, BatchReader reader, SubmissionDesk desk, SubmissionViews views, SearchService searches, Actor actor, HttpContext http, CancellationToken stop)
    {
        if (key is { Length: 0 or > LongestKey } || key?.Any(c => c is < ' ' or > '~') == true)
            return Problem.Field("Idempotency-Key", $"A key has 1 to {LongestKey} printable ASCII characters. Choose another one, or send none.");
        var (batch, problem) = await reader.ReadAsync(http.Request, parameters, stop);
        if (batch is null)
            return problem!;
        var outcome = await desk.SubmitAsync(batch with { Key = key }, actor, stop);
        if (!outcome.IsDone)
            return Problem.Of(outcome.Refusal);
        var answer = outcome.Value;
        if (answer.Refusal is { Code: IntakeCodes.KeyReused })
            return Problem.Of(StatusCodes.Status409Conflict, IntakeCodes.KeyReused, "A batch with other content came under this Idempotency-Key. Hand this one in under a key of its own.");
        if (answer.Refusal is { } refused)
            return RefusedProfiles.Of(StatusCodes.Status422UnprocessableEntity, refused.Code, refused.Text, [refused]);
        if (answer.IsRepeat)
            http.Response.Headers["Idempotent-Replay"] = "true";
        searches.Wake();
        return TypedResults.AcceptedAtRoute((await views.OfAsync(answer.Submission, actor, stop))!, "getSubmission", new RouteValueDictionary { ["id"] = answer.Submission });
    }

    private static async Task<Results<Ok<Page<SubmissionItem>>, ProblemHttpResult>> ListAsync(
        SubmissionDesk desk, Actor actor, string? cursor, CancellationToken stop, [Range(1, 200)] int limit = 50)
    {
        if (SubmissionCursor.Read(cursor, long.MaxValue) is not { } before)
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the 'next' of its last page, or none for the first.");
        var heads = await desk.ListAsync(before, limit, actor, stop);
        return TypedResults.Ok(new Page<SubmissionItem>(
            [.. heads.Select(head => new SubmissionItem(head.Number, SubmissionDesk.KeyOf(head.Key, actor.Unit), head.At, head.Rows, head.Accepted, head.Refused))],
            heads.Count < limit ? null : SubmissionCursor.Of(heads[^1].Number)));
    }

    private static async Task<Results<Ok<SubmissionView>, ProblemHttpResult>> GetAsync(long id, SubmissionViews views, Actor actor, CancellationToken stop) =>
        await views.OfAsync(id, actor, stop) is { } view ? TypedResults.Ok(view) : Problem.Of(AccessRules.Denied(Permission.ReadSubmission));

    private static async Task<Results<Ok<Page<IntakeFindingView>>, ProblemHttpResult>> FindingsAsync(
        long id, SubmissionViews views, Actor actor, string? cursor, CancellationToken stop, [Range(1, 200)] int limit = 50)
    {
        if (SubmissionCursor.Read(cursor, 0) is not { } from)
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the 'next' of its last page, or none for the first.");
        return await views.FindingsAsync(id, from, limit, actor, stop) is { } page ? TypedResults.Ok(page) : Problem.Of(AccessRules.Denied(Permission.ReadSubmission));
    }
}

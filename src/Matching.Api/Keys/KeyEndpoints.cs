using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Keys;

/// <summary>Keys of machines.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Keys").Allow(Permission.ManageKeys);
        keys.MapPost("", IssueAsync).WithProblems(409, 422).WithName("issueKey").WithSummary("Issues a key of a machine. Its secret is shown this once.");
        keys.MapGet("", ListAsync).WithName("listKeys").WithSummary("The keys, by code.");
        keys.MapGet("/{id}", GetAsync).WithVersionOf(RecordKind.ApiKey).WithProblems(404).WithName("getKey").WithSummary("One key.");
        keys.MapPost("/{id}/revoke", RevokeAsync).WithVersionOf(RecordKind.ApiKey).WithProblems(404, 409, 412)
            .WithName("revokeKey").WithSummary("Ends a key: here at once, in other processes of the same registry within a second.");
    }

    private static async Task<Results<Created<IssuedKeyView>, ProblemHttpResult>> IssueAsync(KeyRequest request, Actor actor, CallerBook callers, TimeProvider clock, CancellationToken stop)
    {
        if (request.ExpiresAt is null == request.Days is null)
            return Problem.Field("expiresAt", "Say when the key ends: either expiresAt or days.");
        if (request.Scope is { Count: 0 })
            return Problem.Field("scope", "A scope names at least one permission. Leave it out for all that the roles allow.");
        var now = clock.GetUtcNow();
        var key = KeyText.New(request.Code ?? $"key-{RandomNumberGenerator.GetHexString(10, lowercase: true)}");
        var issued = await callers.AddAsync(
            ApiKey.Issue(
                key.Code, request.Unit, [.. request.Roles.Distinct()], [.. (request.Scope ?? []).Distinct()], KeyText.DigestOf(key.Secret), request.ExpiresAt ?? now.AddDays(request.Days!.Value), actor.Code, now),
            "key.issue",
            stop);
        if (!issued.IsDone)
            return Problem.Of(issued.Refusal);
        var kept = (await callers.ReadAsync<ApiKey>(key.Code, stop))!;
        return TypedResults.Created($"/api/v1/keys/{key.Code}", new IssuedKeyView(KeyView.Of(kept), key.Written()));
    }

    private static async Task<Results<Ok<Page<KeyView>>, ProblemHttpResult>> ListAsync(CallerBook callers, CancellationToken stop, [Range(1, 200)] int limit = 50, [StringLength(400)] string? cursor = null)
    {
        if (!CodeCursor.TryRead(cursor, out string? after))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back 'next' as it is.");
        var found = await callers.ListAsync<ApiKey>(after, limit, stop);
        return TypedResults.Ok(new Page<KeyView>([.. found.Select(KeyView.Of)], found.Count == limit ? CodeCursor.Of(found[^1].Record.Code) : null));
    }

    private static async Task<Results<Ok<KeyView>, ProblemHttpResult>> GetAsync(string id, CallerBook callers, HttpContext http, CancellationToken stop) =>
        await callers.ReadAsync<ApiKey>(id, stop) is { } kept ? Answer(kept, http) : Problem.Of(AccessRules.Denied(Permission.ManageKeys));

    private static async Task<Results<Ok<KeyView>, ProblemHttpResult>> RevokeAsync(string id, Actor actor, CallerBook callers, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var revoked = await callers.ActAsync<ApiKey>(id, "key.revoke", key => key.Revoke(actor, clock.GetUtcNow()), stop);
        return revoked.IsDone ? Answer(revoked.Value, http) : Problem.Of(revoked.Refusal);
    }

    private static Ok<KeyView> Answer(Kept<ApiKey> kept, HttpContext http)
    {
        http.Tag(kept.Version);
        return TypedResults.Ok(KeyView.Of(kept));
    }
}

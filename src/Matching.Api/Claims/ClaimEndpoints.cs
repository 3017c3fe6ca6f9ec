using System.Collections.Immutable;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Claims;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Claims;

/// <summary>Claim checks.</summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this RouteGroupBuilder api)
    {
        var claims = api.MapGroup("/children/{id}/claim-checks").WithTags("Claims");
        claims.MapPost("", CheckAsync).Allow(Permission.CheckClaim).WithVersionOf(RecordKind.Child).WithProblems(404, 409, 412, 422)
            .WithName("checkClaim").WithSummary("Check whether those who say that the child is theirs can be its parents. Whom the check excludes becomes a known non-parent.");
        claims.MapGet("", ListAsync).Allow(Permission.ReadClaim).WithProblems(404)
            .WithName("listClaimChecks").WithSummary("The claim checks of a child.");
        claims.MapGet("/{check}", GetAsync).Allow(Permission.ReadClaim).WithProblems(404)
            .WithName("getClaimCheck").WithSummary("A claim check: verdict, numbers, and who is excluded.");
    }

    private static async Task<Results<Created<ClaimCheckView>, ProblemHttpResult>> CheckAsync(string id, NewClaimCheck body, ClaimDesk desk, [AsParameters] Acting acting)
    {
        if (await SearchedModel.OfAsync(acting.Store, body.Model, acting.Stop) is not { } model)
            return Problem.Field("model", "There is no such model. Leave it out for the one in use.");
        ImmutableArray<ClaimedParent> claimants = [.. body.Claimants.Select(claimant => claimant.Claimed())];
        var outcome = await desk.CheckAsync(body.Id ?? Acting.NewCode("claim"), id, claimants, model, acting.Actor, acting.Now(), acting.Stop);
        return acting.Made(outcome, $"/children/{Uri.EscapeDataString(id)}/claim-checks", ClaimCheckView.Of);
    }

    private static async Task<Results<Ok<IReadOnlyList<ClaimCheckView>>, ProblemHttpResult>> ListAsync(string id, [AsParameters] Acting acting)
    {
        if (await acting.Book.ReadAsync<RescuedChild>(id, Permission.ReadClaim, acting.Actor, acting.Stop) is null)
            return Problem.Of(AccessRules.Denied(Permission.ReadClaim));
        var checks = await acting.Book.ListAsync<ClaimCheck>(new RecordQuery(RecordKind.ClaimCheck) { Child = id }, acting.Stop);
        return TypedResults.Ok<IReadOnlyList<ClaimCheckView>>(
            [.. checks.Where(check => AccessRules.May(acting.Actor, Permission.ReadClaim, check.Record.Owner())).OrderBy(check => check.Record.At).Select(check => ClaimCheckView.Of(check, acting.Actor))]);
    }

    private static async Task<Results<Ok<ClaimCheckView>, ProblemHttpResult>> GetAsync(string id, string check, [AsParameters] Acting acting) =>
        await acting.Book.ReadAsync<ClaimCheck>(check, Permission.ReadClaim, acting.Actor, acting.Stop) is { } kept && kept.Record.Child == id
            ? TypedResults.Ok(ClaimCheckView.Of(kept, acting.Actor))
            : Problem.Of(AccessRules.Denied(Permission.ReadClaim));
}

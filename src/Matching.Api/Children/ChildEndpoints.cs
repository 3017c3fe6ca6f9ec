using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Children;

/// <summary>A child and the acts on its record.</summary>
internal static class ChildEndpoints
{
    public static void MapChildren(this RouteGroupBuilder api)
    {
        var children = api.MapGroup("/children").WithTags("Children");
        children.MapGet("/{id}", GetAsync).Allow(Permission.ReadChild).WithVersionOf(RecordKind.Child).WithProblems(404)
            .WithName("getChild").WithSummary("A child: what is known of it, without anything genetic.");
    }

    private static async Task<Results<Ok<ChildView>, ProblemHttpResult>> GetAsync(string id, Actor actor, RecordBook book, HttpContext http, CancellationToken stop)
    {
        if (await book.ReadAsync<RescuedChild>(id, Permission.ReadChild, actor, stop) is not { } kept)
            return Problem.Of(AccessRules.Denied(Permission.ReadChild));
        http.Tag(kept.Version);
        return TypedResults.Ok(ChildView.Of(kept));
    }
}

using Matching.Api.Findings;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Families;

/// <summary>What was found for a family.</summary>
internal static class FamilyFindingEndpoints
{
    public static void MapFamilyFindings(this RouteGroupBuilder api) =>
        api.MapGet("/families/{id}/candidates", CandidatesAsync).WithTags("Findings").Allow(Permission.ReadCandidates).WithProblems(404)
            .WithName("listChildrenOfFamily").WithSummary("Waiting children who may belong to a family, the best first; or what was searched without finding any.");

    private static Task<Results<Ok<FindingPage>, ProblemHttpResult>> CandidatesAsync(
        string id, [AsParameters] FindingParameters wanted, Actor actor, CandidateDesk desk, CancellationToken stop) =>
        FindingAnswers.OfAsync(id, wanted, isOfFamily: true, query => desk.OfFamilyAsync(id, query, actor, stop));
}

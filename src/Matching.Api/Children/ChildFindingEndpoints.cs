using Matching.Api.Findings;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Children;

/// <summary>What was found for a child.</summary>
internal static class ChildFindingEndpoints
{
    public static void MapChildFindings(this RouteGroupBuilder api)
    {
        var children = api.MapGroup("/children/{id}").WithTags("Findings");
        children.MapGet("/candidates", CandidatesAsync).Allow(Permission.ReadCandidates).WithProblems(404)
            .WithName("listCandidates").WithSummary("Candidate families of a child, the best first; or what was searched without finding any.");
        children.MapGet("/candidates/{family}/loci", LociAsync).Allow(Permission.ReadCandidates).WithProblems(404)
            .WithName("getCandidateLoci").WithSummary("What was found between a child and a family, locus by locus.");
        children.MapGet("/siblings", SiblingsAsync).Allow(Permission.ReadCandidates).WithProblems(404)
            .WithName("listSiblings").WithSummary("Children who may be full or half siblings of a child: of its case always, of others where that was asked for.");
        children.MapGet("/identities", IdentitiesAsync).Allow(Permission.ReadCandidates).WithProblems(404)
            .WithName("listIdentities").WithSummary("Records with the genotypes of a child: among families, personal items and other children.");
        children.MapGet("/suspects", SuspectsAsync).Allow(Permission.ReadCandidates).WithProblems(404)
            .WithName("listSuspects").WithSummary("Suspects and holders who may be parents of a child. Sealed always: for its case officer and child protection.");
    }

    private static Task<Results<Ok<FindingPage>, ProblemHttpResult>> CandidatesAsync(
        string id, [AsParameters] FindingParameters wanted, Actor actor, CandidateDesk desk, CancellationToken stop) =>
        OfAsync(id, CandidateSubject.Families, wanted, actor, desk, stop);

    private static Task<Results<Ok<FindingPage>, ProblemHttpResult>> SiblingsAsync(
        string id, [AsParameters] FindingParameters wanted, Actor actor, CandidateDesk desk, CancellationToken stop) =>
        OfAsync(id, CandidateSubject.Siblings, wanted, actor, desk, stop);

    private static Task<Results<Ok<FindingPage>, ProblemHttpResult>> IdentitiesAsync(
        string id, [AsParameters] FindingParameters wanted, Actor actor, CandidateDesk desk, CancellationToken stop) =>
        OfAsync(id, CandidateSubject.Identities, wanted, actor, desk, stop);

    private static Task<Results<Ok<FindingPage>, ProblemHttpResult>> SuspectsAsync(
        string id, [AsParameters] FindingParameters wanted, Actor actor, CandidateDesk desk, CancellationToken stop) =>
        OfAsync(id, CandidateSubject.Suspects, wanted, actor, desk, stop);

    private static async Task<Results<Ok<FindingPage>, ProblemHttpResult>> LociAsync(
        string id, string family, [AsParameters] FindingParameters wanted, Actor actor, CandidateDesk desk, CancellationToken stop)
    {
        var answer = await FindingAnswers.OfAsync(id, wanted with { Loci = true }, isOfFamily: false, query => desk.OfChildAsync(id, CandidateSubject.Families, query with { Family = family }, actor, stop));
        // As if there were none, where there is one that the reader may not know of.
        return answer.Result is Ok<FindingPage> { Value.Items.Count: 0 } ? Problem.Of(AccessRules.Denied(Permission.ReadCandidates)) : answer;
    }

    private static Task<Results<Ok<FindingPage>, ProblemHttpResult>> OfAsync(
        string id, CandidateSubject subject, FindingParameters wanted, Actor actor, CandidateDesk desk, CancellationToken stop) =>
        FindingAnswers.OfAsync(id, wanted, isOfFamily: false, query => desk.OfChildAsync(id, subject, query, actor, stop));
}

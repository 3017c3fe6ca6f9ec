using System.ComponentModel.DataAnnotations;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Children;

/// <summary>A child and what is read of it.</summary>
internal static class ChildEndpoints
{
    public static void MapChildren(this RouteGroupBuilder api)
    {
        var children = api.MapGroup("/children").WithTags("Children");
        children.MapGet("", ListAsync).Allow(Permission.ReadChild)
            .WithName("listChildren").WithSummary("The children that you may see, by code: those in the charge of the own unit, sealed ones only for case officers and child protection.");
        children.MapGet("/{id}", GetAsync).Allow(Permission.ReadChild).WithVersionOf(RecordKind.Child).WithProblems(404)
            .WithName("getChild").WithSummary("A child: what is known of it, without anything genetic.");
        children.MapGet("/{id}/history", HistoryAsync).Allow(Permission.ReadChild).WithProblems(404)
            .WithName("getChildHistory").WithSummary("The versions of a child's record: number, when and who.");
        children.MapGet("/{id}/status", StatusAsync).Allow(Permission.ReadChildStatus).WithProblems(404)
            .WithName("getChildStatus").WithSummary("How far the search for the child's parents is, for those who care for it. A hit changes nothing of it.");
        children.MapGet("/{id}/sealed-facts", SealedFactsAsync).Allow(Permission.ReadSealedFacts).WithVersionOf(RecordKind.Child).WithProblems(404)
            .WithName("getSealedFacts").WithSummary("Medical facts and other marks that only those in charge may read.");
        children.MapGet("/{id}/profile", ProfileAsync).Allow(Permission.ReadGenotypes).WithProblems(404)
            .WithName("getChildProfile").WithSummary("The versions of the child's profile with their genotypes; for a laboratory, those that it typed.");
        api.MapChildActs();
        api.MapCustody();
    }

    private static Task<Results<Ok<Page<ChildView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageQuery page, [AsParameters] Acting acting, [Code] string? @case = null, [AllowedValues(null, "entered", "in-custody")] string? state = null) =>
        acting.ListAsync<RescuedChild, ChildView>(
            new RecordQuery(RecordKind.Child) { Case = @case, State = state, Unit = acting.UnitOf(Permission.ReadChild) },
            page, Permission.ReadChild, ChildView.Of);

    private static Task<Results<Ok<ChildView>, ProblemHttpResult>> GetAsync(string id, [AsParameters] Acting acting) =>
        acting.ReadAsync<RescuedChild, ChildView>(id, Permission.ReadChild, ChildView.Of);

    private static Task<Results<Ok<IReadOnlyList<RecordVersion>>, ProblemHttpResult>> HistoryAsync(string id, [AsParameters] Acting acting) =>
        acting.HistoryAsync<RescuedChild>(id, Permission.ReadChild);

    private static Task<Results<Ok<SealedFactsView>, ProblemHttpResult>> SealedFactsAsync(string id, [AsParameters] Acting acting) =>
        acting.ReadAsync<RescuedChild, SealedFactsView>(id, Permission.ReadSealedFacts, (kept, _) => new SealedFactsView(kept.Record.SealedFacts.Medical, kept.Record.SealedFacts.Notes));

    private static async Task<Results<Ok<ChildStatusView>, ProblemHttpResult>> StatusAsync(string id, ChildStatuses statuses, [AsParameters] Acting acting) =>
        await statuses.OfChildAsync(id, acting.Actor, acting.Stop) is { } status
            ? TypedResults.Ok(ChildStatusView.Of(status))
            : Problem.Of(AccessRules.Denied(Permission.ReadChildStatus));

    private static async Task<Results<Ok<IReadOnlyList<ProfileVersion>>, ProblemHttpResult>> ProfileAsync(string id, ProfileReading profiles, [AsParameters] Acting acting)
    {
        var versions = await profiles.OfChildAsync(id, acting.Actor, acting.Stop);
        return versions.Count == 0
            ? Problem.Of(AccessRules.Denied(Permission.ReadGenotypes))
            : TypedResults.Ok<IReadOnlyList<ProfileVersion>>([.. versions.Select(ProfileVersion.Of)]);
    }
}

using System.ComponentModel.DataAnnotations;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Families;

/// <summary>Reference families and what is read of them.</summary>
internal static class FamilyEndpoints
{
    public static void MapFamilies(this RouteGroupBuilder api)
    {
        var families = api.MapGroup("/families").WithTags("Families");
        families.MapGet("", ListAsync).Allow(Permission.ReadFamily)
            .WithName("listFamilies").WithSummary("The families that you may see, by code.");
        families.MapGet("/{id}", GetAsync).Allow(Permission.ReadFamily).WithVersionOf(RecordKind.Family).WithProblems(404)
            .WithName("getFamily").WithSummary("A family: whom it misses, its members and their grounds, what it was told.");
        families.MapGet("/{id}/history", HistoryAsync).Allow(Permission.ReadFamily).WithProblems(404)
            .WithName("getFamilyHistory").WithSummary("The versions of a family's record: number, when and who.");
        families.MapGet("/{id}/samples", SamplesAsync).Allow(Permission.ReadSampleStatus).WithProblems(404)
            .WithName("getFamilySamples").WithSummary("What has become of the samples of a family: how often, against how many children and when they were searched. No hit, no candidate.");
        api.MapFamilyActs();
    }

    private static Task<Results<Ok<Page<FamilyView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageQuery page, [AsParameters] Acting acting, [AllowedValues(null, "waiting", "searching")] string? state = null) =>
        acting.ListAsync<ReferenceFamily, FamilyView>(
            new RecordQuery(RecordKind.Family) { State = state, Unit = acting.UnitOf(Permission.ReadFamily) }, page, Permission.ReadFamily, FamilyView.Of);

    private static Task<Results<Ok<FamilyView>, ProblemHttpResult>> GetAsync(string id, [AsParameters] Acting acting) =>
        acting.ReadAsync<ReferenceFamily, FamilyView>(id, Permission.ReadFamily, FamilyView.Of);

    private static Task<Results<Ok<IReadOnlyList<RecordVersion>>, ProblemHttpResult>> HistoryAsync(string id, [AsParameters] Acting acting) =>
        acting.HistoryAsync<ReferenceFamily>(id, Permission.ReadFamily);

    private static async Task<Results<Ok<IReadOnlyList<SampleView>>, ProblemHttpResult>> SamplesAsync(string id, SampleStatuses samples, [AsParameters] Acting acting) =>
        await samples.OfFamilyAsync(id, acting.Actor, acting.Stop) is { } statuses
            ? TypedResults.Ok<IReadOnlyList<SampleView>>([.. statuses.Select(SampleView.Of)])
            : Problem.Of(AccessRules.Denied(Permission.ReadSampleStatus));
}

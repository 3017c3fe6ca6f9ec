using System.ComponentModel.DataAnnotations;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Cases;

/// <summary>Cases.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases.MapPost("", OpenAsync).Allow(Permission.ChangeCase).WithProblems(404, 409, 422)
            .WithName("openCase").WithSummary("Open a case of the own unit.");
        cases.MapGet("", ListAsync).Allow(Permission.ReadCase)
            .WithName("listCases").WithSummary("The cases that you may see, by code: those of the own unit, sealed ones only for case officers and child protection.");
        cases.MapGet("/{id}", GetAsync).Allow(Permission.ReadCase).WithVersionOf(RecordKind.Case).WithProblems(404)
            .WithName("getCase").WithSummary("A case: its counts, its children, its officers.");
        cases.MapGet("/{id}/history", HistoryAsync).Allow(Permission.ReadCase).WithProblems(404)
            .WithName("getCaseHistory").WithSummary("The versions of a case: number, when and who.");
        api.MapCaseActs();
        api.MapJointActs();
    }

    /// <summary>A case as somebody may read it.</summary>
    public static async Task<Func<Kept<Case>, Actor, CaseView>> ViewAsync(string id, Acting acting)
    {
        // The code alone of a sealed child would tell of it.
        var children = await acting.Book.ListAsync<RescuedChild>(new RecordQuery(RecordKind.Child) { Case = id }, acting.Stop);
        var hidden = children.Where(child => !AccessRules.May(acting.Actor, Permission.ReadChild, child.Record.Owner())).Select(child => child.Record.Code).ToHashSet();
        return (kept, reader) => CaseView.Of(kept, reader, hidden);
    }

    private static async Task<Results<Created<CaseView>, ProblemHttpResult>> OpenAsync(NewCase body, [AsParameters] Acting acting)
    {
        var opened = Case.Open(body.Id ?? Acting.NewCode("case"), acting.Actor, acting.Now());
        var outcome = await acting.Book.AddAsync(opened, Permission.ChangeCase, "case.open", acting.Actor, acting.Now(), acting.Stop);
        return acting.Made(outcome, "/cases", (kept, reader) => CaseView.Of(kept, reader, new HashSet<string>()));
    }

    private static Task<Results<Ok<Page<CaseItem>>, ProblemHttpResult>> ListAsync([AsParameters] PageQuery page, [AsParameters] Acting acting, [AllowedValues(null, "open", "closed")] string? state = null) =>
        acting.ListAsync<Case, CaseItem>(
            new RecordQuery(RecordKind.Case) { State = state, Unit = acting.UnitOf(Permission.ReadCase) }, page, Permission.ReadCase, CaseItem.Of);

    private static async Task<Results<Ok<CaseView>, ProblemHttpResult>> GetAsync(string id, [AsParameters] Acting acting) =>
        await acting.ReadAsync(id, Permission.ReadCase, await ViewAsync(id, acting));

    private static Task<Results<Ok<IReadOnlyList<RecordVersion>>, ProblemHttpResult>> HistoryAsync(string id, [AsParameters] Acting acting) =>
        acting.HistoryAsync<Case>(id, Permission.ReadCase);
}

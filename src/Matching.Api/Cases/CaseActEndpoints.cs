using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Cases;

/// <summary>The acts on a case.</summary>
internal static class CaseActEndpoints
{
    public static void MapCaseActs(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Cases").Allow(Permission.ChangeCase).WithVersionOf(RecordKind.Case).WithProblems(404, 409, 412, 422);
        cases.MapPost("/counts", DeclareAsync).WithName("declareCount").WithSummary("Say how many children are known of and not recovered yet. Earlier counts stay.");
        cases.MapPost("/recoveries", RecoverAsync).WithName("addRecovery").WithSummary("Add a recovered child.");
        cases.MapPost("/officers", AddOfficerAsync).WithName("addCaseOfficer").WithSummary("Add an officer.");
        cases.MapDelete("/officers/{officer}", RemoveOfficerAsync).WithName("removeCaseOfficer").WithSummary("Take an officer off; a case keeps at least one.");
        cases.MapPost("/places", AddPlaceAsync).WithName("addCasePlace").WithSummary("Add a place.");
        cases.MapPost("/suspects", AddSuspectAsync).WithName("addSuspect").WithSummary("Add a suspect, by code alone.");
        cases.MapPost("/seal", SealAsync).WithName("sealCase").WithSummary("Put the flag up: from now on only the case officers and child protection learn of hits. Taking it down takes two, by /joint-acts.");
        cases.MapPost("/close", CloseAsync).WithName("closeCase").WithSummary("Close the police's work. The search for the families of its children goes on.");
        cases.MapPost("/reopen", ReopenAsync).WithName("reopenCase").WithSummary("Open it again.");
    }

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> DeclareAsync(string id, NewCount body, [AsParameters] Acting acting) =>
        ActAsync(id, "case.declare", (ring, at) => ring.Declare(body.NotRecovered, body.Source, acting.Actor, at), acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> RecoverAsync(string id, NewRecovery body, [AsParameters] Acting acting) =>
        ActAsync(id, "case.recover", (ring, at) => ring.Recover(body.Child, body.WasCounted, acting.Actor, at), acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> AddOfficerAsync(string id, NewOfficer body, [AsParameters] Acting acting) =>
        ActAsync(id, "case.officer-add", (ring, _) => ring.AddOfficer(body.Officer), acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> RemoveOfficerAsync(string id, string officer, [AsParameters] Acting acting) =>
        ActAsync(id, "case.officer-remove", (ring, _) => ring.RemoveOfficer(officer), acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> AddPlaceAsync(string id, NewPlace body, [AsParameters] Acting acting) =>
        ActAsync(id, "case.place", (ring, _) => ring.AddPlace(body.Place), acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> AddSuspectAsync(string id, NewSuspect body, [AsParameters] Acting acting) =>
        ActAsync(id, "case.suspect", (ring, at) => ring.Suspect(body.Person, body.Note, acting.Actor, at), acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> SealAsync(string id, SealReason body, [AsParameters] Acting acting) =>
        ActAsync(id, "case.seal", (ring, at) => ring.Seal(body.Reason, acting.Actor, at), acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> CloseAsync(string id, [AsParameters] Acting acting) =>
        ActAsync(id, "case.close", (ring, at) => ring.ClosedAt is null ? ring.Close(at) : ring, acting);

    private static Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> ReopenAsync(string id, [AsParameters] Acting acting) =>
        ActAsync(id, "case.reopen", (ring, _) => ring.ClosedAt is null ? ring : ring.Reopen(), acting);

    private static async Task<Results<Ok<CaseView>, NoContent, ProblemHttpResult>> ActAsync(string id, string act, Func<Case, DateTimeOffset, Outcome<Case>> next, Acting acting)
    {
        var at = acting.Now();
        return await acting.ActAsync(id, Permission.ChangeCase, act, ring => next(ring, at), Permission.ReadCase, await CaseEndpoints.ViewAsync(id, acting));
    }
}

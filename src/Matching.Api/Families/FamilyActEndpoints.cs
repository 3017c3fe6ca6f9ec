using Matching.Api.Hosting;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Families;

/// <summary>The acts on a family's record.</summary>
internal static class FamilyActEndpoints
{
    public static void MapFamilyActs(this RouteGroupBuilder api)
    {
        var family = api.MapGroup("/families/{id}").WithTags("Families").Allow(Permission.ChangeFamily).WithVersionOf(RecordKind.Family).WithProblems(404, 409, 412, 422);
        family.MapPost("/members/{person}/leave", LeaveAsync).WithName("leaveFamily")
            .WithSummary("Take a member out of the search; a profile compared without a consent goes with the member. Who is compared on a consent leaves by withdrawing it.");
        family.MapPost("/members/{person}/death", DeathAsync).WithName("enterDeath").WithSummary("Enter that a member has died; the profile stays, and the next relative is told.");
        family.MapPost("/members/{person}/contact", ContactAsync).WithName("enterContact").WithSummary("Enter how a member can be reached.");
        family.MapPost("/members/{person}/category", RecategoriseAsync).WithName("correctCategory").WithSummary("Correct why a member is in the registry. No sample changes its purpose.");
        family.MapPost("/messages", LogAsync).WithName("addMessage").WithSummary("Enter what the family was told or said. A result is never told by telephone, nor to a sealed family.");
        family.MapPost("/seal", SealAsync).WithName("sealFamily").WithSummary("Put the flag up: a parent may be a suspect. Taking it down takes two, by /joint-acts.");
    }

    private static async Task<Results<Ok<FamilyView>, NoContent, ProblemHttpResult>> LeaveAsync(
        string id, string person, Leaving body, FamilyDesk desk, AfterWithdrawal after, [AsParameters] Acting acting)
    {
        var outcome = await desk.LeaveAsync(id, person, body.Reason, acting.Actor, acting.Now(), acting.Stop);
        await after.FollowAsync(outcome.IsDone);
        return await acting.DoneAsync<ReferenceFamily, FamilyView>(outcome, Permission.ReadFamily, FamilyView.Of);
    }

    private static Task<Results<Ok<FamilyView>, NoContent, ProblemHttpResult>> DeathAsync(string id, string person, Death body, [AsParameters] Acting acting) =>
        ActAsync(id, "family.death", (family, _) => family.Died(person, body.On, body.Recontact), acting);

    private static Task<Results<Ok<FamilyView>, NoContent, ProblemHttpResult>> ContactAsync(string id, string person, NewContact body, [AsParameters] Acting acting) =>
        ActAsync(id, "family.contact", (family, _) => family.Recontact(person, body.How), acting);

    private static Task<Results<Ok<FamilyView>, NoContent, ProblemHttpResult>> RecategoriseAsync(string id, string person, NewCategory body, [AsParameters] Acting acting) =>
        ActAsync(id, "family.recategorise", (family, at) => family.Recategorise(person, body.To, body.Reason, acting.Actor, at), acting);

    private static Task<Results<Ok<FamilyView>, NoContent, ProblemHttpResult>> LogAsync(string id, NewMessage body, [AsParameters] Acting acting) =>
        ActAsync(id, "family.message", (family, at) => family.Log(new FamilyMessage(at, acting.Actor.Code, body.Channel, body.Subject), body.TellsResult), acting);

    private static Task<Results<Ok<FamilyView>, NoContent, ProblemHttpResult>> SealAsync(string id, SealReason body, [AsParameters] Acting acting) =>
        ActAsync(id, "family.seal", (family, at) => family.Seal(body.Reason, acting.Actor, at), acting);

    private static Task<Results<Ok<FamilyView>, NoContent, ProblemHttpResult>> ActAsync(
        string id, string act, Func<ReferenceFamily, DateTimeOffset, Outcome<ReferenceFamily>> next, Acting acting)
    {
        var at = acting.Now();
        return acting.ActAsync<ReferenceFamily, FamilyView>(id, Permission.ChangeFamily, act, family => next(family, at), Permission.ReadFamily, FamilyView.Of);
    }
}

using Matching.Api.Hosting;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Consents;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Consents;

/// <summary>Consents and what a growing child says.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsents(this RouteGroupBuilder api)
    {
        var persons = api.MapGroup("/persons/{id}/consents").WithTags("Consents");
        persons.MapPost("", GiveAsync).Allow(Permission.KeepConsent).WithProblems(404, 409, 422)
            .WithName("giveConsent").WithSummary("Enter the consent of a relative, or of a child's guardian for the child.");
        persons.MapGet("", ListAsync).Allow(Permission.ReadConsent)
            .WithName("listConsents").WithSummary("The consents of a person that you may see.");
        var consents = api.MapGroup("/consents/{id}").WithTags("Consents").Allow(Permission.KeepConsent).WithVersionOf(RecordKind.Consent).WithProblems(404, 409, 412, 422);
        consents.MapPost("/renew", RenewAsync).WithName("renewConsent").WithSummary("Enter that the person was asked and agrees again.");
        consents.MapPost("/withdraw", WithdrawAsync).WithName("withdrawConsent")
            .WithSummary("Withdraw a consent: the profile is taken out of every comparison at once and its genotypes are erased. This cannot be undone.");
        var tasks = api.MapGroup("/consent-tasks").WithTags("Consents").Allow(Permission.AnswerConsentTask);
        tasks.MapGet("", TasksAsync)
            .WithName("listConsentTasks").WithSummary("The children who have to be asked again, at 14, 16 and 18: those due until a day.");
        tasks.MapPost("/{id}/answer", AnswerAsync).WithVersionOf(RecordKind.ConsentTask).WithProblems(404, 409, 412, 422)
            .WithName("answerConsentTask").WithSummary("Enter what the child said. When it refuses, its profile is taken out at once.");
    }

    private static async Task<Results<Created<ConsentView>, ProblemHttpResult>> GiveAsync(string id, NewConsent body, ConsentDesk desk, [AsParameters] Acting acting)
    {
        if (id.Length > CodeAttribute.Longest || id.Any(char.IsControl))
            return Problem.Of(AccessRules.Denied(Permission.KeepConsent));
        var at = acting.Now();
        var consent = Consent.Give(body.Id ?? Acting.NewCode("consent"), body.Side, id, body.Side == Side.Child ? null : body.Family, body.Terms(), acting.Actor, at);
        return acting.Made(await desk.GiveAsync(consent, acting.Actor, at, acting.Stop), "/consents", ConsentView.Of);
    }

    private static async Task<Ok<IReadOnlyList<ConsentView>>> ListAsync(string id, ConsentDesk desk, [AsParameters] Acting acting) =>
        TypedResults.Ok<IReadOnlyList<ConsentView>>([.. (await desk.OfPersonAsync(id, acting.Actor, acting.Stop)).Select(kept => ConsentView.Of(kept, acting.Actor))]);

    private static async Task<Results<Ok<ConsentView>, NoContent, ProblemHttpResult>> RenewAsync(string id, Renewal body, ConsentDesk desk, [AsParameters] Acting acting) =>
        await acting.DoneAsync<Consent, ConsentView>(await desk.RenewAsync(id, body.ReviewOn, acting.Actor, acting.Now(), acting.Stop), Permission.ReadConsent, ConsentView.Of);

    private static async Task<Results<Ok<ConsentView>, NoContent, ProblemHttpResult>> WithdrawAsync(
        string id, ConsentEnd body, ConsentDesk desk, AfterWithdrawal after, [AsParameters] Acting acting)
    {
        var outcome = await desk.WithdrawAsync(id, body.Reason, acting.Actor, acting.Now(), acting.Stop);
        await after.FollowAsync(outcome.IsDone);
        return await acting.DoneAsync<Consent, ConsentView>(outcome, Permission.ReadConsent, ConsentView.Of);
    }

    private static Task<Results<Ok<Page<ConsentTaskView>>, ProblemHttpResult>> TasksAsync([AsParameters] PageQuery page, [AsParameters] Acting acting, [Day] DateOnly? until = null)
    {
        var due = until is { } day ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : acting.Now();
        return acting.ListAsync<ConsentTask, ConsentTaskView>(
            new RecordQuery(RecordKind.ConsentTask) { State = RecordJson.Word(ConsentAnswer.Open), DueBefore = due }, page, Permission.AnswerConsentTask, ConsentTaskView.Of);
    }

    private static async Task<Results<Ok<ConsentTaskView>, NoContent, ProblemHttpResult>> AnswerAsync(
        string id, ChildsAnswer body, ConsentDesk desk, AfterWithdrawal after, [AsParameters] Acting acting)
    {
        var outcome = await desk.AnswerAsync(id, body.Agrees ? ConsentAnswer.Agrees : ConsentAnswer.Refuses, acting.Actor, acting.Now(), acting.Stop);
        await after.FollowAsync(outcome.IsDone && !body.Agrees);
        return await acting.DoneAsync<ConsentTask, ConsentTaskView>(outcome, Permission.AnswerConsentTask, ConsentTaskView.Of);
    }
}

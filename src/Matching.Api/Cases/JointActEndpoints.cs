using System.ComponentModel.DataAnnotations;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Cases;

/// <summary>Acts that take two persons: one proposes, somebody else confirms.</summary>
internal static class JointActEndpoints
{
    public static void MapJointActs(this RouteGroupBuilder api)
    {
        var acts = api.MapGroup("/joint-acts").WithTags("Joint acts").Allow(Permission.ActJointly);
        acts.MapPost("", ProposeAsync).WithProblems(404, 409, 422)
            .WithName("proposeJointAct").WithSummary("Propose an act on a sealed record that takes the case officer and child protection together.");
        acts.MapGet("", ListAsync)
            .WithName("listJointActs").WithSummary("The proposals that the case officers of the unit, or child protection, may confirm or have made.");
        acts.MapGet("/{id}", GetAsync).WithVersionOf(RecordKind.JointRequest).WithProblems(404)
            .WithName("getJointAct").WithSummary("A proposal.");
        acts.MapPost("/{id}/confirm", ConfirmAsync).WithVersionOf(RecordKind.JointRequest).WithProblems(404, 409, 412, 422)
            .WithName("confirmJointAct").WithSummary("Confirm a proposal as the other person: the act is done at once.");
        api.MapPost("/cases/{id}/unseal", UnsealCaseAsync).WithTags("Cases").Allow(Permission.ActJointly).WithProblems(404, 409, 422)
            .WithName("proposeUnsealCase").WithSummary("Propose to take the flag of a case down; somebody else confirms it by /joint-acts/{id}/confirm.");
    }

    private static Task<Results<Created<JointActView>, ProblemHttpResult>> ProposeAsync(NewJointAct body, JointDesk desk, [AsParameters] Acting acting) =>
        MadeAsync(new JointProposal(body.Act, body.Record, body.Reason, body.Ending, body.Match), desk, acting);

    private static Task<Results<Created<JointActView>, ProblemHttpResult>> UnsealCaseAsync(string id, SealReason body, JointDesk desk, [AsParameters] Acting acting) =>
        MadeAsync(new JointProposal(JointActKind.UnsealCase, id, body.Reason), desk, acting);

    private static Task<Results<Ok<Page<JointActView>>, ProblemHttpResult>> ListAsync([AsParameters] PageQuery page, [AsParameters] Acting acting, [AllowedValues(null, "proposed", "done", "lapsed")] string? state = null) =>
        acting.ListAsync<JointRequest, JointActView>(
            new RecordQuery(RecordKind.JointRequest) { State = state == "lapsed" ? "proposed" : state },
            page, Permission.ActJointly, View(acting), request => state is null || RecordJson.Word(request.StateAt(acting.Now())) == state);

    private static Task<Results<Ok<JointActView>, ProblemHttpResult>> GetAsync(string id, [AsParameters] Acting acting) =>
        acting.ReadAsync(id, Permission.ActJointly, View(acting));

    private static async Task<Results<Ok<JointActView>, NoContent, ProblemHttpResult>> ConfirmAsync(string id, JointDesk desk, [AsParameters] Acting acting) =>
        await acting.DoneAsync(await desk.ConfirmAsync(id, acting.Actor, acting.Now(), acting.Stop), Permission.ActJointly, View(acting));

    private static async Task<Results<Created<JointActView>, ProblemHttpResult>> MadeAsync(JointProposal proposal, JointDesk desk, Acting acting) =>
        acting.Made(await desk.ProposeAsync(Acting.NewCode("joint"), proposal, acting.Actor, acting.Now(), acting.Stop), "/joint-acts", View(acting));

    private static Func<Kept<JointRequest>, Actor, JointActView> View(Acting acting) => (kept, _) => JointActView.Of(kept, acting.Now());
}

using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Children;

/// <summary>The acts on a child's record.</summary>
internal static class ChildActEndpoints
{
    public static void MapChildActs(this RouteGroupBuilder api)
    {
        var child = api.MapGroup("/children/{id}").WithTags("Children").Allow(Permission.ChangeChild).WithVersionOf(RecordKind.Child).WithProblems(404, 409, 412, 422);
        child.MapPost("/acquisitions", BelieveAsync).WithName("addAcquisition").WithSummary("Enter how the child is believed to have been acquired, or that this is not believed any more. A believed sale by the family seals it.");
        child.MapPost("/birth", RedateAsync).WithName("redateChild").WithSummary("Narrow or correct the birth window; the tasks to ask the child move with it.");
        child.MapPost("/marks", AddMarkAsync).WithName("addPublicMark").WithSummary("Add a mark that may be shown in public.");
        child.MapPost("/photos", AddPhotoAsync).WithName("addPhoto").WithSummary("Add a photo by the digest of its bytes; the bytes stand elsewhere.");
        child.MapPost("/medical-facts", AddMedicalFactAsync).WithName("addMedicalFact").WithSummary("Add a medical fact, for those in charge only.");
        child.MapPost("/sealed-notes", AddSealedNoteAsync).WithName("addSealedNote").WithSummary("Add what must not be known outside, for those in charge only.");
        child.MapPost("/seal", SealAsync).WithName("sealChild").WithSummary("Put the child's own flag up: a parent may be a suspect. Taking it down takes two, by /joint-acts.");
    }

    private static Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> BelieveAsync(string id, NewAcquisition body, [AsParameters] Acting acting) =>
        ActAsync(id, "child.believe", (child, at) => child.Believe(body.Kind, body.Holds, body.Source, acting.Actor, at), acting);

    private static async Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> RedateAsync(string id, NewBirthWindow body, ChildDesk desk, [AsParameters] Acting acting) =>
        await acting.DoneAsync<RescuedChild, ChildView>(
            await desk.RedateAsync(id, new BirthWindow(body.From, body.To), acting.Actor, acting.Now(), acting.Stop), Permission.ReadChild, ChildView.Of);

    private static Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> AddMarkAsync(string id, NewMark body, [AsParameters] Acting acting) =>
        ActAsync(id, "child.mark", (child, _) => child.AddPublicMark(body.Mark), acting);

    private static Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> AddPhotoAsync(string id, NewPhoto body, [AsParameters] Acting acting) =>
        ActAsync(id, "child.photo", (child, _) => child.AddPhoto(new PhotoDigest(body.Digest, body.TakenOn)), acting);

    private static Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> AddMedicalFactAsync(string id, NewSealedText body, [AsParameters] Acting acting) =>
        ActAsync(id, "child.medical-fact", (child, _) => child.AddMedicalFact(body.Text), acting);

    private static Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> AddSealedNoteAsync(string id, NewSealedText body, [AsParameters] Acting acting) =>
        ActAsync(id, "child.sealed-note", (child, _) => child.AddSealedNote(body.Text), acting);

    private static Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> SealAsync(string id, SealReason body, [AsParameters] Acting acting) =>
        ActAsync(id, "child.seal", (child, at) => child.Seal(body.Reason, acting.Actor, at), acting);

    private static Task<Results<Ok<ChildView>, NoContent, ProblemHttpResult>> ActAsync(
        string id, string act, Func<RescuedChild, DateTimeOffset, Outcome<RescuedChild>> next, Acting acting)
    {
        var at = acting.Now();
        return acting.ActAsync<RescuedChild, ChildView>(id, Permission.ChangeChild, act, child => next(child, at), Permission.ReadChild, ChildView.Of);
    }
}

using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Children;

/// <summary>The chain of custody of a child.</summary>
internal static class CustodyEndpoints
{
    public static void MapCustody(this RouteGroupBuilder api)
    {
        var custody = api.MapGroup("/children/{id}/custody-events").WithTags("Children").Allow(Permission.ChangeCustody).WithVersionOf(RecordKind.Child);
        custody.MapGet("", GetAsync).WithProblems(404)
            .WithName("getCustody").WithSummary("The stays of the child, by date; those taken back as well.");
        custody.MapPost("", AddAsync).WithProblems(404, 409, 412, 422)
            .WithName("addCustodyEvent").WithSummary("Begin a stay, hand the child over, end the stay that lasts, or take back one that was entered wrongly.");
    }

    private static Task<Results<Ok<CustodyView>, ProblemHttpResult>> GetAsync(string id, [AsParameters] Acting acting) =>
        acting.ReadAsync<RescuedChild, CustodyView>(id, Permission.ChangeCustody, CustodyView.Of);

    private static async Task<Results<Ok<CustodyView>, NoContent, ProblemHttpResult>> AddAsync(string id, NewCustodyEvent body, ChildDesk desk, [AsParameters] Acting acting)
    {
        if (body.Faults() is { Count: > 0 } faults)
            return Problem.Fields(faults);
        var at = acting.Now();
        var outcome = await desk.KeepCustodyAsync(id, $"custody.{RecordJson.Word(body.Event)}", child => Next(child, body, acting.Actor, at), acting.Actor, at, acting.Stop);
        return await acting.DoneAsync<RescuedChild, CustodyView>(outcome, Permission.ChangeCustody, CustodyView.Of);
    }

    private static Outcome<RescuedChild> Next(RescuedChild child, NewCustodyEvent body, Actor actor, DateTimeOffset at) => body.Event switch
    {
        CustodyEventKind.Begin => child.AddStay(body.Stay(actor, at)),
        CustodyEventKind.HandOver => child.HandOver(body.Stay(actor, at)),
        CustodyEventKind.End => child.EndStay(body.To!.Value),
        _ => child.TakeBackStay(body.Holder!, body.From!.Value, body.Reason!),
    };
}

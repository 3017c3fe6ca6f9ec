using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Review;
using Matching.Casework.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Placements;

/// <summary>Where children live: decided by the guardian body, apart from every match.</summary>
internal static class PlacementEndpoints
{
    public static void MapPlacements(this RouteGroupBuilder api)
    {
        api.MapGet("/children/{id}/placement", GetAsync).WithTags("Placements").Allow(Permission.ReadPlacement, Permission.DecidePlacement).WithVersionOf(RecordKind.Placement)
            .WithProblems(404).WithName("getPlacement").WithSummary("Where a child is to live, as far as you may know.");
        api.MapPost("/children/{id}/placement", DecideAsync).WithTags("Placements").Allow(Permission.DecidePlacement).WithVersionOf(RecordKind.Placement).WithProblems(404, 409, 412, 422)
            .WithName("decidePlacement").WithSummary("Decide where a child lives, as its guardian body. An adoption waits for twelve months of the public notice and for a finished search.");
        api.MapPost("/matches/{id}/placement", ReturnAsync).WithTags("Placements").Allow(Permission.DecidePlacement).WithProblems(404, 409, 422)
            .WithName("decideReturn").WithSummary("Decide on a return to the family of a released match, as the child's guardian body.");
    }

    private static async Task<Results<Ok<PlacementView>, ProblemHttpResult>> GetAsync(string id, PlacementReading reading, [AsParameters] Acting by)
    {
        if (await reading.OfChildAsync(id, by.Actor, by.Stop) is not { } placement)
            return Problem.Of(AccessRules.Denied(Permission.ReadPlacement));
        return Shown(placement, by);
    }

    private static async Task<Results<Ok<PlacementView>, ProblemHttpResult>> DecideAsync(string id, NewPlacement wanted, PlacementDesk desk, PlacementReading reading, [AsParameters] Acting by)
    {
        bool isReturn = wanted.Kind is PlacementKind.MayReturn or PlacementKind.MayNotReturn;
        if (isReturn != wanted.Match is not null)
            return Problem.Field("match", "A decision on a return names the match, and no other decision does.");
        if (await SearchedModel.OfAsync(by.Store, wanted.Model, by.Stop) is not { } model)
            return Problem.Field("model", "There is no such model. Leave it out for the one in use.");
        var choice = new PlacementChoice(wanted.Kind, wanted.Match, wanted.ChildAgrees, wanted.Reason);
        return await DoneAsync(await desk.DecideAsync(id, choice, model, by.Actor, by.Now(), by.Stop), reading, by);
    }

    private static async Task<Results<Ok<PlacementView>, ProblemHttpResult>> ReturnAsync(string id, NewReturn wanted, PlacementDesk desk, PlacementReading reading, [AsParameters] Acting by) =>
        await DoneAsync(await desk.DecideReturnAsync(id, wanted.MayReturn, wanted.ChildAgrees, wanted.Reason, by.Actor, by.Now(), by.Stop), reading, by);

    private static async Task<Results<Ok<PlacementView>, ProblemHttpResult>> DoneAsync(Outcome<Placement> outcome, PlacementReading reading, Acting by) =>
        outcome.IsDone ? Shown((await reading.OfChildAsync(outcome.Value.Child, by.Actor, by.Stop))!, by) : by.Refuse(outcome.Refusal);

    private static Ok<PlacementView> Shown(VisiblePlacement placement, Acting by)
    {
        if (placement.Version is { } version)
            by.Http.Tag(version);
        return TypedResults.Ok(PlacementView.Of(placement));
    }
}

using Matching.Api.Problems;
using Matching.Api.Profiles;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Families;

/// <summary>Entering a family and its members.</summary>
internal static class FamilyIntakeEndpoints
{
    public static void MapFamilyIntake(this RouteGroupBuilder api)
    {
        var families = api.MapGroup("/families").WithTags("Families");
        families.MapPost("/", EnterAsync).Allow(Permission.ChangeFamily).WithProblems(404, 409, 413, 415, 422)
            .WithName("enterFamily").WithSummary("Enter a family with its members, and their profiles where you may hand in profiles, in one step.");
        families.MapPost("/{id}/members", AddAsync).Allow(Permission.ChangeFamily).WithVersionOf(RecordKind.Family).WithProblems(404, 409, 412, 413, 415, 422)
            .WithName("addFamilyMembers").WithSummary("Add members to a family, and their profiles where you may hand in profiles, in one step.");
    }

    private static async Task<Results<Created<FamilyEntered>, ProblemHttpResult>> EnterAsync(
        NewFamilyBody body, EntryDesk desk, EntrySearch search, MatchingOptions options, TimeProvider clock, Actor actor, HttpContext http, CancellationToken stop)
    {
        var faults = NewMembers.FaultsOf(body.Members, AccessRules.MaySomewhere(actor, Permission.SubmitProfiles));
        if (body.Id is not null && !NewCode.IsUsable(body.Id))
            faults["id"] = [NewCode.Fault];
        if (faults.Count > 0)
            return Problem.Fields(faults);
        string id = body.Id ?? NewCode.Of("family");
        var now = clock.GetUtcNow();
        var answer = await desk.FamilyAsync(id, MissingOf(body.Missing), NewMembers.Of(body.Members, actor, now), NewMembers.BatchOf(id, body.Members, options.Threads), actor, now, stop);
        if (answer.Refusal is { } refusal)
            return RefusedProfiles.Of(refusal, answer.Profiles);
        return TypedResults.Created($"/api/v1/families/{Uri.EscapeDataString(id)}", await EnteredAsync(id, answer, search, http, stop));
    }

    private static async Task<Results<Ok<FamilyEntered>, ProblemHttpResult>> AddAsync(
        string id, NewMembersBody body, EntryDesk desk, EntrySearch search, MatchingOptions options, TimeProvider clock, Actor actor, HttpContext http, CancellationToken stop)
    {
        var faults = NewMembers.FaultsOf(body.Members, AccessRules.MaySomewhere(actor, Permission.SubmitProfiles));
        if (faults.Count > 0)
            return Problem.Fields(faults);
        var now = clock.GetUtcNow();
        var answer = await desk.MembersAsync(id, NewMembers.Of(body.Members, actor, now), NewMembers.BatchOf(id, body.Members, options.Threads), actor, now, stop);
        return answer.Refusal is { } refusal ? RefusedProfiles.Of(refusal, answer.Profiles) : TypedResults.Ok(await EnteredAsync(id, answer, search, http, stop));
    }

    private static async Task<FamilyEntered> EnteredAsync(string id, EntryAnswer answer, EntrySearch search, HttpContext http, CancellationToken stop)
    {
        http.Tag(answer.Version!.Value);
        return new FamilyEntered(id, answer.Version.Value, IntakeFindingView.Of(answer.Profiles), await search.OfAsync(answer.Profiles, stop));
    }

    private static MissingPerson MissingOf(MissingBody missing) =>
        new(missing.Sex, missing.Birth is { } birth ? new BirthWindow(birth.From, birth.To) : null, missing.LostOn, missing.LostPlace);
}

using Matching.Api.Problems;
using Matching.Api.Profiles;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Children;

/// <summary>Entering a child.</summary>
internal static class ChildIntakeEndpoints
{
    public static void MapChildIntake(this RouteGroupBuilder api) =>
        api.MapPost("/children", EnterAsync).Allow(Permission.ChangeChild, Permission.SubmitProfiles).WithTags("Children").WithProblems(404, 409, 413, 415, 422)
            .WithName("enterChild").WithSummary("Enter a child, its profile, or both in one step; the answer waits a while for the search and says nothing of what was found.");

    private static async Task<Results<Created<ChildEntered>, ProblemHttpResult>> EnterAsync(
        NewChildBody body, EntryDesk desk, EntrySearch search, MatchingOptions options, TimeProvider clock, Actor actor, HttpContext http, CancellationToken stop)
    {
        bool keepsRecords = AccessRules.MaySomewhere(actor, Permission.ChangeChild), submits = AccessRules.MaySomewhere(actor, Permission.SubmitProfiles);
        var faults = FaultsOf(body, keepsRecords, submits);
        if (faults.Count > 0)
            return Problem.Fields(faults);
        string id = body.Id ?? NewCode.Of("child");
        var answer = await desk.ChildAsync(id, keepsRecords ? RecordOf(id, body) : null, BatchOf(id, body, options), actor, clock.GetUtcNow(), stop);
        if (answer.Refusal is { } refusal)
            return RefusedProfiles.Of(refusal, answer.Profiles);
        if (answer.Version is { } version)
            http.Tag(version);
        return TypedResults.Created(
            $"/api/v1/children/{Uri.EscapeDataString(id)}",
            new ChildEntered(id, answer.Version, IntakeFindingView.Of(answer.Profiles), await search.OfAsync(answer.Profiles, stop)));
    }

    private static NewChild RecordOf(string id, NewChildBody body) => new(
        new ChildFacts(id, body.Sex ?? Sex.Unknown, new BirthWindow(body.Birth!.From, body.Birth.To), body.FoundOn, body.FoundPlace), body.Case, body.WasCounted ?? false);

    private static SubmittedBatch? BatchOf(string id, NewChildBody body, MatchingOptions options)
    {
        if (body.Profile is not { } profile)
            return null;
        var list = new ProfileList();
        list.Add(new SubmittedPerson(id, Sex: body.Sex ?? Sex.Unknown), profile);
        return list.ToBatch(Side.Child, options.Threads);
    }

    private static Dictionary<string, string[]> FaultsOf(NewChildBody body, bool keepsRecords, bool submits)
    {
        var faults = new Dictionary<string, string[]>();
        if (body.Id is not null && !NewCode.IsUsable(body.Id))
            faults["id"] = [NewCode.Fault];
        if (!submits && body.Profile is not null)
            faults["profile"] = ["Profiles are handed in by laboratories. Leave it out; the laboratory submits it under the same id."];
        if (keepsRecords)
        {
            if (body.Birth is null)
                faults["birth"] = ["A child has a birth window: state the earliest and the latest day, years apart where little is known."];
            return faults;
        }

        if (body.Id is null)
            faults["id"] = ["Name the child that the profile belongs to: the code that police gave with the sample."];
        if (body.Profile is null)
            faults["profile"] = ["A laboratory hands in the profile of a child. Add it."];
        (string Field, bool IsStated)[] facts =
            [("case", body.Case is not null), ("wasCounted", body.WasCounted is not null), ("sex", body.Sex is not null), ("birth", body.Birth is not null), ("foundOn", body.FoundOn is not null), ("foundPlace", body.FoundPlace is not null)];
        foreach (var (field, _) in facts.Where(fact => fact.IsStated))
            faults[field] = ["This is for police to state. Leave it out: a laboratory hands in id and profile."];
        return faults;
    }
}

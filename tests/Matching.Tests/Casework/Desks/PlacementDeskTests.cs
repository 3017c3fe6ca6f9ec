using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Review;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

public class PlacementDeskTests
{
    private static readonly Actor OtherBody = Of("guardian-2", "other-body", Role.GuardianBody);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_learns_of_a_match_by_asking_for_a_return()
    {
        await using var world = await ConfirmedAsync();
        foreach (string match in new[] { "match-1", "nothing" })
            foreach (bool mayReturn in new[] { true, false })
                Assert.Equal(AccessRules.Denied(Permission.DecidePlacement), (await world.Placements.DecideReturnAsync(match, mayReturn, null, "", Guardian, Now, Stop)).Refusal);
        await ReleaseAsync(world);
        Refuses(CaseworkCodes.AccessDenied, await world.Placements.DecideReturnAsync("match-1", true, null, "", OtherBody, Now, Stop));
        Assert.Equal(PlacementKind.MayReturn, (await DoneAsync(world.Placements.DecideReturnAsync("match-1", true, null, "", Guardian, Now, Stop))).Current());
    }

    [Fact]
    public async Task A_placement_shows_no_decision_on_a_match_that_the_reader_may_not_know_of()
    {
        await using var world = await ConfirmedAsync();
        await ReleaseAsync(world);
        var reading = new PlacementReading(world.Book);
        await DoneAsync(world.Placements.DecideReturnAsync("match-1", false, null, "", Guardian, Now, Stop));
        Assert.Equal(PlacementKind.MayNotReturn, (await reading.OfChildAsync("child-1", Police, Stop))!.Current());
        await DoneAsync(world.Book.ActAsync<ReferenceFamily>("family-1", Permission.ChangeFamily, "family.seal", family => family.Seal("a suspect", FamilyOfficer, Now), FamilyOfficer, Now, Stop));
        var hidden = (await reading.OfChildAsync("child-1", Police, Stop))!;
        Assert.Equal((PlacementKind.Open, (string?)null, (int?)null), (hidden.Current(), hidden.Body, hidden.Version));
        Assert.Equal((PlacementKind.MayNotReturn, (int?)1), ((await reading.OfChildAsync("child-1", Guardian, Stop))!.Current(), (await reading.OfChildAsync("child-1", Guardian, Stop))!.Version));
        Assert.Null(await reading.OfChildAsync("child-1", Stranger, Stop));
    }

    [Fact]
    public async Task The_body_that_answers_for_a_child_goes_on_with_its_placement()
    {
        await using var world = await ConfirmedAsync();
        var care = new PlacementChoice(PlacementKind.PublicCare, null, null, "");
        await DoneAsync(world.Placements.DecideAsync("child-1", care, Model, Guardian, Now, Stop));
        Refuses(CaseworkCodes.AccessDenied, await world.Placements.DecideAsync("child-1", care, Model, OtherBody, Now, Stop));
        await world.EntrustAsync("other-body");
        Refuses(CaseworkCodes.PlacementKind, await world.Placements.DecideAsync("child-1", care with { Kind = PlacementKind.Open }, Model, OtherBody, Now, Stop));
        var taken = await DoneAsync(world.Placements.DecideAsync("child-1", care, Model, OtherBody, Now, Stop));
        Assert.Equal(("other-body", 2), (taken.Body, taken.Decisions.Length));
        Refuses(CaseworkCodes.AccessDenied, await world.Placements.DecideAsync("child-1", care, Model, Guardian, Now, Stop));
    }

    private static async Task<DeskWorld> ConfirmedAsync()
    {
        var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SubmitMotherAsync();
        await world.SearchAsync();
        await world.EntrustAsync();
        await DoneAsync(world.OpenAsync());
        foreach (var reviewer in new[] { ReviewerA, ReviewerB })
            await DoneAsync(world.Matches.DecideAsync("match-1", Verdict.Confirm, ReviewReason.GeneticsSupports, null, reviewer, Now, Stop));
        return world;
    }

    private static async Task ReleaseAsync(DeskWorld world)
    {
        await DoneAsync(world.Book.ActAsync<Match>(
            "match-1", Permission.EnterFreshSamples, "match.fresh", match => match.VerifyFresh(Fresh("child-1", "f-c"), Fresh("mother-1", "f-m"), ReviewerC, Now), ReviewerC, Now, Stop));
        await DoneAsync(world.Book.ActAsync<Match>("match-1", Permission.ReleaseMatch, "match.release", match => match.Release(Officer, null, Now), Officer, Now, Stop));
    }
}

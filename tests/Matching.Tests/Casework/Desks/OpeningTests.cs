using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

public class OpeningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_match_is_opened_from_what_a_search_found_between_versions_in_force()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SearchAsync();
        Refuses(CaseworkCodes.MatchNoHit, await world.OpenAsync());
        await world.SubmitMotherAsync();
        Refuses(CaseworkCodes.MatchNoHit, await world.OpenAsync());
        await world.SearchAsync();
        await world.SubmitFatherAsync();
        Refuses(CaseworkCodes.MatchHitRetired, await world.OpenAsync());
        await world.SearchAsync();
        var match = (await world.OpenAsync()).Value.Match;
        Assert.Equal(["father-1", "mother-1"], match.Family.Persons);
        Assert.Equal(["sample-child-1", "sample-father-1", "sample-mother-1"], match.Child.Samples.Concat(match.Family.Samples));
        Assert.Equal((Unit, FamilyUnit, "case-1", MatchState.Candidate), (match.Child.Unit, match.Family.Unit, match.Case, match.State));
        Assert.Equal((await world.Store.RunsAsync(Stop))[^1].Number, match.Found.Run);
        Refuses(CaseworkCodes.MatchSubmitter, await world.Matches.DecideAsync("match-1", Verdict.Confirm, ReviewReason.GeneticsSupports, null, Of("x", "laboratory", Role.Reviewer), Now, Stop));
    }

    [Fact]
    public async Task One_match_of_a_child_and_a_family_stands_at_a_time()
    {
        await using var world = await FoundAsync();
        Assert.True((await world.OpenAsync()).IsDone);
        Refuses(CaseworkCodes.MatchKnown, await world.OpenAsync("match-2"));
        await DecideAsync(world, Verdict.Exclude, ReviewReason.Coincidence);
        Refuses(CaseworkCodes.MatchKnown, await world.OpenAsync("match-2"));
        Assert.True((await world.Matches.RecallAsync("match-1", RecallReason.WronglyExcluded, ReviewerC, Now, Stop)).IsDone);
        Assert.True((await world.OpenAsync("match-2")).IsDone);
    }

    [Fact]
    public async Task A_match_is_opened_with_what_is_known_of_its_persons()
    {
        await using var world = await FoundAsync();
        await DoneAsync(world.Book.ActAsync<RescuedChild>("child-1", Permission.ChangeChild, "x", c => c.AddStay(Stay("mother-1", "2026-01-01", "2026-01-05")), Police, Now, Stop));
        Assert.Equal([new FlaggedPerson("mother-1", HitFlag.Holder)], (await world.OpenAsync()).Value.Flags);
    }

    [Fact]
    public async Task A_sealed_match_is_opened_by_those_alone_who_may_know_of_it()
    {
        await using var world = await FoundAsync();
        await DoneAsync(world.Book.ActAsync<RescuedChild>("child-1", Permission.ChangeChild, "x", c => c.Seal("", Officer, Now), Officer, Now, Stop));
        await DoneAsync(world.Book.AddAsync<ReferenceFamily>(Family("family-2"), Permission.ChangeFamily, "x", FamilyPolice, Now, Stop));
        var found = await world.OpenAsync();
        var none = await world.Matches.OpenAsync("match-1", "child-1", "family-2", Model, Police, Now, Stop);
        Refuses(CaseworkCodes.AccessDenied, found);
        Assert.Equal(found.Refusal, none.Refusal);
        var opened = await world.Matches.OpenAsync("match-1", "child-1", "family-1", Model, Officer, Now, Stop);
        Assert.True(opened.Value.Match.IsSealed());
    }

    [Fact]
    public async Task A_recall_orders_the_new_search_of_both_sides_in_the_same_change()
    {
        await using var store = new MemoryCaseStore();
        await using var world = await FoundAsync(store);
        await world.OpenAsync();
        await DecideAsync(world, Verdict.Confirm, ReviewReason.GeneticsSupports);
        var before = store.State.Position;
        Assert.Empty(store.State.Tiles);
        var recall = (await world.Matches.RecallAsync("match-1", RecallReason.LaboratoryError, Protection, Now, Stop)).Value;
        Assert.Equal(before.Change + 1, store.State.Change);
        var run = store.State.Runs[^1];
        Assert.Equal((recall.Runs.Single(), RunReason.Recall, "protection"), (run.Number, run.Reason, run.RequestedBy));
        var families = store.State.Tiles.Where(tile => tile.Kind == SearchKind.Families).Select(tile => tile.Area).ToList();
        Assert.Contains(new Rectangle(0, 1, 0, before.Families), families);
        Assert.Contains(families, area => area.OtherFrom == before.Families - 1 && area.ChildTo == before.Children);
        await world.SearchAsync();
        Assert.Empty(await world.News.OfAsync(run.Number, Stop));
        Assert.True((await world.CoverageAsync()).IsComplete);
    }

    private static async Task<DeskWorld> FoundAsync(MemoryCaseStore? store = null)
    {
        var world = await (await NewAsync(store ?? new MemoryCaseStore())).WithRingAsync();
        await world.SubmitMotherAsync();
        await world.SearchAsync();
        return world;
    }

    private static async Task DecideAsync(DeskWorld world, Verdict verdict, ReviewReason reason)
    {
        foreach (var reviewer in new[] { ReviewerA, ReviewerB })
            await DoneAsync(world.Matches.DecideAsync("match-1", verdict, reason, null, reviewer, Now, Stop));
    }
}

using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

public class StandingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_negative_result_says_when_against_how_many_at_which_loci_under_which_model()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        Assert.False((await StandingAsync(world)).IsFinished);
        await world.SearchAsync();
        Assert.Equal(new SearchStanding(IsFinished: true, Now, BaseSize: 3, Loci, Model, UndecidedWithinBudget: 0), await StandingAsync(world));
        Assert.True((await world.Searches.Findings.OfChildAsync(Model, SearchKind.Families, 0, stop: Stop))!.IsNegative);
        Assert.False((await new SearchStandings(world.Searches).OfChildAsync("nobody", Model, FalseMatchBudget.Default, [], Stop)).IsFinished);
    }

    [Fact]
    public async Task A_notice_is_published_on_the_search_as_it_stands_in_the_change()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        string notice = (await world.DraftAsync()).Code;
        Refuses(CaseworkCodes.NoticeSearchOpen, await PublishAsync(world, notice));
        await world.SearchAsync();
        await world.SubmitMotherAsync();
        Refuses(CaseworkCodes.NoticeSearchOpen, await PublishAsync(world, notice));
        await world.SearchAsync();
        Refuses(CaseworkCodes.NoticeUndecided, await PublishAsync(world, notice));
        await ExcludeAsync(world, "match-1");
        var shown = (await PublishAsync(world, notice)).Value;
        Assert.Equal((NoticeState.Published, 4, "match-1"), (shown.State, shown.Published!.Search.BaseSize, shown.Published.DecidedMatches.Single()));
    }

    [Fact]
    public async Task A_search_that_compared_the_child_with_nobody_publishes_nothing()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync(others: 0);
        await world.SearchAsync();
        Assert.Equal((true, 0), ((await StandingAsync(world)).IsFinished, (await StandingAsync(world)).BaseSize));
        Refuses(CaseworkCodes.NoticeNothingCompared, await PublishAsync(world, (await world.DraftAsync()).Code));
    }

    [Fact]
    public async Task A_decision_holds_for_the_versions_it_was_made_on_and_until_it_is_recalled()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SubmitMotherAsync();
        await world.SearchAsync();
        Assert.Equal(1, (await StandingAsync(world)).UndecidedWithinBudget);
        await ExcludeAsync(world, "match-1");
        Assert.Equal(0, (await StandingAsync(world)).UndecidedWithinBudget);
        await world.SubmitFatherAsync();
        await world.SearchAsync();
        Assert.Equal(1, (await StandingAsync(world)).UndecidedWithinBudget);
        await ExcludeAsync(world, "match-2");
        Assert.Equal(0, (await StandingAsync(world)).UndecidedWithinBudget);
        await DoneAsync(world.Matches.RecallAsync("match-2", RecallReason.WronglyExcluded, ReviewerC, Now, Stop));
        await world.SearchAsync();
        Assert.Equal(1, (await StandingAsync(world)).UndecidedWithinBudget);
    }

    [Fact]
    public async Task The_samples_of_a_family_say_how_often_and_against_how_many_children_they_were_searched()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        var samples = new SampleStatuses(world.Book, world.Searches);
        Assert.Equal([new SampleStatus("mother-1", "", Now, null, 0, 0, null)], (await samples.OfFamilyAsync("family-1", FamilyPolice, Stop))!.Value);
        await world.SubmitMotherAsync();
        Assert.Equal([new SampleStatus("mother-1", "sample-mother-1", Now, Now, 0, 0, null)], (await samples.OfFamilyAsync("family-1", FamilyPolice, Stop))!.Value);
        await world.SearchAsync();
        await world.SubmitAsync(Side.Child, Row("child-2", Founder(50)));
        await world.SearchAsync();
        Assert.Equal([new SampleStatus("mother-1", "sample-mother-1", Now, Now, 2, 2, Now)], (await samples.OfFamilyAsync("family-1", FamilyPolice, Stop))!.Value);
        Assert.Null(await samples.OfFamilyAsync("family-1", Stranger, Stop));
    }

    [Fact]
    public async Task An_adoption_is_decided_on_the_search_as_it_stands_in_the_change()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SearchAsync();
        string notice = (await world.DraftAsync()).Code;
        await world.EntrustAsync();
        Task<Outcome<Placement>> AdoptAsync(int months) =>
            world.Placements.DecideAsync("child-1", new PlacementChoice(PlacementKind.Adoption, null, null, ""), Model, Guardian, Now.AddMonths(months), Stop);
        Refuses(CaseworkCodes.PlacementTooEarly, await AdoptAsync(13));
        await DoneAsync(PublishAsync(world, notice));
        Refuses(CaseworkCodes.PlacementTooEarly, await AdoptAsync(11));
        await world.SubmitMotherAsync();
        Refuses(CaseworkCodes.PlacementSearchOpen, await AdoptAsync(13));
        await world.SearchAsync();
        Refuses(CaseworkCodes.PlacementSearchOpen, await AdoptAsync(13));
        await ExcludeAsync(world, "match-1");
        Assert.Equal(PlacementKind.Adoption, (await AdoptAsync(13)).Value.Current());
    }

    private static async Task<SearchStanding> StandingAsync(DeskWorld world) => await new SearchStandings(world.Searches).OfChildAsync(
        "child-1", Model, FalseMatchBudget.Default, [.. (await world.Book.ListAsync<Match>(new RecordQuery(RecordKind.Match), Stop)).Select(kept => kept.Record)], Stop);

    private static Task<Outcome<Notice>> PublishAsync(DeskWorld world, string notice) =>
        world.Children.PublishAsync(notice, Model, FalseMatchBudget.Default, Police, Now, Stop);

    private static async Task ExcludeAsync(DeskWorld world, string match)
    {
        await DoneAsync(world.OpenAsync(match));
        foreach (Actor reviewer in new[] { ReviewerA, ReviewerB })
            await DoneAsync(world.Matches.DecideAsync(match, Verdict.Exclude, ReviewReason.Coincidence, null, reviewer, Now, Stop));
    }
}

using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

public class NoticeDeskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_has_one_notice_at_a_time_and_the_next_goes_on_with_its_clock()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SearchAsync();
        var first = await DoneAsync(world.Notices.DraftAsync("child-1", Content, Police, Now, Stop));
        Refuses(CaseworkCodes.NoticeState, await world.Notices.DraftAsync("child-1", Content, Police, Now, Stop));
        Refuses(CaseworkCodes.AccessDenied, await world.Notices.DraftAsync("child-1", Content, Stranger, Now, Stop));
        Assert.Null(await world.Notices.ShownAsync(first.Code, Stop));
        await DoneAsync(world.Children.PublishAsync(first.Code, Model, FalseMatchBudget.Default, Police, Now, Stop));
        await DoneAsync(world.Notices.RewriteAsync(first.Code, Content with { Text = "found at a station" }, Police, Now, Stop));
        Assert.Equal("found at a station", (await world.Notices.ShownAsync(null, 10, Stop)).Single().Content!.Text);
        await DoneAsync(world.Book.ActAsync<Notice>(first.Code, Permission.KeepNotice, "notice.take-down", notice => notice.TakeDown(NoticeEnd.Danger, Police, Now), Police, Now, Stop));
        var second = await DoneAsync(world.Notices.DraftAsync("child-1", Content, Police, Now.AddMonths(1), Stop));
        Assert.Equal((Today, NoticeState.Draft), (second.Clock()!.Value.Start, second.State));
    }

    [Fact]
    public async Task A_refusal_to_publish_tells_of_no_sealed_match_and_no_sealed_candidate()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SubmitMotherAsync();
        await world.SearchAsync();
        string notice = (await world.DraftAsync()).Code;
        Task<Outcome<Notice>> PublishAsync(Actor actor) => world.Children.PublishAsync(notice, Model, FalseMatchBudget.Default, actor, Now, Stop);
        Refuses(CaseworkCodes.NoticeUndecided, await PublishAsync(Police));
        await DoneAsync(world.Book.ActAsync<ReferenceFamily>("family-1", Permission.ChangeFamily, "family.seal", family => family.Seal("a suspect", FamilyOfficer, Now), FamilyOfficer, Now, Stop));
        Refuses(CaseworkCodes.NoticeSearchOpen, await PublishAsync(Police));
        Refuses(CaseworkCodes.NoticeUndecided, await PublishAsync(Officer));
        await DoneAsync(world.Matches.OpenAsync("match-1", "child-1", "family-1", Model, Protection, Now, Stop));
        foreach (var reviewer in new[] { SealedReviewer, OfficerReviewer })
            await DoneAsync(world.Matches.DecideAsync("match-1", Verdict.Confirm, ReviewReason.GeneticsSupports, null, reviewer, Now, Stop));
        Refuses(CaseworkCodes.NoticeSearchOpen, await PublishAsync(Police));
        Refuses(CaseworkCodes.NoticeMatched, await PublishAsync(Protection));
    }
}

using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class NoticeLawTests
{
    private static Notice Draft => Notice.Draft(PublicId.Next(), Child(), Content).Value;

    [Fact]
    public void A_notice_is_published_only_after_a_finished_and_decided_search()
    {
        Outcome<Notice> Publish(SearchStanding search, params Match[] matches) => Draft.Publish(search, FalseMatchBudget.Default, matches, Police, Now);
        Refuses(CaseworkCodes.NoticeSearchOpen, Publish(Searched with { IsFinished = false }));
        Refuses(CaseworkCodes.NoticeUndecided, Publish(Searched with { UndecidedWithinBudget = 1 }));
        Refuses(CaseworkCodes.NoticeUndecided, Publish(Searched, ((Outcome<Match>)Found()).Confirms(ReviewerA).Value));
        Refuses(CaseworkCodes.NoticeMatched, Publish(Searched, Found().Confirmed()));
        Refuses(CaseworkCodes.NoticeBudget, Draft.Publish(Searched, new FalseMatchBudget(0), [], Police, Now));
        var excluded = ((Outcome<Match>)Found()).Excludes(ReviewerA).Excludes(ReviewerB).Value;
        Assert.Equal(["match-1"], Publish(Searched, excluded).Value.Published!.DecidedMatches);
        Assert.True(Publish(Searched, Found(Child(code: "child-2")).Confirmed()).IsDone);
    }

    [Fact]
    public void A_candidate_inside_the_budget_has_to_be_decided()
    {
        Assert.True(FalseMatchBudget.Default.Holds(1));
        Assert.True(FalseMatchBudget.Default.Holds(0.001));
        Assert.False(FalseMatchBudget.Default.Holds(1.001));
    }

    [Fact]
    public void A_confirmed_match_takes_the_notice_down_but_never_in_a_sealed_case()
    {
        Refuses(CaseworkCodes.NoticeState, Shown().TakeDownFor(Found(), ReviewerA, Now));
        Assert.Equal(NoticeState.NoLongerShown, Shown().TakeDownFor(Found().Confirmed(), ReviewerA, Now).Value.State);
        var sealedNotice = Shown(SealedChild());
        var confirmed = ((Outcome<Match>)Found(SealedChild())).Confirms(SealedReviewer).Confirms(OfficerReviewer).Value;
        Refuses(CaseworkCodes.NeedsJointAct, sealedNotice.TakeDownFor(confirmed, OfficerReviewer, Now));
        Refuses(CaseworkCodes.NeedsJointAct, sealedNotice.TakeDown(NoticeEnd.ContentWrong, Officer, Now));
        Refuses(CaseworkCodes.NeedsJointAct, sealedNotice.TakeDownSealed(NoticeEnd.MatchConfirmed, "match-1", new(Officer, Officer), Now));
        Assert.Equal("officer+protection", sealedNotice.TakeDownSealed(NoticeEnd.MatchConfirmed, "match-1", Both, Now).Value.Ended!.By);
    }

    [Fact]
    public void The_public_cannot_tell_why_a_notice_is_no_longer_shown()
    {
        var notice = Shown();
        var ends = Enum.GetValues<NoticeEnd>().Select(why => PublicNotice.Of(notice.TakeDown(why, Police, Now).Value))
            .Append(PublicNotice.Of(notice.TakeDownFor(Found().Confirmed(), ReviewerA, Now).Value));
        Assert.Equal(new PublicNotice(notice.Code, 0, null), Assert.Single(ends.Distinct()));
        Assert.Null(PublicNotice.Of(Draft));
        Assert.True(PublicNotice.Of(notice)!.IsShown);
    }

    [Fact]
    public void A_notice_says_no_code_no_place_of_custody_and_no_sealed_fact()
    {
        var child = Child().AddStay(Stay("nursery-7", "2026-01-10", null, "Lane 5, Kunming")).Then(c => c.AddMedicalFact("congenital glaucoma")).Value;
        Outcome<Notice> Of(NoticeContent content) => Notice.Draft(PublicId.Next(), child, content);
        Refuses(CaseworkCodes.NoticeCode, Of(Content with { Text = "this is CHILD-1" }));
        Refuses(CaseworkCodes.NoticeCode, Of(Content with { Marks = ["see case-1"] }));
        Refuses(CaseworkCodes.NoticePlace, Of(Content with { Contact = "lane 5, kunming" }));
        Refuses(CaseworkCodes.NoticePlace, Of(Content with { FoundIn = new NoticeRegion("Yunnan", "nursery-7") }));
        Refuses(CaseworkCodes.NoticeSealedFact, Of(Content with { Text = "has Congenital Glaucoma" }));
        Refuses(CaseworkCodes.NoticeAge, Of(Content with { AgeFrom = 4 }));
        Assert.True(Of(Content).IsDone);
        Refuses(CaseworkCodes.NoticeSealedFact, Draft.Rewrite(child, Content with { Text = "congenital glaucoma" }));
    }

    [Fact]
    public void A_public_id_is_random_and_says_nothing()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(_ => PublicId.Next())];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(26, id.Length));
        var shown = Shown();
        string json = RecordJson.Write(PublicNotice.Of(shown));
        Assert.All([shown.Child, shown.Case!, shown.Unit], code => Assert.DoesNotContain(code, json, StringComparison.Ordinal));
    }

    [Fact]
    public void A_notice_is_rewritten_while_it_is_shown_and_drafted_anew_after_its_end()
    {
        var shown = Shown();
        var second = shown.Rewrite(Child(), Content with { Text = "found in a station" }).Value;
        Assert.Equal((2, NoticeState.Published), (second.Version, second.State));
        var ended = second.TakeDown(NoticeEnd.ContentWrong, Police, Now).Value;
        Refuses(CaseworkCodes.NoticeState, ended.Rewrite(Child(), Content));
        Refuses(CaseworkCodes.NoticeState, ended.TakeDown(NoticeEnd.ContentWrong, Police, Now));
        Refuses(CaseworkCodes.NoticeState, ended.Publish(Searched, FalseMatchBudget.Default, [], Police, Now));
        Refuses(CaseworkCodes.NoticeState, Notice.Draft(PublicId.Next(), Child(), Content, before: shown));
        var again = Notice.Draft(PublicId.Next(), Child(), Content, ended).Value;
        Assert.NotEqual(ended.Code, again.Code);
        Assert.Equal(ended.FirstShown, again.FirstShown);
    }

    [Fact]
    public void The_clock_of_twelve_months_begins_when_the_child_is_shown_and_warns()
    {
        var clock = Shown().Clock()!.Value;
        Assert.Equal(Today.AddMonths(12), clock.Ends);
        Assert.Equal(
            [AdoptionWarning.None, AdoptionWarning.ThreeMonths, AdoptionWarning.OneMonth, AdoptionWarning.Over],
            new[] { Today, Today.AddMonths(9), Today.AddMonths(11), Today.AddMonths(12) }.Select(clock.On));
        Assert.Equal(Today.AddMonths(9), clock.NextWarning(Today));
        Assert.Null(clock.NextWarning(clock.Ends));
        Assert.Null(Draft.Clock());
        Assert.Equal(Today.AddMonths(9), DateOnly.FromDateTime(Shown().Index().Due!.Value.UtcDateTime));
    }

    [Fact]
    public void Media_get_what_the_public_sees_of_a_case()
    {
        var shown = Shown();
        var export = MediaExport.Of([shown, Draft, Shown().TakeDown(NoticeEnd.Danger, Police, Now).Value], Now);
        Assert.Equal([PublicNotice.Of(shown)!], export.Notices);
    }

    [Fact]
    public void A_call_is_entered_for_a_shown_notice_and_makes_no_candidate()
    {
        Refuses(CaseworkCodes.NoticeState, Caller.Register("1", Draft, CallPurpose.Information, "", null, Now));
        Caller Of(CallPurpose purpose) => Caller.Register("1", Shown(), purpose, "I saw the child", "telephone", Now).Value;
        Assert.Equal([CallReferral.CaseUnit, CallReferral.GiveSample, CallReferral.GuardianBody], Enum.GetValues<CallPurpose>().Select(purpose => Of(purpose).Referral()));
        Assert.StartsWith(ReferenceFamily.CallerPrefix, Of(CallPurpose.ClaimsParenthood).Code, StringComparison.Ordinal);
        var index = Of(CallPurpose.WishesToAdopt).Index();
        Assert.Equal((null, null), (index.Child, index.Family));
    }
}

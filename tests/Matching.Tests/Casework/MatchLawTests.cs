using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Review;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class MatchLawTests
{
    private static Outcome<Match> Candidate => Found();

    [Fact]
    public void A_match_needs_two_different_reviewers_neither_of_them_the_submitter()
    {
        var first = Candidate.Confirms(ReviewerA);
        Assert.Equal(MatchState.UnderReview, first.Value.State);
        Refuses(CaseworkCodes.MatchDecidedTwice, first.Confirms(ReviewerA));
        Refuses(CaseworkCodes.MatchSubmitter, first.Confirms(Of("technician", "elsewhere", Matching.Casework.Access.Role.Reviewer)));
        Refuses(CaseworkCodes.MatchSubmitter, first.Confirms(Of("nurse", "elsewhere", Matching.Casework.Access.Role.Reviewer)));
        Refuses(CaseworkCodes.MatchSubmitter, first.Confirms(Of("somebody", "laboratory-b", Matching.Casework.Access.Role.Reviewer)));
        Refuses(CaseworkCodes.MatchNotReviewer, first.Confirms(Police));
        Assert.Equal(MatchState.Confirmed, first.Confirms(ReviewerB).Value.State);
    }

    [Fact]
    public void A_disagreement_is_recorded_and_a_third_reviewer_decides()
    {
        var divided = Candidate.Confirms(ReviewerA).Excludes(ReviewerB);
        Assert.True(divided.Value.NeedsThird());
        Assert.Equal(MatchState.UnderReview, divided.Value.State);
        Refuses(CaseworkCodes.MatchDecidedTwice, divided.Excludes(ReviewerB));
        var excluded = divided.Excludes(ReviewerC).Value;
        Assert.Equal(MatchState.Excluded, excluded.State);
        Assert.Equal([Verdict.Confirm, Verdict.Exclude, Verdict.Exclude], excluded.Decisions.Select(d => d.Verdict));
        Assert.Equal(MatchState.Confirmed, divided.Confirms(ReviewerC).Value.State);
    }

    [Fact]
    public void An_exclusion_needs_two_as_well_and_every_verdict_a_reason_that_fits()
    {
        Assert.False(Candidate.Excludes(ReviewerA).Value.IsDecided());
        Assert.Equal(MatchState.Excluded, Candidate.Excludes(ReviewerA).Excludes(ReviewerB).Value.State);
        foreach (var reason in Enum.GetValues<ReviewReason>())
            Assert.NotEqual(
                Found().Decide(Verdict.Confirm, reason, null, ReviewerA, Now).IsDone,
                Found().Decide(Verdict.Exclude, reason, null, ReviewerA, Now).IsDone);
    }

    [Fact]
    public void Every_step_is_kept_with_its_reason()
    {
        var steps = Found().Released().Steps;
        Assert.Equal(
            [MatchState.UnderReview, MatchState.Confirmed, MatchState.FreshSampleVerified, MatchState.Released],
            steps.Select(step => step.To));
        Assert.Equal(steps.Skip(1).Select(step => step.From), steps.SkipLast(1).Select(step => step.To));
        Assert.All(steps, step => Assert.NotEmpty(step.Reason));
    }

    [Fact]
    public void From_each_state_only_the_next_steps_are_legal()
    {
        Match[] states = [Found(), Candidate.Confirms(ReviewerA).Value, Found().Confirmed(), Found().Verified(), Found().Released(), Excluded(), Recalled()];
        Assert.Equal(Enum.GetValues<MatchState>(), states.Select(m => m.State));
        foreach (var match in states)
        {
            bool isOpen = match.State is MatchState.Candidate or MatchState.UnderReview;
            Assert.Equal(isOpen, match.Decide(Verdict.Exclude, ReviewReason.Coincidence, null, ReviewerC, Now).IsDone);
            Assert.Equal(match.State == MatchState.Confirmed, match.VerifyFresh(Fresh("child-1", "f1"), Fresh("mother-1", "f2"), ReviewerC, Now).IsDone);
            Assert.Equal(match.State == MatchState.FreshSampleVerified, match.Release(Officer, null, Now).IsDone);
            Assert.Equal(match.IsConfirmed(), match.CallBack(RecallReason.SampleExchanged, ReviewerA, Now).IsDone);
            Assert.Equal(match.State == MatchState.Excluded, match.CallBack(RecallReason.WronglyExcluded, ReviewerA, Now).IsDone);
        }
    }

    [Fact]
    public void Fresh_samples_are_two_new_ones_of_child_and_parent_taken_after_the_match_was_found()
    {
        var match = Found().Confirmed();
        FreshSample child = Fresh("child-1", "fresh-c"), mother = Fresh("mother-1", "fresh-m");
        (FreshSample, FreshSample)[] faults =
        [
            (mother, child), (child, child), (child with { Person = "child-2" }, mother), (child, mother with { Person = "aunt" }),
            (child with { Sample = "sample-c" }, mother), (child, mother with { Sample = "fresh-c" }), (child with { Laboratory = "" }, mother),
            (child, mother with { TakenOn = Today.AddDays(-1) }),
        ];
        Assert.All(faults, fault => Refuses(CaseworkCodes.MatchFreshSamples, match.VerifyFresh(fault.Item1, fault.Item2, ReviewerC, Now)));
        Refuses(CaseworkCodes.MatchNotReviewer, match.VerifyFresh(child, mother, Police, Now));
        Assert.Equal([child, mother], match.VerifyFresh(child, mother, ReviewerC, Now).Value.FreshSamples);
    }

    [Fact]
    public void A_match_is_released_by_a_case_officer_of_one_of_its_units()
    {
        var match = Found().Verified();
        Refuses(CaseworkCodes.MatchRelease, match.Release(Police, null, Now));
        Refuses(CaseworkCodes.MatchRelease, match.Release(Stranger, null, Now));
        Refuses(CaseworkCodes.MatchRelease, match.Release(ReviewerA, null, Now));
        Assert.Equal(MatchState.Released, match.Release(FamilyOfficer, null, Now).Value.State);
    }

    [Fact]
    public void A_sealed_match_is_decided_by_cleared_reviewers_and_released_by_two()
    {
        Outcome<Match> match = Found(SealedChild());
        Refuses(CaseworkCodes.AccessDenied, match.Confirms(ReviewerA));
        var confirmed = match.Confirms(SealedReviewer).Confirms(OfficerReviewer).Value;
        var verified = confirmed.VerifyFresh(Fresh("child-1", "f1"), Fresh("mother-1", "f2"), SealedReviewer, Now).Value;
        Refuses(CaseworkCodes.NeedsJointAct, verified.Release(Officer, null, Now));
        Refuses(CaseworkCodes.NeedsJointAct, verified.Release(Officer, new(Stranger, Protection), Now));
        Assert.Equal(MatchState.Released, verified.Release(Officer, Both, Now).Value.State);
    }

    private static Match Excluded() => Candidate.Excludes(ReviewerA).Excludes(ReviewerB).Value;

    private static Match Recalled() => Found().Confirmed().CallBack(RecallReason.SampleExchanged, ReviewerA, Now).Value;
}

using Matching.Casework.Cases;
using Matching.Casework.Consents;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class ConsentLawTests
{
    private static Consent Given => Consent.Give("consent-1", Side.Relative, "mother-1", "family-1", Terms(), FamilyPolice, Now).Value;

    [Fact]
    public void A_consent_says_what_the_sample_is_never_used_for()
    {
        Outcome<Consent> Of(ConsentTerms terms) => Consent.Give("c", Side.Relative, "mother-1", null, terms, Police, Now);
        Refuses(CaseworkCodes.ConsentUses, Of(Terms() with { NotUsedFor = [ExcludedUse.BirthLimitPenalty] }));
        Refuses(CaseworkCodes.ConsentUses, Of(Terms() with { NotUsedFor = [ExcludedUse.EvidenceAgainstGiver] }));
        Refuses(CaseworkCodes.ConsentSigned, Of(Terms() with { SignedBy = "" }));
        Assert.True(Of(Terms()).IsDone);
    }

    [Fact]
    public void A_withdrawal_demands_that_the_profile_is_taken_out_at_once()
    {
        var withdrawal = Given.Withdraw(Now).Value;
        Assert.False(withdrawal.Consent.IsInForce());
        Assert.Equal(new RetireDemand(Side.Relative, "mother-1", "consent-1"), withdrawal.Retire);
        Refuses(CaseworkCodes.ConsentWithdrawn, withdrawal.Consent.Withdraw(Now));
        Refuses(CaseworkCodes.ConsentWithdrawn, withdrawal.Consent.Renew(Today, Now));
        var method = Consent.Give("c", Side.Relative, "mother-1", null, Terms(ConsentPurpose.Method), Police, Now).Value;
        Assert.Null(method.Withdraw(Now).Value.Retire);
    }

    [Fact]
    public void A_search_never_ends_by_time_alone()
    {
        Assert.True(Given.IsReviewDue(Today.AddYears(30)));
        Assert.True(Given.IsInForce());
        Assert.Equal("in-force", Given.Index().State);
        Assert.False(Given.Renew(Today.AddYears(40), Now).Value.IsReviewDue(Today.AddYears(30)));
    }

    [Fact]
    public void A_growing_child_is_asked_at_fourteen_sixteen_and_eighteen_on_the_earliest_day()
    {
        var tasks = ConsentTask.For(Child(), Today);
        Assert.Equal([14, 16, 18], tasks.Select(task => task.Age));
        Assert.Equal([Day("2039-10-01"), Day("2041-10-01"), Day("2043-10-01")], tasks.Select(task => task.DueOn));
        Assert.Equal(Day("2039-10-01"), DateOnly.FromDateTime(tasks[0].Index().Due!.Value.UtcDateTime));
    }

    [Fact]
    public void An_age_that_the_next_one_has_certainly_overtaken_needs_no_task()
    {
        static int[] AgesOf(int youngest, int oldest) =>
            [.. ConsentTask.For(Child().Redate(new BirthWindow(Today.AddYears(-oldest), Today.AddYears(-youngest).AddDays(-100))).Value, Today).Select(task => task.Age)];
        Assert.Equal([14, 16, 18], AgesOf(13, 20));
        Assert.Equal([16, 18], AgesOf(16, 20));
        Assert.Equal([18], AgesOf(30, 40));
    }

    [Fact]
    public void A_task_is_answered_once_and_moves_with_the_birth_window()
    {
        var task = ConsentTask.For(Child(), Today)[0];
        Assert.Equal(Day("2039-11-01"), task.Redate(Child().Redate(new BirthWindow(Day("2025-11-01"), Day("2025-12-01"))).Value).Value.DueOn);
        var answered = task.Close(ConsentAnswer.Agrees, Guardian, Now).Value;
        Assert.Null(answered.Index().Due);
        Refuses(CaseworkCodes.ConsentAnswered, answered.Close(ConsentAnswer.Refuses, Guardian, Now));
        Refuses(CaseworkCodes.ConsentAnswered, answered.Redate(Child()));
        Refuses(CaseworkCodes.ConsentAnswered, task.Close(ConsentAnswer.Open, Guardian, Now));
    }
}

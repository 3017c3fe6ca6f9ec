using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Claims;
using Matching.Casework.Records;
using Matching.Casework.Review;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class RoutingLawTests
{
    [Fact]
    public void A_sealed_hit_is_told_to_the_case_officer_and_child_protection_alone()
    {
        var match = Found(SealedChild());
        Assert.Equal(
            [new Recipient(Role.CaseOfficer, Unit, "officer"), new Recipient(Role.ChildProtection, null)],
            HitRouting.RecipientsOf(match, Ring().Officers));
        Actor[] told = [.. Everybody().Where(actor => HitRouting.IsRecipient(actor, match, Ring().Officers))];
        Assert.Equal([Officer, Protection, SealedReviewer], told);
    }

    [Fact]
    public void A_child_sold_by_its_family_a_sealed_case_and_a_sealed_family_seal_the_hit()
    {
        var sold = Child().Believe(AcquisitionKind.SoldByFamily, true, "confession", Officer, Now).Value;
        var inSealedCase = Child(Ring().Seal("parents suspected", Officer, Now).Value);
        var family = Family().Seal("father suspected", FamilyOfficer, Now).Value;
        Assert.False(Found().IsSealed());
        Assert.All(new[] { Found(sold), Found(inSealedCase), Found(null, family) }, match => Assert.True(match.IsSealed()));
        Assert.True(HitRouting.IsRecipient(FamilyOfficer, Found(null, family), []));
        Assert.False(HitRouting.IsRecipient(FamilyPolice, Found(null, family), []));
        Assert.False(HitRouting.IsRecipient(FamilyOfficer, Found(sold), []));
    }

    [Fact]
    public void A_family_is_told_after_the_release_and_never_where_the_match_is_sealed()
    {
        Assert.All(new[] { Found(), Found().Confirmed(), Found().Verified() }, match => Assert.False(HitRouting.MayTellFamily(match)));
        Assert.True(HitRouting.MayTellFamily(Found().Released()));
        var released = ((Outcome<Match>)Found(SealedChild())).Confirms(SealedReviewer).Confirms(OfficerReviewer)
            .Then(m => m.VerifyFresh(Fresh("child-1", "f1"), Fresh("mother-1", "f2"), SealedReviewer, Now)).Then(m => m.Release(Officer, Both, Now)).Value;
        Assert.Equal(MatchState.Released, released.State);
        Assert.False(HitRouting.MayTellFamily(released));
        Refuses(CaseworkCodes.FamilySealed, Family().Seal("", FamilyOfficer, Now).Value.Log(new FamilyMessage(Now, "x", MessageChannel.Letter, "result"), tellsResult: true));
    }

    [Fact]
    public void Other_units_see_no_state_of_a_sealed_match()
    {
        var match = Found(SealedChild());
        Assert.All([Police, FamilyPolice, FamilyOfficer, ReviewerA, Laboratory, Welfare, Guardian, Stranger], actor => Assert.Null(HitRouting.VisibleState(actor, match)));
        Assert.Equal(MatchState.Candidate, HitRouting.VisibleState(Officer, match));
        Assert.Equal(MatchState.Candidate, HitRouting.VisibleState(Protection, match));
        Assert.Equal(MatchState.Candidate, HitRouting.VisibleState(FamilyPolice, Found()));
    }

    [Fact]
    public void What_is_known_of_a_person_is_said_at_every_hit()
    {
        var check = ClaimCheck.Of("claim-1", Child(), 0, [new Claimant("mother-1", -9, -9)], -9, 20, 1, Police, Now).Value;
        var child = check.ApplyTo(Child(), Police).Value.AddStay(Stay("mother-1", "2026-01-01", "2026-01-05")).Value;
        var ring = Ring().Suspect("mother-1", "accompanied the child", Officer, Now).Value;
        var family = Family().Died("mother-1", Today, "ask the aunt").Value;
        Assert.Equal(Enum.GetValues<HitFlag>(), HitRouting.FlagsOf(child, ring, family).Select(flagged => flagged.Flag));
        Assert.Empty(HitRouting.FlagsOf(Child(), Ring(), Family()));
    }

    private static Actor[] Everybody() =>
    [
        Police, Officer, FamilyPolice, FamilyOfficer, Protection, ReviewerA, SealedReviewer, Laboratory, Guardian, Welfare, Stranger,
        Of("colleague", Unit, Role.CaseOfficer), Of("admin", Unit, Role.Administrator), Of("auditor", Unit, Role.Auditor), Actor.Anybody,
    ];
}

using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Review;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class PlacementLawTests
{
    private static Placement Opened => Placement.Open("placement-1", Child(), Guardian).Value;

    [Fact]
    public void Only_the_guardian_body_decides_where_a_child_lives_and_never_the_police()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = Of("somebody", "guardian-body", role);
            Assert.Equal(role == Role.GuardianBody, Placement.Open("p", Child(), actor).IsDone);
            Assert.Equal(role == Role.GuardianBody, Opened.DecideReturn(true, Found().Released(), Child(), null, "", actor, Now).IsDone);
        }

        Refuses(CaseworkCodes.PlacementRole, Placement.Open("p", Child(), Of("both", "guardian-body", Role.GuardianBody, Role.PoliceUnit)));
        Refuses(CaseworkCodes.PlacementRole, Opened.DecideCare(PlacementKind.PublicCare, "", Of("other", "other-body", Role.GuardianBody), Now));
    }

    [Fact]
    public void A_child_goes_back_only_on_a_released_match_of_its_own()
    {
        foreach (var match in new[] { Found(), Found().Confirmed(), Found().Verified(), Found().Confirmed().CallBack(RecallReason.SampleExchanged, ReviewerA, Now).Value })
            Refuses(CaseworkCodes.PlacementMatch, Opened.DecideReturn(true, match, Child(), null, "", Guardian, Now));
        Refuses(CaseworkCodes.PlacementMatch, Opened.DecideReturn(true, Found(Child(code: "child-2")), Child(), null, "", Guardian, Now));
        Assert.Equal(PlacementKind.MayReturn, Opened.DecideReturn(true, Found().Released(), Child(), null, "", Guardian, Now).Value.Current());
    }

    [Fact]
    public void A_match_decides_nothing_about_a_placement_and_a_placement_nothing_about_a_match()
    {
        var match = Found().Released();
        string before = RecordJson.Write(match);
        var refused = Opened.DecideReturn(false, match, Child(), null, "the family sold it", Guardian, Now).Value;
        Assert.Equal(PlacementKind.MayNotReturn, refused.Current());
        Assert.Equal(before, RecordJson.Write(match));
        Assert.Equal(PlacementKind.Open, Opened.Current());
    }

    [Fact]
    public void A_child_who_may_be_sixteen_decides_itself()
    {
        var grown = Child().Redate(new BirthWindow(Today.AddYears(-16), Today.AddYears(-12))).Value;
        Refuses(CaseworkCodes.PlacementChild, Opened.DecideReturn(true, Found().Released(), grown, null, "", Guardian, Now));
        Refuses(CaseworkCodes.PlacementChild, Opened.DecideReturn(true, Found().Released(), grown, false, "", Guardian, Now));
        Assert.True(Opened.DecideReturn(true, Found().Released(), grown, true, "", Guardian, Now).IsDone);
        var young = Child().Redate(new BirthWindow(Today.AddYears(-16).AddDays(1), Today.AddYears(-12))).Value;
        Assert.True(Opened.DecideReturn(true, Found().Released(), young, null, "", Guardian, Now).IsDone);
    }

    [Fact]
    public void An_adoption_waits_for_the_clock_and_the_search()
    {
        Refuses(CaseworkCodes.PlacementTooEarly, Opened.DecideAdoption(Today.AddDays(1), Searched, [], "", Guardian, Now));
        Refuses(CaseworkCodes.PlacementSearchOpen, Opened.DecideAdoption(Today, Searched with { IsFinished = false }, [], "", Guardian, Now));
        Refuses(CaseworkCodes.PlacementSearchOpen, Opened.DecideAdoption(Today, Searched with { UndecidedWithinBudget = 1 }, [], "", Guardian, Now));
        Refuses(CaseworkCodes.PlacementSearchOpen, Opened.DecideAdoption(Today, Searched, [Found().Confirmed()], "", Guardian, Now));
        Refuses(CaseworkCodes.PlacementKind, Opened.DecideCare(PlacementKind.Adoption, "", Guardian, Now));
        Assert.Equal(PlacementKind.Adoption, Opened.DecideAdoption(Today, Searched, [Found()], "", Guardian, Now).Value.Current());
    }
}

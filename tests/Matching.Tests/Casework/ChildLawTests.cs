using Matching.Casework.Cases;
using Matching.Casework.Records;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class ChildLawTests
{
    [Fact]
    public void An_age_is_a_range_from_weeks_to_years()
    {
        var infant = new BirthWindow(Day("2026-01-01"), Day("2026-01-15")).AgeOn(Day("2026-02-12"));
        Assert.Equal((4, 6, 0, 0), (infant.WeeksFrom, infant.WeeksTo, infant.YearsFrom, infant.YearsTo));
        var older = new BirthWindow(Day("2010-03-02"), Day("2013-03-01")).AgeOn(Day("2026-03-01"));
        Assert.Equal((13, 15), (older.YearsFrom, older.YearsTo));
    }

    [Fact]
    public void A_birth_window_is_in_order_and_ends_when_the_child_was_found()
    {
        Refuses(CaseworkCodes.BirthWindow, Child().Redate(new BirthWindow(Day("2025-12-02"), Day("2025-12-01"))));
        Refuses(CaseworkCodes.BirthWindow, Child().Redate(new BirthWindow(Day("2025-12-02"), Day("2026-01-11"))));
        Assert.True(Child().Redate(new BirthWindow(Day("2026-01-10"), Day("2026-01-10"))).IsDone);
    }

    [Fact]
    public void The_history_of_the_acquisition_is_never_overwritten_and_several_may_be_believed()
    {
        var child = Child();
        Assert.Equal([AcquisitionKind.Unknown], child.Believed());
        child = child.Believe(AcquisitionKind.Stolen, true, "father's report", Officer, Now)
            .Then(c => c.Believe(AcquisitionKind.SoldByFamily, true, "confession", Officer, Now)).Value;
        Assert.Equal([AcquisitionKind.Stolen, AcquisitionKind.SoldByFamily], child.Believed());
        child = child.Believe(AcquisitionKind.Stolen, false, "report withdrawn", Officer, Now).Value;
        Assert.Equal([AcquisitionKind.SoldByFamily], child.Believed());
        Assert.Equal(3, child.Acquisitions.Length);
        Refuses(CaseworkCodes.AcquisitionNotHeld, child.Believe(AcquisitionKind.Abducted, false, "", Officer, Now));
    }

    [Fact]
    public void A_child_believed_to_be_sold_by_its_family_is_sealed_until_that_is_taken_back()
    {
        var sold = Child().Believe(AcquisitionKind.SoldByFamily, true, "confession", Officer, Now).Value;
        Assert.True(sold.IsSealed());
        Assert.True(sold.Index().IsSealed);
        Assert.True(sold.Unseal("", Both, Now).Value.IsSealed());
        Assert.False(sold.Believe(AcquisitionKind.SoldByFamily, false, "disproved", Officer, Now).Value.IsSealed());
    }

    [Fact]
    public void Custody_dates_that_are_reversed_or_overlap_are_refused()
    {
        var child = Child().AddStay(Stay("seller", "2025-12-01", "2025-12-20")).Then(c => c.AddStay(Stay("buyer", "2025-12-20", "2026-01-10"))).Value;
        Refuses(CaseworkCodes.CustodyReversed, child.AddStay(Stay("x", "2026-01-12", "2026-01-11")));
        Refuses(CaseworkCodes.CustodyOverlap, child.AddStay(Stay("x", "2025-12-19", "2025-12-21")));
        Refuses(CaseworkCodes.CustodyOverlap, child.AddStay(Stay("x", "2025-11-01", null)));
        Refuses(CaseworkCodes.CustodyOverlap, child.AddStay(Stay("x", "2025-12-05", "2025-12-05")));
        Assert.True(child.AddStay(Stay("x", "2025-11-01", "2025-12-01")).IsDone);
        Assert.Equal("buyer", CustodyChain.On(child.Custody, Day("2025-12-20"))?.Holder);
        Assert.Null(CustodyChain.On(child.Custody, Day("2026-02-01")));
    }

    [Fact]
    public void A_hand_over_ends_the_stay_before_and_a_wrong_stay_stays_readable()
    {
        var child = Child().AddStay(Stay("hospital", "2026-01-10", null)).Then(c => c.HandOver(Stay("home", "2026-01-15", null) with { ResponsibleBody = "home" })).Value;
        Assert.Equal(Day("2026-01-15"), child.Custody[0].To);
        Assert.Equal(["home"], child.Bodies());
        Assert.True(child.Owner().BelongsTo("home"));
        Refuses(CaseworkCodes.CustodyReversed, child.HandOver(Stay("x", "2026-01-01", null)));
        var corrected = child.TakeBackStay("home", Day("2026-01-15"), "wrong child").Value;
        Assert.Equal(2, corrected.Custody.Length);
        Assert.Empty(corrected.Bodies());
        Refuses(CaseworkCodes.CustodyUnknown, corrected.TakeBackStay("home", Day("2026-01-15"), ""));
    }

    [Fact]
    public void A_holder_who_claims_parenthood_is_no_known_non_parent_by_that()
    {
        var child = Child().AddStay(Stay("buyer", "2025-12-20", null)).Then(c => c.Claim("buyer", Police, Now)).Value;
        Assert.True(child.HadHolder("buyer"));
        Assert.False(child.IsKnownNonParent("buyer"));
    }

    [Fact]
    public void Those_who_care_for_a_child_see_how_far_the_search_is_and_nothing_else()
    {
        var child = Child();
        Assert.Equal(ChildStage.Received, child.Status(null, 0, null).Stage);
        Assert.Equal(ChildStage.Typed, child.Status(Now, 0, Searched with { IsFinished = false }).Stage);
        Assert.Equal(child.Status(Now, 3, Searched), SealedChild().Status(Now, 3, Searched with { UndecidedWithinBudget = 2 }));
        Assert.Equal(["Child", "FamiliesCompared", "LastSearched", "Received", "Searches", "Stage", "Typed"], typeof(ChildStatus).GetProperties().Select(p => p.Name).Order());
    }
}

using Matching.Casework.Cases;
using Matching.Casework.Records;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class CaseLawTests
{
    [Fact]
    public void A_case_keeps_the_count_of_children_not_yet_recovered()
    {
        // A ring is known to have sold 21 infants; eleven are recovered, ten are not.
        var ring = Ring().Declare(21, "confession", Officer, Now);
        for (int i = 1; i <= 11; i++)
        {
            int child = i;
            ring = ring.Then(c => c.Recover($"child-{child}", wasCounted: true, Officer, Now.AddDays(child)));
        }

        Assert.Equal(new CaseCounts(11, 10, "recovered: child-11"), ring.Value.CountsAt(Now.AddDays(30)));
        Assert.Equal(new CaseCounts(12, 10, "recovered: child-11"), ring.Then(c => c.Recover("child-12", wasCounted: false, Officer, Now.AddDays(40))).Value.CountsAt(Now.AddDays(40)));
    }

    [Fact]
    public void Every_count_can_be_read_as_it_stood_at_a_moment()
    {
        var ring = Ring().Declare(60, "police", Officer, Now).Then(c => c.Declare(52, "court", Officer, Now.AddDays(2))).Then(c => c.Recover("child-1", true, Officer, Now.AddDays(3))).Value;
        Assert.Equal(new CaseCounts(0, null, null), ring.CountsAt(Now.AddDays(-1)));
        Assert.Equal(new CaseCounts(0, 60, "police"), ring.CountsAt(Now.AddDays(1)));
        Assert.Equal(new CaseCounts(0, 52, "court"), ring.CountsAt(Now.AddDays(2)));
        Assert.Equal(new CaseCounts(1, 51, "recovered: child-1"), ring.CountsAt(Now.AddDays(3)));
        Refuses(CaseworkCodes.CaseCount, ring.Declare(40, "press", Officer, Now));
        Refuses(CaseworkCodes.CaseCount, ring.Declare(-1, "press", Officer, Now.AddDays(4)));
    }

    [Fact]
    public void A_child_is_recovered_once_and_not_below_zero()
    {
        Refuses(CaseworkCodes.CaseCount, Ring().Recover("child-1", wasCounted: true, Officer, Now));
        var ring = Ring().Recover("child-1", wasCounted: false, Officer, Now).Value;
        Refuses(CaseworkCodes.CaseChildKnown, ring.Recover("child-1", wasCounted: false, Officer, Now));
    }

    [Fact]
    public void The_flag_of_a_case_goes_up_by_one_and_down_by_two()
    {
        var flagged = Ring().Seal("parents suspected", Officer, Now).Value;
        Assert.True(flagged.IsSealed());
        Refuses(CaseworkCodes.NeedsJointAct, flagged.Unseal("", new(Officer, Officer), Now));
        Refuses(CaseworkCodes.NeedsJointAct, flagged.Unseal("", new(Protection, Officer), Now));
        Refuses(CaseworkCodes.NeedsJointAct, flagged.Unseal("", new(Stranger, Protection), Now));
        var open = flagged.Unseal("cleared", Both, Now).Value;
        Assert.False(open.IsSealed());
        Assert.Equal(["officer", "officer+protection"], open.Seals.Select(seal => seal.By));
    }

    [Fact]
    public void A_case_keeps_an_officer_and_its_search_goes_on_when_it_is_closed()
    {
        Refuses(CaseworkCodes.CaseOfficer, Ring().RemoveOfficer("officer"));
        Assert.Equal(["second"], Ring().AddOfficer("second").Then(c => c.RemoveOfficer("officer")).Value.Officers);
        Assert.Equal("closed", Ring().Close(Now).Value.Index().State);
        Assert.Equal("open", Ring().Close(Now).Then(c => c.Reopen()).Value.Index().State);
    }
}

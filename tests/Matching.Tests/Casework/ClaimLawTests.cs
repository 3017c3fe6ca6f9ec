using Matching.Casework.Claims;
using Matching.Casework.Records;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class ClaimLawTests
{
    [Theory]
    [InlineData(4.001, ClaimVerdict.Supports)]
    [InlineData(4, ClaimVerdict.Undecided)]
    [InlineData(0, ClaimVerdict.Undecided)]
    [InlineData(-4, ClaimVerdict.Undecided)]
    [InlineData(-4.001, ClaimVerdict.Excludes)]
    [InlineData(double.NegativeInfinity, ClaimVerdict.Excludes)]
    public void A_claim_is_supported_above_ten_thousand_and_excluded_below_a_ten_thousandth(double log10, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Check(new Claimant("man", log10, log10)).Value.Verdict);

    [Fact]
    public void A_couple_is_supported_only_when_each_of_them_is()
    {
        Assert.Equal(ClaimVerdict.Supports, Check(new("man", 5, 6), new("woman", 5, 6)).Value.Verdict);
        var half = Check(new("man", 5, 6), new("woman", 2, 3)).Value;
        Assert.Equal((ClaimVerdict.Undecided, ClaimAdvice.MoreLoci), (half.Verdict, Assert.Single(half.Advice)));
        Assert.Contains(ClaimAdvice.OtherParent, Check(new Claimant("man", 2, 2)).Value.Advice);
    }

    [Fact]
    public void Only_the_excluded_person_becomes_a_known_non_parent()
    {
        var check = Check(new("man", -12, -15), new("woman", 6, 3)).Value;
        Assert.Equal(["man"], check.Excluded);
        var child = check.ApplyTo(Child(), Police).Value;
        Assert.True(child.IsKnownNonParent("man"));
        Assert.False(child.IsKnownNonParent("woman"));
        Assert.Equal(["man", "woman"], child.Claims.Select(claim => claim.Person));
        Refuses(CaseworkCodes.ClaimChild, check.ApplyTo(Child(code: "child-2"), Police));
    }

    [Fact]
    public void Beside_a_false_father_the_true_mother_is_not_excluded()
    {
        Assert.Equal(["man"], Check(new("man", -8, -16), new("woman", 5, -6)).Value.Excluded);
        Assert.Equal(["man", "woman"], Check(new("man", -8, -9), new("woman", -7, -6)).Value.Excluded);
        Assert.Equal(["man"], Check(new("man", double.NegativeInfinity, double.NegativeInfinity), new("woman", 5, double.NaN)).Value.Excluded);
        var unclear = Check(new("man", -2, -9), new("woman", 3, -5)).Value;
        Assert.Equal(ClaimVerdict.Excludes, unclear.Verdict);
        Assert.Empty(unclear.Excluded);
        Assert.Contains(ClaimAdvice.EachAlone, unclear.Advice);
        Assert.Empty(unclear.ApplyTo(Child(), Police).Value.NonParents);
    }

    [Fact]
    public void A_claim_is_made_by_one_or_two_different_persons_with_defined_ratios()
    {
        Refuses(CaseworkCodes.ClaimClaimants, Check());
        Refuses(CaseworkCodes.ClaimClaimants, Check(new("a", 1, 1), new("a", 1, 1)));
        Refuses(CaseworkCodes.ClaimClaimants, Check(new("a", 1, 1), new("b", 1, 1), new("c", 1, 1)));
        Refuses(CaseworkCodes.ClaimClaimants, Check(new Claimant("child-1", 9, 9)));
        Refuses(CaseworkCodes.ClaimRatio, Check(new Claimant("a", double.NaN, 1)));
    }

    private static Outcome<ClaimCheck> Check(params Claimant[] claimants) => ClaimCheck.Of("claim-1", Child(), 0, [.. claimants], 1, 20, 1, Police, Now);
}

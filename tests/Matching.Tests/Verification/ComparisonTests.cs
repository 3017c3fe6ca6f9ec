using Matching.Cli.Verification;

namespace Matching.Tests.Verification;

public sealed class ComparisonTests
{
    [Fact]
    public void Impossible_on_both_sides_agrees() =>
        Assert.True(Comparison.OfLn("x", double.NegativeInfinity, double.NegativeInfinity).Agrees);

    [Theory]
    [InlineData(double.NegativeInfinity, -3)]
    [InlineData(-3, double.NegativeInfinity)]
    [InlineData(-3, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    public void Impossible_or_undefined_on_one_side_never_agrees(double expected, double computed) =>
        Assert.Equal(double.PositiveInfinity, Comparison.OfLn("x", expected, computed, markers: 1000).Difference);

    [Fact]
    public void A_total_shares_its_difference_among_its_markers()
    {
        Assert.True(Comparison.OfLn("x", 1, 1 + 8e-9, markers: 10).Agrees);
        Assert.False(Comparison.OfLn("x", 1, 1 + 12e-9, markers: 10).Agrees);
    }

    [Fact]
    public void A_decimal_logarithm_is_judged_in_natural_units() =>
        Assert.Equal(Math.Log(10) * 0.5, Comparison.OfLog10("x", 1, 1.5, markers: 1).Difference, 1e-15);

    [Fact]
    public void A_ratio_of_zero_is_impossible()
    {
        Assert.True(Comparison.OfRatio("x", 0, double.NegativeInfinity, markers: 2).Agrees);
        Assert.False(Comparison.OfRatio("x", 0, -700, markers: 2).Agrees);
    }
}

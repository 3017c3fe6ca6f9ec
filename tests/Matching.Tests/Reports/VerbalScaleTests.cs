using Matching.Reports;

namespace Matching.Tests.Reports;

public class VerbalScaleTests
{
    [Theory]
    [InlineData(1, "none")]
    [InlineData(1.999, "none")]
    [InlineData(2, "weak")]
    [InlineData(9.999, "weak")]
    [InlineData(10, "moderate")]
    [InlineData(99.99, "moderate")]
    [InlineData(100, "moderately-strong")]
    [InlineData(1000, "strong")]
    [InlineData(9999.9, "strong")]
    [InlineData(10000, "very-strong")]
    [InlineData(999999, "very-strong")]
    [InlineData(1000000, "extremely-strong")]
    [InlineData(1e40, "extremely-strong")]
    public void A_band_holds_from_its_number_on_in_both_directions(double ratio, string band)
    {
        double log10 = Math.Log10(ratio);
        Assert.Equal(new ReportSupport(band == "none" ? Favoured.Neither : Favoured.One, band), VerbalScale.Default.Of(log10));
        Assert.Equal(new ReportSupport(band == "none" ? Favoured.Neither : Favoured.Two, band), VerbalScale.Default.Of(-log10));
    }

    [Fact]
    public void No_band_covers_an_impossible_or_undefined_ratio()
    {
        foreach (double log10 in new[] { double.NegativeInfinity, double.PositiveInfinity, double.NaN })
            Assert.Null(VerbalScale.Default.Of(log10));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(6.5, 3.16, 6)]
    [InlineData(-2.3, 5.01, -3)]
    [InlineData(3.9999, 1, 4)]
    public void A_ratio_is_a_mantissa_of_two_decimals_and_a_power_of_ten(double log10, double mantissa, int exponent) =>
        Assert.Equal(new ReportRatio(mantissa, exponent), ReportRatio.Of(log10));
}

using System.Globalization;

namespace Matching.Cli.Verification;

/// <summary>How numbers are written: every digit, and <c>-inf</c> for what is impossible.</summary>
internal static class Numbers
{
    public static string RoundTrip(double value)
    {
        if (double.IsNegativeInfinity(value))
            return "-inf";
        return double.IsPositiveInfinity(value) ? "inf" : value.ToString("R", CultureInfo.InvariantCulture);
    }
}

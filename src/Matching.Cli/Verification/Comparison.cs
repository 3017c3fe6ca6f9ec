namespace Matching.Cli.Verification;

/// <summary>One expected number against the computed one.</summary>
/// <param name="Item">What is compared, for example <c>D3S1358 / unrelated</c>.</param>
/// <param name="Expected">The known number; negative infinity for "impossible".</param>
/// <param name="Computed">The number found here.</param>
/// <param name="Difference">Absolute difference in the unit of the tolerance; infinite when only one side is impossible.</param>
/// <param name="Tolerance">The largest difference that agrees.</param>
internal readonly record struct Comparison(string Item, double Expected, double Computed, double Difference, double Tolerance)
{
    /// <summary>Natural logarithms, per marker.</summary>
    public const double LnTolerance = 1e-9;

    /// <summary>Entries of a mutation matrix.</summary>
    public const double EntryTolerance = 1e-12;

    public bool Agrees => Difference <= Tolerance;

    /// <summary>Natural logarithms that are sums over so many markers; the difference is shared among them.</summary>
    public static Comparison OfLn(string item, double expected, double computed, int markers = 1) =>
        new(item, expected, computed, Distance(expected, computed) / Math.Max(1, markers), LnTolerance);

    /// <summary>Decimal logarithms that are sums over so many markers; the difference is that in ln, shared among them.</summary>
    public static Comparison OfLog10(string item, double expected, double computed, int markers) =>
        new(item, expected, computed, Distance(expected, computed) * Math.Log(10) / Math.Max(1, markers), LnTolerance);

    /// <summary>Ratios, compared as their natural logarithms.</summary>
    public static Comparison OfRatio(string item, double expected, double lnComputed, int markers) =>
        new(item, expected, Math.Exp(lnComputed), Distance(Math.Log(expected), lnComputed) / Math.Max(1, markers), LnTolerance);

    /// <summary>Probabilities and sums of probabilities.</summary>
    public static Comparison OfProbability(string item, double expected, double computed) =>
        new(item, expected, computed, Distance(expected, computed), LnTolerance);

    /// <summary>Entries of a mutation matrix.</summary>
    public static Comparison OfEntry(string item, double expected, double computed) =>
        new(item, expected, computed, Distance(expected, computed), EntryTolerance);

    /// <summary>Counts and yes-no answers (1 or 0), which must be equal.</summary>
    public static Comparison OfCount(string item, double expected, double computed) =>
        new(item, expected, computed, Distance(expected, computed), 0);

    private static double Distance(double expected, double computed)
    {
        if (expected == computed)
            return 0;
        double distance = Math.Abs(expected - computed);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }
}

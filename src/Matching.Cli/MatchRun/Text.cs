using System.Globalization;

namespace Matching.Cli.MatchRun;

/// <summary>Numbers and cells as they stand in files.</summary>
internal static class Text
{
    public const string Columns =
        "child,rank,family,relatives,relationship,log10_lr,posterior,expected_coincidences,loci_compared,loci_inconsistent,loci_missing,identical,relatives_log10_lr,conditional_log10_lr,note";

    /// <summary>Round-trip digits; <c>-inf</c>, <c>inf</c>, and nothing where undefined.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) ? string.Empty
        : double.IsInfinity(value) ? (value < 0 ? "-inf" : "inf")
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A cell, quoted where it must be.</summary>
    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

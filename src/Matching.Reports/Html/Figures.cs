using System.Globalization;

namespace Matching.Reports.Html;

/// <summary>Numbers and moments as people read them: the same in every language.</summary>
internal static class Figures
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // A percentage with more places than this says nothing that anybody could check.
    private const int MostPlaces = 10;

    /// <summary>A ratio: plain where that is short, else with a power of ten.</summary>
    public static string Ratio(ReportRatio? ratio) => ratio switch
    {
        null => "0",
        { Exponent: >= -2 and <= 3 } => Fixed(ratio.Mantissa * Math.Pow(10, ratio.Exponent), Math.Max(0, 2 - ratio.Exponent)),
        _ => $"{Fixed(ratio.Mantissa, 2)} × 10{Superscript(ratio.Exponent)}",
    };

    /// <summary>A likelihood ratio of one locus.</summary>
    public static string Ratio(double? value) => value is not { } ratio ? "–" : ratio == 0 ? "0" : Ratio(ReportRatio.Of(Math.Log10(ratio)));

    /// <summary>A logarithm with its sign as it is written in print; a dash where there is none.</summary>
    public static string Log10(double? value) => value is { } number ? Fixed(number, 4) : "–";

    // A value that rounds to nothing has no sign.
    public static string Fixed(double value, int places) => (Math.Round(value, places) + 0.0).ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A number with its own digits.</summary>
    public static string Plain(double value) => value != 0 && Math.Abs(value) < 1e-4
        ? Ratio(ReportRatio.Of(Math.Log10(value)))
        : value.ToString("0.############", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A prior probability: six digits.</summary>
    public static string Probability(double value) => value < 1e-4 ? Plain(value) : value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A probability in percent, with as many places as its distance from 0 and 1 needs.</summary>
    public static string Percent(double probability)
    {
        double rest = 1 - probability;
        if (rest <= 1e-11)
            return $"> 99.{new string('9', MostPlaces - 2)} %";
        if (probability is > 0 and < 1e-10)
            return $"{Ratio(ReportRatio.Of(Math.Log10(100 * probability)))} %";
        double smaller = 100 * Math.Min(rest, probability);
        int places = smaller == 0 ? 0 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(smaller)), 1, MostPlaces);
        return $"{Fixed(100 * probability, places)} %";
    }

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Superscript(int exponent) =>
        (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Matching.Reports;

/// <summary>A band of a verbal scale.</summary>
/// <param name="From">The likelihood ratio from which it holds; its inverse, in the other direction.</param>
/// <param name="Code">Its word, the same in every language.</param>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
public sealed record VerbalBand(double From, string Code, string En, string Zh);

/// <summary>What likelihood ratios are called. The scale is data with a version, because laboratories use different ones.</summary>
/// <param name="Id">Name and version; stands in every report.</param>
/// <param name="Title">The document it is taken from.</param>
/// <param name="Source">Where that document lies.</param>
/// <param name="Note">What whoever uses it should know.</param>
/// <param name="Remark">How the bands are read.</param>
/// <param name="Bands">The bands, rising from 1.</param>
public sealed record VerbalScale(string Id, string Title, string Source, string Note, string Remark, ImmutableArray<VerbalBand> Bands)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The scale of the reports.</summary>
    public static VerbalScale Default { get; } = Read();

    /// <summary>What a ratio is called: below 1 by its inverse, in favour of proposition two.</summary>
    /// <param name="log10">log10 LR.</param>
    /// <returns>Null for a ratio of 0, infinite or undefined: no scale covers it.</returns>
    public ReportSupport? Of(double log10)
    {
        if (!double.IsFinite(log10))
            return null;
        double strength = Math.Abs(log10);
        var band = Bands.Last(b => Math.Log10(b.From) <= strength);
        return new ReportSupport(band == Bands[0] ? Favoured.Neither : log10 > 0 ? Favoured.One : Favoured.Two, band.Code);
    }

    /// <summary>A band by its code.</summary>
    public VerbalBand Band(string code) => Bands.First(band => band.Code == code);

    private static VerbalScale Read()
    {
        using var data = typeof(VerbalScale).Assembly.GetManifestResourceStream("verbal-scale.json")!;
        return JsonSerializer.Deserialize<VerbalScale>(data, Json)!;
    }
}

using System.Collections.Frozen;
using System.Globalization;
using CsvHelper;

namespace Matching.Formats;

/// <summary>Mutation rates per locus and parental sex, per meiosis.</summary>
public sealed class MutationRateTable
{
    /// <summary>No rate is taken below this: a count of 0 in a few thousand meioses does not mean that a locus never mutates.</summary>
    public const double LowestRate = 1e-4;

    private static readonly Lazy<MutationRateTable> s_embedded = new(ReadEmbedded);

    private readonly FrozenDictionary<string, (double Paternal, double Maternal)> _rates;

    private MutationRateTable(IEnumerable<KeyValuePair<string, (double Paternal, double Maternal)>> rates, string citation)
    {
        _rates = rates.ToFrozenDictionary(StringComparer.Ordinal);
        Citation = citation;
    }

    /// <summary>The suggested rates built into the assembly.</summary>
    public static MutationRateTable Embedded => s_embedded.Value;

    /// <summary>Where the rates are from, and how far they have been verified.</summary>
    public string Citation { get; }

    /// <summary>Number of loci with rates.</summary>
    public int Count => _rates.Count;

    /// <summary>The rates of a locus by its canonical name, never below <see cref="LowestRate"/>.</summary>
    public bool TryFind(string locus, out double paternal, out double maternal)
    {
        bool found = _rates.TryGetValue(locus, out var rates);
        (paternal, maternal) = rates;
        return found;
    }

    private static MutationRateTable ReadEmbedded()
    {
        using var stream = EmbeddedData.Open("mutation/suggested_defaults.csv");
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' });
        var rates = new Dictionary<string, (double Paternal, double Maternal)>(StringComparer.Ordinal);
        while (reader.Read())
            rates.Add(reader.GetString("locus"), (Rate(reader.GetString("paternal_rate")), Rate(reader.GetString("maternal_rate"))));
        return new MutationRateTable(rates, "AABB annual report 2003 where it counted the locus; else 0.002 paternal and 0.0005 maternal, the defaults of a GB/T 37223-2018 implementation. A suggestion, not a publication; AABB maternal counts were transcribed from memory and await confirmation. Never below 0.0001.");
    }

    private static double Rate(string text) => Math.Max(LowestRate, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
}

using System.Globalization;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>A column of frequencies while it is read; it is checked when it is complete.</summary>
internal sealed class ColumnDraft(Locus locus, string heading, int? line, int? column)
{
    /// <summary>How far a column may sum from 1: published tables differ by rounding only.</summary>
    public const double SumTolerance = 0.01;

    private readonly List<Allele> _alleles = [];
    private readonly List<double> _values = [];
    private readonly HashSet<Allele> _seen = [];

    public Locus Locus { get; } = locus;

    public int SampleSize { get; set; }

    /// <summary>True when a cell could not be read, so that the column cannot be trusted.</summary>
    public bool IsSpoilt { get; private set; }

    public void Spoil() => IsSpoilt = true;

    /// <summary>Adds an allele; 0 counts as not observed.</summary>
    /// <returns>False when the allele stands in the column already.</returns>
    public bool Add(Allele allele, double frequency)
    {
        if (!_seen.Add(allele))
            return false;
        if (frequency > 0)
        {
            _alleles.Add(allele);
            _values.Add(frequency);
        }

        return true;
    }

    /// <summary>The column; null, with a finding, when it must be left out.</summary>
    public FrequencyColumn? Conclude(FindingLog log)
    {
        if (IsSpoilt)
            return null;
        double sum = _values.Sum();
        if (Math.Abs(sum - 1) <= SumTolerance)
            return new FrequencyColumn(Locus, [.. _alleles], [.. _values], SampleSize, inferred: false, remark: null);
        log.Error(FindingCodes.FrequencySum, line, column, $"Column {FindingLog.Show(heading)} sums to {sum.ToString("0.######", CultureInfo.InvariantCulture)} instead of 1; the locus was left out. Check the column for a missing or doubled allele.");
        return null;
    }
}

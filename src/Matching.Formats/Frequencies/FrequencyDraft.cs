using System.Globalization;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>A frequency table while it is read, whatever its format.</summary>
internal sealed class FrequencyDraft(LocusCatalogue catalogue, FindingLog log)
{
    private readonly List<ColumnDraft> _columns = [];
    private readonly Dictionary<string, int> _bins = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loci = new(StringComparer.Ordinal);

    /// <summary>Population named inside the file; empty when none is.</summary>
    public string Population { get; set; } = string.Empty;

    /// <summary>Starts the column of a locus; null, with a finding, when it cannot be used.</summary>
    public ColumnDraft? AddLocus(string heading, int? line, int? column)
    {
        if (!catalogue.TryResolve(heading, out Locus? locus) || locus.Name == LocusCatalogue.SexMarker)
        {
            log.Warning(FindingCodes.FrequencyLocusUnknown, line, column, $"{FindingLog.Show(heading)} is not in the catalogue of loci; it was left out. Check the spelling.");
            return null;
        }

        if (!_loci.Add(locus.Name))
        {
            log.Error(FindingCodes.FrequencyLocusTwice, line, column, $"{FindingLog.Show(heading)} names the locus {locus.Name} a second time; the second was left out. Remove one of the two.");
            return null;
        }

        var draft = new ColumnDraft(locus, heading, line, column);
        _columns.Add(draft);
        return draft;
    }

    /// <summary>Reads an allele designation or a bin such as <c>&gt;27</c>; false, with a finding, for anything else.</summary>
    public bool TryReadAllele(string label, int? line, int? column, out Allele allele)
    {
        string text = label.Trim().Replace(',', '.');
        if (Allele.TryParse(text, out allele))
            return true;
        bool isBin = text.Length > 1 && text[0] is '<' or '>' && Allele.TryParse(text.AsSpan(1).TrimStart("= "), out _);
        bool isRest = text.ToUpperInvariant() is "REST" or "OTHER" or "RARE";
        if (!isBin && !isRest)
        {
            log.Error(FindingCodes.FrequencyAlleleUnreadable, line, column, $"{FindingLog.Show(label)} is no allele, bin or N; the row was left out. Write alleles such as 13 or 9.3.");
            return false;
        }

        if (!_bins.TryGetValue(text, out int number))
        {
            number = _bins.Count;
            _bins.Add(text, number);
            log.Information(FindingCodes.FrequencyBin, line, column, $"{FindingLog.Show(label)} stands for several alleles; it was kept as one allele without a length.");
        }

        allele = Allele.Unsized(number);
        return true;
    }

    /// <summary>Enters a frequency; a value that is none spoils the column, with a finding.</summary>
    public void Enter(ColumnDraft column, Allele allele, string text, int? line, int? cell)
    {
        if (!double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || value is not (>= 0 and <= 1))
        {
            column.Spoil();
            log.Error(FindingCodes.FrequencyValue, line, cell, $"The frequency of an allele of {column.Locus.Name} is no number from 0 to 1; the locus was left out. Correct the cell.");
        }
        else if (!column.Add(allele, value))
        {
            column.Spoil();
            log.Error(FindingCodes.FrequencyAlleleTwice, line, cell, $"An allele of {column.Locus.Name} stands twice; the locus was left out. Remove one of the two.");
        }
    }

    /// <summary>Enters a number of persons; blank means not known.</summary>
    public void EnterSampleSize(ColumnDraft column, string text, int? line, int? cell)
    {
        if (text.Length == 0)
            return;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double size) && size is >= 1 and <= int.MaxValue)
            column.SampleSize = (int)size;
        else
            log.Warning(FindingCodes.FrequencySampleSize, line, cell, $"The number of persons for {column.Locus.Name} is not readable and counts as not known. Write a whole number.");
    }

    /// <summary>The columns that can be used; empty, with a finding, when there are none.</summary>
    public IReadOnlyList<FrequencyColumn> Conclude()
    {
        List<FrequencyColumn> columns = [];
        foreach (var draft in _columns)
            if (draft.Conclude(log) is { } column)
                columns.Add(column);
        if (columns.Count == 0)
            log.Error(FindingCodes.FrequencyNoColumns, null, null, "No locus of the table can be used. Check that it has one column per locus and one row per allele.");
        return columns;
    }
}

using System.Collections.Immutable;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>The published allele frequencies of one locus.</summary>
public sealed class FrequencyColumn
{
    internal FrequencyColumn(Locus locus, ImmutableArray<Allele> alleles, ImmutableArray<double> published, int sampleSize, bool inferred, string? remark)
    {
        Locus = locus;
        Alleles = alleles;
        Published = published;
        SampleSize = sampleSize;
        Inferred = inferred;
        Remark = remark;
    }

    /// <summary>The locus.</summary>
    public Locus Locus { get; }

    /// <summary>The alleles that were observed, in the order of the table; a bin such as <c>&gt;27</c> is an unsized allele.</summary>
    public ImmutableArray<Allele> Alleles { get; }

    /// <summary>Their frequencies as published, above 0; their sum is within 0.01 of 1 and is not corrected here.</summary>
    public ImmutableArray<double> Published { get; }

    /// <summary>Persons (not chromosomes) counted; 0 when the source does not say.</summary>
    public int SampleSize { get; }

    /// <summary>True when a frequency of this column was not published but inferred.</summary>
    public bool Inferred { get; }

    /// <summary>What to know before using the column; null when nothing is.</summary>
    public string? Remark { get; }

    /// <summary>The same column with what the sidecar says of it.</summary>
    internal FrequencyColumn With(int? sampleSize, bool inferred, string? remark) =>
        new(Locus, Alleles, Published, sampleSize ?? SampleSize, inferred, remark);
}

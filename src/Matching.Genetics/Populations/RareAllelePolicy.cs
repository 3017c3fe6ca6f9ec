using Matching.Genetics.Markers;

namespace Matching.Genetics.Populations;

/// <summary>What is done about alleles seen rarely or never in the population sample.</summary>
/// <remarks>
/// The policy is part of the provenance of a result. Raising a frequency or adding an allele is always followed by
/// dividing the locus by its new sum, so that the frequencies stay a distribution.
/// Source of 5/(2N): NRC II (1996), The Evaluation of Forensic DNA Evidence, chapter 5.
/// </remarks>
public sealed record RareAllelePolicy
{
    /// <summary>The default: 5/(2N), or 0.001 where N is not known; seen alleles below it are raised to it.</summary>
    public static RareAllelePolicy FiveOverTwoN { get; } = new();

    /// <summary>A fixed floor; <c>null</c> for 5/(2N).</summary>
    public double? FixedFloor { get; private init; }

    /// <summary>The floor where 5/(2N) is asked for and N is not known.</summary>
    public double FloorWithoutSampleSize { get; private init; } = 0.001;

    /// <summary>True when seen alleles below the floor are raised to it; false when only unseen alleles get the floor.</summary>
    public bool RaisesSeenAlleles { get; private init; } = true;

    /// <summary>One line for the head of a result.</summary>
    public string Description =>
        (FixedFloor is { } fixedFloor ? $"minimum frequency {fixedFloor}" : $"minimum frequency 5/(2N), {FloorWithoutSampleSize} where N is not known")
        + (RaisesSeenAlleles ? "; seen alleles raised to it" : "; seen alleles kept")
        + "; unseen alleles added at it; divided by the sum";

    /// <summary>A fixed floor for seen and unseen alleles.</summary>
    /// <param name="floor">Above 0 and at most 0.5.</param>
    public static RareAllelePolicy Fixed(double floor) =>
        floor is > 0 and <= 0.5
            ? new RareAllelePolicy { FixedFloor = floor }
            : throw new PedigreeException("frequencies.floor", $"A minimum allele frequency must be above 0 and at most 0.5, not {floor}.");

    /// <summary>Seen frequencies as published; unseen alleles are added at the floor of the given policy.</summary>
    public static RareAllelePolicy AddUnseenOnly(double? fixedFloor = null) =>
        (fixedFloor is { } floor ? Fixed(floor) : FiveOverTwoN) with { RaisesSeenAlleles = false };

    /// <summary>The floor for a locus counted in so many persons (0 = not known).</summary>
    public double FloorFor(int sampleSize) => FixedFloor ?? (sampleSize > 0 ? Math.Min(0.5, 5.0 / (2.0 * sampleSize)) : FloorWithoutSampleSize);

    /// <summary>Makes the frequencies of a locus from a published column: raise to the floor, divide by the sum.</summary>
    /// <param name="alleles">The alleles of the column.</param>
    /// <param name="published">Published frequencies, positive; their sum need not be exactly one.</param>
    /// <param name="sampleSize">Persons counted; 0 when not known.</param>
    public AlleleFrequencies Apply(ReadOnlySpan<Allele> alleles, ReadOnlySpan<double> published, int sampleSize)
    {
        double floor = RaisesSeenAlleles ? FloorFor(sampleSize) : 0;
        var raised = new double[published.Length];
        double sum = 0;
        for (int i = 0; i < raised.Length; i++)
        {
            if (!(published[i] >= 0))
                throw new PedigreeException("frequencies.value", $"The published frequency in place {i + 1} is {published[i]}; it must not be negative.");
            sum += raised[i] = Math.Max(published[i], floor);
        }

        for (int i = 0; i < raised.Length; i++)
            raised[i] /= sum;
        return new AlleleFrequencies(alleles, raised, sampleSize);
    }

    /// <summary>The locus with unseen alleles added at the floor and divided by the new sum.</summary>
    /// <remarks>Alleles of the table keep their places; new ones follow them in order of length, so that the result depends only on which they are.</remarks>
    public AlleleFrequencies AddUnseen(AlleleFrequencies known, IEnumerable<Allele> alleles)
    {
        Allele[] unseen = [.. alleles.Where(a => known.IndexOf(a) < 0).Distinct().Order()];
        if (unseen.Length == 0)
            return known;
        double floor = FloorFor(known.SampleSize);
        double sum = 1 + floor * unseen.Length;
        var all = new List<Allele>(known.Alleles);
        var frequencies = new List<double>();
        foreach (double p in known.Frequencies)
            frequencies.Add(p / sum);
        foreach (var allele in unseen)
        {
            int at = known.SilentIndex < 0 ? all.Count : all.Count - 1;
            all.Insert(at, allele);
            frequencies.Insert(at, floor / sum);
        }

        return new AlleleFrequencies([.. all], [.. frequencies], known.SampleSize);
    }
}

using System.Collections.Immutable;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Populations;

/// <summary>The alleles of one locus and their frequencies in a population.</summary>
/// <remarks>
/// Frequencies are positive and sum to one, the silent allele included; a silent allele, where there is one, stands
/// last. The order of the alleles is the order of rows and columns of a <see cref="Mutation.MutationMatrix"/>.
/// </remarks>
public sealed class AlleleFrequencies
{
    /// <summary>How far the sum may be from one before the table is refused.</summary>
    public const double SumTolerance = 1e-6;

    private readonly double[] _frequencies;
    private readonly AlleleIndex _index;

    /// <summary>Makes the frequencies of one locus.</summary>
    /// <param name="alleles">The alleles, each once; a silent allele last.</param>
    /// <param name="frequencies">Their frequencies: positive, summing to one within <see cref="SumTolerance"/>.</param>
    /// <param name="sampleSize">Number of persons (not chromosomes) counted; 0 when not known.</param>
    /// <exception cref="PedigreeException"><c>frequencies.*</c>: empty, doubled, not positive, or not summing to one.</exception>
    public AlleleFrequencies(ReadOnlySpan<Allele> alleles, ReadOnlySpan<double> frequencies, int sampleSize = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleSize);
        Check(alleles, frequencies);
        Alleles = [.. alleles];
        _frequencies = frequencies.ToArray();
        SampleSize = sampleSize;
        SilentIndex = alleles[^1].IsSilent ? alleles.Length - 1 : -1;
        _index = new AlleleIndex(alleles);
    }

    /// <summary>The alleles in table order.</summary>
    public ImmutableArray<Allele> Alleles { get; }

    /// <summary>The frequencies, in the order of <see cref="Alleles"/>.</summary>
    public ReadOnlySpan<double> Frequencies => _frequencies;

    /// <summary>Number of alleles, the silent one included.</summary>
    public int Count => _frequencies.Length;

    /// <summary>Number of alleles that can be seen.</summary>
    public int VisibleCount => SilentIndex < 0 ? Count : SilentIndex;

    /// <summary>Persons counted; 0 when not known.</summary>
    public int SampleSize { get; }

    /// <summary>The place of the silent allele (always the last); -1 when there is none.</summary>
    public int SilentIndex { get; }

    /// <summary>The frequency of the allele at a place of the table.</summary>
    public double this[int index] => _frequencies[index];

    /// <summary>The place of an allele in the table; -1 when it is not there.</summary>
    public int IndexOf(Allele allele) => _index.Of(allele);

    /// <summary>True when every allele that the genotype shows is in the table.</summary>
    public bool Holds(Genotype genotype) => IndexOf(genotype.First) >= 0 && IndexOf(genotype.Second) >= 0;

    /// <summary>The same locus with a silent allele of the given frequency; the others are scaled by one minus it.</summary>
    /// <exception cref="PedigreeException"><c>frequencies.silent</c>: there is a silent allele already, or the frequency is not between 0 and 1.</exception>
    public AlleleFrequencies WithSilent(double frequency)
    {
        if (SilentIndex >= 0)
            throw new PedigreeException("frequencies.silent", "The locus has a silent allele already.");
        if (frequency is not (> 0 and < 1))
            throw new PedigreeException("frequencies.silent", $"A silent allele needs a frequency between 0 and 1, not {frequency}.");
        double[] scaled = [.. _frequencies.Select(p => p * (1 - frequency)), frequency];
        return new AlleleFrequencies([.. Alleles, Allele.Silent], scaled, SampleSize);
    }

    private static void Check(ReadOnlySpan<Allele> alleles, ReadOnlySpan<double> frequencies)
    {
        if (alleles.Length == 0 || alleles.Length != frequencies.Length)
            throw new PedigreeException("frequencies.empty", $"{alleles.Length} alleles were given with {frequencies.Length} frequencies; each allele needs one.");
        double sum = 0;
        var seen = new HashSet<Allele>();
        for (int i = 0; i < alleles.Length; i++)
        {
            if (alleles[i].IsNone || !seen.Add(alleles[i]))
                throw new PedigreeException("frequencies.allele", $"Allele '{alleles[i]}' stands twice or is empty in a frequency table.");
            if (alleles[i].IsSilent && i != alleles.Length - 1)
                throw new PedigreeException("frequencies.silent", "The silent allele must stand last in a frequency table.");
            if (!(frequencies[i] > 0) || !double.IsFinite(frequencies[i]))
                throw new PedigreeException("frequencies.value", $"The frequency of allele '{alleles[i]}' is {frequencies[i]}; it must be positive.");
            sum += frequencies[i];
        }

        if (Math.Abs(sum - 1) > SumTolerance)
            throw new PedigreeException("frequencies.sum", $"The frequencies of a locus sum to {sum}, not to 1.");
    }
}

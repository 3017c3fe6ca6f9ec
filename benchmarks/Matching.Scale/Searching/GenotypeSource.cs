using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Scale.Searching;

/// <summary>Genotypes of a population, what is recorded of them, and of the children they have.</summary>
/// <param name="model">The loci.</param>
/// <param name="random">Where chance comes from.</param>
/// <param name="missing">Share of loci not typed.</param>
/// <param name="dropOut">Probability that a copy of an allele is not seen.</param>
internal sealed class GenotypeSource(KinshipModel model, Random random, double missing, double dropOut)
{
    private const int Drawn = 1 << 16;

    private readonly Genotype[][] _drawn = new Genotype[model.Panel.Count][];
    private readonly byte[] _bytes = new byte[2 * model.Panel.Count];

    /// <summary>An unrelated person as recorded, by two random bytes per locus from 65 536 drawn genotypes.</summary>
    public void Next(Span<Genotype> person)
    {
        random.NextBytes(_bytes);
        for (int locus = 0; locus < person.Length; locus++)
            person[locus] = (_drawn[locus] ??= Draw(locus))[_bytes[2 * locus] << 8 | _bytes[2 * locus + 1]];
    }

    /// <summary>A child of two persons as recorded; an empty parent stands for somebody unrelated.</summary>
    public Genotype[] ChildOf(ReadOnlySpan<Genotype> one, ReadOnlySpan<Genotype> other)
    {
        var child = new Genotype[model.Panel.Count];
        for (int locus = 0; locus < child.Length; locus++)
            child[locus] = Recorded(Passed(one, locus), Passed(other, locus));
        return child;
    }

    /// <summary>A full sibling of a person, as recorded.</summary>
    public Genotype[] SiblingOf(ReadOnlySpan<Genotype> person)
    {
        var sibling = new Genotype[model.Panel.Count];
        for (int locus = 0; locus < sibling.Length; locus++)
        {
            var seen = person[locus];
            sibling[locus] = Recorded(
                seen.IsMissing || random.Next(2) == 0 ? DrawAllele(locus) : seen.First,
                seen.IsMissing || random.Next(2) == 0 ? DrawAllele(locus) : seen.Second);
        }

        return sibling;
    }

    /// <summary>An allele of the population.</summary>
    public Allele DrawAllele(int locus)
    {
        var frequencies = model.At(locus).Frequencies;
        double left = random.NextDouble();
        int allele = 0;
        while (allele < frequencies.Count - 1 && (left -= frequencies[allele]) >= 0)
            allele++;
        return frequencies.Alleles[allele];
    }

    /// <summary>The allele after a meiosis of the model.</summary>
    public Allele Transmitted(Allele allele, int locus)
    {
        var frequencies = model.At(locus).Frequencies;
        var row = model.At(locus).Male.Row(frequencies.IndexOf(allele));
        double left = random.NextDouble();
        int to = 0;
        while (to < row.Length - 1 && (left -= row[to]) >= 0)
            to++;
        return frequencies.Alleles[to];
    }

    /// <summary>What is recorded of two alleles; a copy may be lost, or the whole locus.</summary>
    public Genotype Recorded(Allele one, Allele other)
    {
        bool isLost = random.NextDouble() < missing, firstIsLost = random.NextDouble() < dropOut, secondIsLost = random.NextDouble() < dropOut;
        if (isLost || (firstIsLost && secondIsLost))
            return default;
        return Genotype.Of(firstIsLost ? other : one, secondIsLost ? one : other);
    }

    private Allele Passed(ReadOnlySpan<Genotype> parent, int locus) => parent.IsEmpty || parent[locus].IsMissing
        ? DrawAllele(locus)
        : Transmitted(random.Next(2) == 0 ? parent[locus].First : parent[locus].Second, locus);

    private Genotype[] Draw(int locus) => [.. Enumerable.Range(0, Drawn).Select(_ => Recorded(DrawAllele(locus), DrawAllele(locus)))];
}

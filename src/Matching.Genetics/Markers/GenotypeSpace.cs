namespace Matching.Genetics.Markers;

/// <summary>The finite list of genotypes that can be seen at a locus with a given number of visible alleles.</summary>
/// <remarks>
/// The genotype of visible alleles i and j, i &lt;= j, has the code j(j+1)/2 + i. Codes run from 0 to
/// <see cref="Count"/> - 1, so a table over them is an array.
/// </remarks>
public readonly record struct GenotypeSpace
{
    /// <summary>The space over so many visible alleles.</summary>
    public GenotypeSpace(int alleles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alleles);
        Alleles = alleles;
    }

    /// <summary>Number of visible alleles.</summary>
    public int Alleles { get; }

    /// <summary>Number of genotypes.</summary>
    public int Count => CountOf(Alleles);

    /// <summary>Number of genotypes over so many alleles: n(n+1)/2.</summary>
    public static int CountOf(int alleles) => alleles * (alleles + 1) / 2;

    /// <summary>The code of the genotype of two allele indices, in either order.</summary>
    public static int CodeOf(int one, int other) => one <= other ? other * (other + 1) / 2 + one : one * (one + 1) / 2 + other;
}

using Matching.Engine.Classes;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;
using Matching.Scale.Arrays;

namespace Matching.Scale.Simulated;

/// <summary>24 made-up loci with 8 to 15 alleles, the most discriminating first, and a stepwise mutation matrix each.</summary>
/// <remarks>Simulated for timing: no real population. At most 15 alleles, so that every genotype is a class of its own.</remarks>
internal sealed class SimulatedPanel
{
    public const int Loci = 24;

    private const double MutationRate = 0.002;
    private const double MutationRange = 0.1;

    public SimulatedPanel(Random random)
    {
        double[][] frequencies = [.. Enumerable.Range(0, Loci).Select(locus => Draw(random, 8 + locus % 8)).OrderBy(frequencies => frequencies.Sum(p => p * p))];
        Arrays = new ArrayPanel(frequencies, [.. frequencies.Select(p => Stepwise(p.Length))]);
        Classes = [.. frequencies.Select(p => GenotypeClasses.Of(new AlleleFrequencies([.. Enumerable.Range(0, p.Length).Select(i => Allele.Of(5 + i))], p)))];
    }

    /// <summary>Frequencies and mutation.</summary>
    public ArrayPanel Arrays { get; }

    /// <summary>Per locus, the engine's classes of its genotypes.</summary>
    public GenotypeClasses[] Classes { get; }

    public int DrawAllele(Random random, int locus)
    {
        var frequencies = Arrays.Frequencies[locus];
        double left = random.NextDouble();
        int allele = 0;
        while (allele < frequencies.Length - 1 && (left -= frequencies[allele]) >= 0)
            allele++;
        return allele;
    }

    private static double[] Draw(Random random, int alleles)
    {
        // Dirichlet(0.6): Gamma(0.6) is Gamma(1.6) times a power of a uniform number; a floor keeps every allele alive.
        double[] weights = [.. Enumerable.Range(0, alleles).Select(_ => Gamma(random, 1.6) * Math.Pow(random.NextDouble(), 1 / 0.6) + 0.002)];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double Gamma(Random random, double shape)
    {
        // Marsaglia and Tsang 2000, for shapes above 1.
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double v = Math.Pow(1 + c * normal, 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.Log(v))
                return d * v;
        }
    }

    private static double[] Stepwise(int alleles)
    {
        var matrix = new double[alleles * alleles];
        for (int from = 0; from < alleles; from++)
        {
            double sum = Enumerable.Range(0, alleles).Where(to => to != from).Sum(to => Math.Pow(MutationRange, Math.Abs(to - from)));
            for (int to = 0; to < alleles; to++)
                matrix[from * alleles + to] = to == from ? 1 - MutationRate : MutationRate * Math.Pow(MutationRange, Math.Abs(to - from)) / sum;
        }

        return matrix;
    }
}

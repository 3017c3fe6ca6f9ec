using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Benchmarks;

/// <summary>Twenty-four loci shaped like a national kit with SE33: 7 to 39 alleles, stepwise mutation by parental sex.</summary>
internal static class BenchmarkPanel
{
    private static readonly int[] AlleleCounts = [18, 7, 12, 15, 9, 24, 9, 9, 39, 13, 11, 12, 9, 7, 18, 9, 24, 8, 19, 17, 15, 10, 10, 7];

    public static LocusModel[] Loci(double theta = 0)
    {
        var random = new Random(20260101);
        return [.. AlleleCounts.Select((n, i) => Locus(i, n, theta, random))];
    }

    private static LocusModel Locus(int index, int alleles, double theta, Random random)
    {
        double[] weights = [.. Enumerable.Range(0, alleles).Select(_ => Math.Pow(random.NextDouble(), 3) + 0.004)];
        var frequencies = new AlleleFrequencies([.. Enumerable.Range(0, alleles).Select(NameOf)], [.. weights.Select(w => w / weights.Sum())]);
        return new LocusModel(new Locus($"L{index + 1}"), new Population(frequencies, theta), new StepwiseMutation(0.0005, 1e-6, 0.1), new StepwiseMutation(0.002, 1e-6, 0.1));
    }

    // Every sixth allele is a microvariant, as at D21S11 or SE33.
    private static Allele NameOf(int index) => Allele.Of(8 + index, index % 6 == 5 ? 2 : 0);
}

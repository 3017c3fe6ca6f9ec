using System.Diagnostics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Benchmarks;

/// <summary>What a user waits for: the first likelihood of a 20-member pedigree in a fresh process.</summary>
internal static class ColdStart
{
    public static void Print()
    {
        var loci = BenchmarkPanel.Loci();
        for (int run = 1; run <= 3; run++)
        {
            var watch = Stopwatch.StartNew();
            var calculator = new PedigreeLikelihood(BenchmarkPedigrees.TwentyMembers, BenchmarkPedigrees.TypedOfTwenty);
            double sum = 0;
            foreach (var locus in loci)
                sum += calculator.LogOf(locus, Observations(locus));
            var sinceStart = DateTime.Now - Process.GetCurrentProcess().StartTime;
            Console.WriteLine($"evaluation {run}, prepared anew: {watch.Elapsed.TotalMilliseconds:F1} ms; {sinceStart.TotalMilliseconds:F0} ms since the process began (ln {sum:F6})");
        }
    }

    // Not simulated, so that nothing of the library has run before: any genotypes will do, since all are possible with mutation.
    private static Observation[] Observations(LocusModel locus) =>
        [.. BenchmarkPedigrees.TypedOfTwenty.Select((_, person) => new Observation(
            Genotype.Of(locus.Frequencies.Alleles[person % locus.AlleleCount], locus.Frequencies.Alleles[3 * person % 7 % locus.AlleleCount])))];
}

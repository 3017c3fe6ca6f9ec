using System.Diagnostics;

namespace Matching.Benchmarks;

/// <summary>What a user waits for: the first likelihood of a 20-member pedigree in a fresh process.</summary>
internal static class ColdStart
{
    public static void Print()
    {
        // Simulation is not part of the question, and warms only the code that it shares with it.
        var loci = BenchmarkPanel.Loci();
        var family = BenchmarkCase.Simulate(BenchmarkPedigrees.TwentyMembers, BenchmarkPedigrees.TypedOfTwenty, loci)[0];
        for (int run = 1; run <= 3; run++)
        {
            var watch = Stopwatch.StartNew();
            var calculator = new Genetics.Likelihood.PedigreeLikelihood(BenchmarkPedigrees.TwentyMembers, BenchmarkPedigrees.TypedOfTwenty);
            double sum = 0;
            for (int locus = 0; locus < loci.Length; locus++)
                sum += calculator.LogOf(loci[locus], family[locus]);
            Console.WriteLine($"evaluation {run} in this process, prepared anew: {watch.Elapsed.TotalMilliseconds:F1} ms (ln {sum:F6})");
        }
    }
}

using System.Collections.Immutable;
using Matching.Formats.ReferenceCases;
using Matching.Genetics.Likelihood;

namespace Matching.Cli.Verification;

/// <summary>Recomputes the likelihood of every marker, or linked pair, under every hypothesis.</summary>
internal static class LikelihoodVerification
{
    public static ImmutableArray<Comparison> Compare(LikelihoodCase @case)
    {
        PedigreeLikelihood[] likelihoods = [.. @case.Hypotheses.Select(h => new PedigreeLikelihood(h, @case.Genotypes.Persons))];
        var comparisons = ImmutableArray.CreateBuilder<Comparison>();
        var total = new LogRatio();
        foreach (var marker in @case.Markers)
        {
            var observations = @case.Genotypes.Of(@case.Genotypes.Persons, marker.Model);
            double[] ln = [.. likelihoods.Select(l => l.LogOf(marker.Model, observations))];
            AddHypotheses(comparisons, @case, marker.Model.Locus.Name, marker.Ln, ln, markers: 1);
            total.Add(ln);
        }

        foreach (var pair in @case.Pairs)
        {
            var first = @case.Genotypes.Of(@case.Genotypes.Persons, pair.First);
            var second = @case.Genotypes.Of(@case.Genotypes.Persons, pair.Second);
            double[] ln = [.. likelihoods.Select(l => l.LogOfLinked(pair.First, first, pair.Second, second, pair.Recombination))];
            AddHypotheses(comparisons, @case, pair.Name, pair.Ln, ln, markers: 2);
            AddIfUnlinked(comparisons, pair, likelihoods, first, second);
            total.Add(ln);
        }

        if (@case.Log10Lr is { } log10Lr && likelihoods.Length > 1)
            comparisons.Add(Comparison.OfLog10("log10 LR", log10Lr, total.Log10, @case.Markers.Length + 2 * @case.Pairs.Length));
        return comparisons.ToImmutable();
    }

    private static void AddHypotheses(
        ImmutableArray<Comparison>.Builder comparisons, LikelihoodCase @case, string item, ImmutableArray<double> expected, double[] ln, int markers)
    {
        for (int i = 0; i < ln.Length; i++)
            comparisons.Add(Comparison.OfLn($"{item} / {@case.Hypotheses[i].Name}", expected[i], ln[i], markers));
    }

    private static void AddIfUnlinked(
        ImmutableArray<Comparison>.Builder comparisons, ExpectedPair pair, PedigreeLikelihood[] likelihoods, Observation[] first, Observation[] second)
    {
        if (pair.LrIfUnlinked is not { } expected || likelihoods.Length < 2)
            return;
        double ln = likelihoods[0].LogOf(pair.First, first) - likelihoods[1].LogOf(pair.First, first)
            + likelihoods[0].LogOf(pair.Second, second) - likelihoods[1].LogOf(pair.Second, second);
        comparisons.Add(Comparison.OfRatio($"{pair.Name} / LR if unlinked", expected, ln, markers: 2));
    }

    /// <summary>The sum of log10 LR, first against second hypothesis; impossible when a marker is impossible on either side.</summary>
    private sealed class LogRatio
    {
        private double _ln;

        public double Log10 => _ln / Math.Log(10);

        public void Add(double[] ln)
        {
            if (ln.Length < 2 || double.IsNegativeInfinity(_ln))
                return;
            bool impossible = double.IsNegativeInfinity(ln[0]) || double.IsNegativeInfinity(ln[1]);
            _ln = impossible ? double.NegativeInfinity : _ln + ln[0] - ln[1];
        }
    }
}

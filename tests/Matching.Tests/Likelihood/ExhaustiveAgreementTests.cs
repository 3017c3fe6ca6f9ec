using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Tests.Reference;

namespace Matching.Tests.Likelihood;

/// <summary>Elimination equals the sum over all genotypes of all persons, for pedigrees nobody designed.</summary>
public sealed class ExhaustiveAgreementTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(0.04, false)]
    [InlineData(0.04, true)]
    public void Any_small_pedigree_agrees(double theta, bool x)
    {
        for (int seed = 0; seed < 250; seed++)
        {
            var random = new RandomPedigrees(seed);
            var hypothesis = random.Hypothesis(2 + seed % 4);
            var model = random.Locus(2, theta, x);
            var records = random.Records(hypothesis, model, share: 0.55);
            string[] typed = [.. records.Keys];
            Observation[] seen = [.. records.Values];
            double expected = ExhaustiveLikelihood.LogOf(hypothesis, typed, model, seen);
            double actual = new PedigreeLikelihood(hypothesis, typed).LogOf(model, seen);
            AssertAgree(expected, actual, seed);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_small_pedigree_agrees_at_two_linked_loci(bool x)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new RandomPedigrees(1000 + seed);
            var hypothesis = random.Hypothesis(2 + seed % 3);
            LocusModel first = random.Locus(2, 0, x), second = random.Locus(2, 0, x);
            var atFirst = random.Records(hypothesis, first, share: 0.6);
            var atSecond = random.Records(hypothesis, second, share: 0.6);
            string[] typed = [.. atFirst.Keys.Union(atSecond.Keys)];
            Observation[] seenFirst = [.. typed.Select(t => atFirst.GetValueOrDefault(t))];
            Observation[] seenSecond = [.. typed.Select(t => atSecond.GetValueOrDefault(t))];
            double expected = ExhaustiveLikelihood.LogOfLinked(hypothesis, typed, first, second, 0.15, seenFirst, seenSecond);
            double actual = new PedigreeLikelihood(hypothesis, typed).LogOfLinked(first, seenFirst, second, seenSecond, 0.15);
            AssertAgree(expected, actual, seed);
        }
    }

    private static void AssertAgree(double expected, double actual, int seed)
    {
        if (double.IsNegativeInfinity(expected))
            Assert.True(double.IsNegativeInfinity(actual), $"seed {seed}: impossible expected, got {actual:R}");
        else
            Assert.True(Math.Abs(expected - actual) < 1e-10, $"seed {seed}: expected {expected:R}, got {actual:R}");
    }
}

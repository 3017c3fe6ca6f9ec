using Matching.Engine.Queries;
using Matching.Engine.Scan;

namespace Matching.Tests.Engine;

public sealed class CandidateRankingTests
{
    [Fact]
    public void Ties_are_kept_in_input_order_and_those_cut_are_counted_whatever_the_order_of_offering()
    {
        Candidate[] all = [.. Enumerable.Range(0, 40).Select(i => new Candidate(i % 4 == 0 ? double.NegativeInfinity : i % 4, i, -1))];
        var random = new Random(1);
        for (int round = 0; round < 20; round++)
            foreach (int top in new[] { 1, 3, 15, 35, 40 })
            {
                random.Shuffle(all);
                CandidateRanking one = new(top), other = new(top);
                foreach (var candidate in all)
                    (candidate.Family % 3 == 0 ? one : other).Offer(candidate);
                one.Merge(other);
                var sorted = all.Order().ToArray();
                Assert.Equal(sorted.Take(top), one.Sorted());
                Assert.Equal(sorted.Skip(top).Count(c => c.Log10 == sorted[top - 1].Log10), one.CutEqual);
            }
    }

    [Fact]
    public void What_lies_below_the_minimum_or_is_undefined_is_not_kept()
    {
        var ranking = new CandidateRanking(5, 2);
        foreach (double log10 in new[] { 1.99, 2, 3, double.NaN, double.NegativeInfinity })
            ranking.Offer(new Candidate(log10, 0, -1));
        Assert.Equal([3, 2], ranking.Sorted().Select(c => c.Log10));
    }

    [Fact]
    public void Long_products_neither_underflow_nor_overflow()
    {
        foreach (double factor in new[] { 1e-60, 3e-200, 1e60, 0.5 })
        {
            var product = ScaledProduct.One;
            for (int i = 0; i < 200; i++)
                product = product.Times(factor);
            LocusTableTests.Same(200 * Math.Log10(factor), product.Log10, 1e-13);
        }

        Assert.Equal(double.NegativeInfinity, ScaledProduct.One.Times(1e-300).Times(0).Times(2).Log10);
        Assert.True(double.IsNaN(ScaledProduct.One.Times(double.NaN).Times(0).Log10));
        var tiny = ScaledProduct.One.Times(1e-200).Times(1e-200);
        LocusTableTests.Same(Math.Log10(0.5), ScaledProduct.Mean(tiny, ScaledProduct.One).Log10);
        LocusTableTests.Same(-400, ScaledProduct.Mean(tiny, tiny).Log10, 1e-13);
    }
}

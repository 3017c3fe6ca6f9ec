using Matching.Engine.Classes;
using Matching.Engine.Filter;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;
using Matching.Kernels;

namespace Matching.Tests.Engine.Filter;

/// <summary>docs/no-miss.md, (1) to (3), entry by entry.</summary>
public sealed class FilterQueryTests
{
    [Fact]
    public void Whoever_reaches_the_threshold_sums_to_at_most_254()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int rows = 1 + random.Next(24), alleles = 2 + random.Next(30);
            var classes = GenotypeClasses.Of(Frequencies(random, alleles));
            double[][] log10 = [.. Enumerable.Range(0, rows).Select(_ => Ratios(random, alleles))];
            var query = new FilterQuery([.. log10.Select(row => DeficitRow.Of(row, 0, classes))]);
            byte[] tables = new byte[rows * QueryBatch.TableSize];
            for (int trial = 0; trial < 200; trial++)
            {
                int[] person = [.. log10.Select(row => random.Next(row.Length + 1) - 1)];
                double ratio = person.Select((code, row) => code < 0 ? 0 : log10[row][code]).Sum();
                if (double.IsNegativeInfinity(ratio))
                    continue;

                // The hardest threshold for a person is the one just reached.
                query.Write(ratio, tables);
                int sum = person.Select((code, row) => (int)tables[row * QueryBatch.TableSize + (code < 0 ? GenotypeClasses.Missing : classes.ByCode[code])]).Sum();
                Assert.True(sum <= ScanKernels.Limit, $"seed {seed}: a person at the threshold sums to {sum}");
            }
        }
    }

    [Fact]
    public void A_threshold_that_the_best_genotypes_miss_leaves_nobody()
    {
        var classes = GenotypeClasses.Of(Frequencies(new Random(1), 4));
        var query = new FilterQuery([DeficitRow.Of(Ratios(new Random(2), 4), 0, classes)]);
        byte[] tables = new byte[QueryBatch.TableSize];
        query.Write(50, tables);
        Assert.All(tables, b => Assert.Equal(byte.MaxValue, b));
    }

    [Fact]
    public void A_ratio_of_zero_never_survives_a_threshold()
    {
        var classes = GenotypeClasses.Of(Frequencies(new Random(1), 2));
        var query = new FilterQuery([DeficitRow.Of([0, double.NegativeInfinity, 0], 0, classes)]);
        byte[] tables = new byte[QueryBatch.TableSize];
        query.Write(-300, tables);
        Assert.Equal(byte.MaxValue, tables[classes.ByCode[1]]);
        Assert.Equal(0, tables[classes.ByCode[0]]);
    }

    [Fact]
    public void Up_to_fifteen_alleles_a_class_is_one_genotype_and_never_a_special_code()
    {
        for (int alleles = 1; alleles <= 70; alleles++)
        {
            var classes = GenotypeClasses.Of(Frequencies(new Random(alleles), alleles));
            byte[] used = [.. classes.ByCode.ToArray().Distinct()];
            Assert.All(used, c => Assert.InRange(c, 0, 119));
            if (alleles <= 15)
                Assert.Equal(classes.ByCode.Length, used.Length);
        }
    }

    private static AlleleFrequencies Frequencies(Random random, int alleles)
    {
        double[] weights = [.. Enumerable.Range(0, alleles).Select(_ => random.NextDouble() + 0.01)];
        return new AlleleFrequencies([.. Enumerable.Range(0, alleles).Select(i => Allele.Of(5 + i))], [.. weights.Select(w => w / weights.Sum())]);
    }

    private static double[] Ratios(Random random, int alleles) =>
        [.. Enumerable.Range(0, GenotypeSpace.CountOf(alleles)).Select(_ => random.Next(12) == 0 ? double.NegativeInfinity : random.NextDouble() * 8 - 6)];
}

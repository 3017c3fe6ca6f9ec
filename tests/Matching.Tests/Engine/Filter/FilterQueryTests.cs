using Matching.Engine.Classes;
using Matching.Engine.Filter;
using Matching.Engine.Store;
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
                byte[] codes = [.. person.Select((code, row) => code < 0 ? GenotypeClasses.Missing : classes.ByCode[code])];
                Assert.True(query.Keeps(ratio, codes, width: 1, column: 0), $"seed {seed}: a person at the threshold is lost at the second look");
                // Where a class is one genotype nothing is lost but the rounding of 24 rows to 1/2048.
                Assert.False(alleles <= 15 && query.Keeps(ratio + 0.02, codes, width: 1, column: 0), $"seed {seed}: the second look keeps who is below the threshold");
            }
        }
    }

    [Fact]
    public void A_record_that_may_be_the_person_s_own_survives_every_threshold()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var search = new RandomSearch(seed, 8, 14, 0, 0.3, mutates: true, children: 6, families: 1);
            var classes = search.Ratios.Classes;
            byte[] tables = new byte[8 * QueryBatch.TableSize], column = new byte[8];
            for (int c = 0; c < search.Children.Count; c++)
            {
                var own = new OwnClasses(search.Children, c, classes, step: 1, member: 0);
                var row = DeficitRow.Of([0, -1, -30], 0, GenotypeClasses.Of(Frequencies(new Random(1), 2)));
                var query = new FilterQuery([.. Enumerable.Repeat<DeficitRow?>(row, 8)], own);
                for (int other = 0; other < search.Children.Count; other++)
                {
                    if (search.Children.Row(other).Contains(ProfileStore.Outside))
                        continue;
                    classes.Write(search.Children.Row(other), column, step: 1);
                    bool isEqual = Enumerable.Range(0, 8).All(l => search.Children.CodeAt(c, l) == search.Children.CodeAt(other, l)
                        || search.Children.CodeAt(c, l) == ProfileStore.Missing || search.Children.CodeAt(other, l) == ProfileStore.Missing);
                    foreach (double threshold in (double[])[2, 300])
                    {
                        query.Write(threshold, tables);
                        int sum = Enumerable.Range(0, 8).Sum(r => tables[r * QueryBatch.TableSize + column[r]]);
                        Assert.True(!isEqual || (sum == 0 && query.Keeps(threshold, column, 1, 0)), $"seed {seed}: {c} and {other} at 10^{threshold}");
                    }
                }
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

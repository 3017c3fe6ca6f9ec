using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Kernels;
using Matching.Tests.Reference;

namespace Matching.Tests.Engine.Filter;

/// <summary>The filtered scan gives the answer of the naive one: ids, order, bits, ties, identical records.</summary>
public sealed class NoMissTests
{
    public static TheoryData<string> Kernels => [.. ScanKernels.Supported.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Any_search_equals_the_naive_one(string kernel)
    {
        for (int seed = 0; seed < 14; seed++)
        {
            var random = new Random(seed);
            var search = new RandomSearch(
                seed, loci: 1 + random.Next(30), mostAlleles: seed % 5 == 0 ? 40 : 14, theta: seed % 4 == 1 ? 0.02 : 0, missing: random.Next(4) * 0.25,
                mutates: seed % 3 != 2, children: 1 + random.Next(3), families: 200 + random.Next(1500));
            foreach (double minimum in (double[])[double.NegativeInfinity, 0, 3, 60])
                AssertEqual(search, kernel, top: 1 + random.Next(30), minimum, threads: 1 + seed % 3, $"seed {seed}, minimum {minimum}");
        }
    }

    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2048)]
    [InlineData(1)]
    public void Any_number_of_families_around_the_edge_of_a_block_is_covered(int families) =>
        AssertEqual(new RandomSearch(families, 15, 12, 0, 0.05, mutates: true, children: 2, families), ScanKernels.Best.Name, top: 5, double.NegativeInfinity, threads: 2, $"{families} families");

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.97)]
    public void Profiles_with_hardly_any_locus_typed_are_ranked_as_the_naive_search_ranks_them(double missing) =>
        AssertEqual(new RandomSearch(5, 20, 12, 0, missing, mutates: true, children: 2, families: 700), ScanKernels.Best.Name, top: 20, double.NegativeInfinity, threads: 2, $"missing {missing}");

    [Fact]
    public void Sixty_loci_of_sixty_alleles_are_covered() =>
        AssertEqual(new RandomSearch(8, 60, 60, 0, 0.1, mutates: true, children: 1, families: 300), ScanKernels.Best.Name, top: 3, 2, threads: 1, "wide panel");

    // A sum over everything that such a couple may hide is beyond the calculator's budget.
    [Fact]
    public void Couples_at_a_locus_of_sixty_alleles_with_theta_and_drop_out_are_compared() =>
        AssertEqual(new RandomSearch(12, 2, 61, 0.02, 0, mutates: true, children: 1, families: 300), ScanKernels.Best.Name, top: 5, double.NegativeInfinity, threads: 2, "wide loci with theta");

    [Fact]
    public void More_children_than_one_batch_holds_are_covered() =>
        AssertEqual(new RandomSearch(9, 12, 10, 0, 0.1, mutates: true, children: FilterChunk.Queries + 3, families: 1200), ScanKernels.Best.Name, top: 4, double.NegativeInfinity, threads: 2, "many children");

    [Fact]
    public void Hardly_anybody_unrelated_survives_the_filter_and_the_counts_add_up()
    {
        // A seed without unseen alleles: their carriers are never filtered, and would hide what the filter does.
        var search = new RandomSearch(4, 20, 14, 0, 0, mutates: true, children: 2, families: 20_000);
        var report = Scan(search, ScanKernels.Best.Name).Run(new ScanOptions(Top: 5, MinLog10: 4));
        Assert.Equal(2L * 20_000, report.Pairs);
        Assert.Equal(report.Pairs, report.Dismissed + report.Rescored);
        Assert.InRange(report.Rescored, 1, report.Pairs / 4);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Any_search_with_theta_X_loci_or_silent_alleles_equals_the_naive_one(string kernel)
    {
        double[] thetas = [0, 0.01, 0.03];
        for (int seed = 0; seed < 9; seed++)
        {
            var random = new Random(100 + seed);
            var search = new RandomSearch(
                seed, loci: 2 + random.Next(16), mostAlleles: seed % 4 == 0 ? 20 : 8, thetas[seed / 3], missing: random.Next(3) * 0.25,
                mutates: seed % 2 == 0, children: 2, families: 150 + random.Next(400), withX: seed % 3 > 0, withSilent: seed % 3 == 2);
            foreach (double minimum in (double[])[double.NegativeInfinity, 0, 4])
                AssertEqual(search, kernel, top: 1 + random.Next(20), minimum, threads: 1 + seed % 3, $"seed {seed}, minimum {minimum}");
        }
    }

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(0, false, true)]
    [InlineData(0.01, false, false)]
    [InlineData(0.01, true, true)]
    [InlineData(0.03, false, false)]
    public void Hardly_any_unrelated_couple_survives_with_theta_X_loci_or_silent_alleles(double theta, bool withX, bool withSilent)
    {
        var search = new RandomSearch(4, 20, 14, theta, 0, mutates: true, children: 2, families: 4000, withX, withSilent);
        search.Families.RemoveAll(f => f.Members.Length != 2 || !f.Shape.IsCouple(f.Shape.All, out _, out _));
        var report = Scan(search, ScanKernels.Best.Name).Run(new ScanOptions(Top: 5, MinLog10: 4));
        Assert.InRange(search.Families.Count, 500, 2000);
        Assert.Equal(2L * search.Families.Count, report.Pairs);
        Assert.InRange(report.Rescored, 1, report.Pairs / 3);
    }

    private static void AssertEqual(RandomSearch search, string kernel, int top, double minimum, int threads, string what)
    {
        var report = Scan(search, kernel).Run(new ScanOptions(top, minimum, threads));
        for (int c = 0; c < search.Children.Count; c++)
        {
            var child = new ChildQuery(search.Ratios, search.Children, c);
            var (best, cut) = NaiveScan.Of(child, search.Relatives, search.Families, top, minimum);
            Assert.True(best.SequenceEqual(report.Rankings[c].Sorted()), $"{what}, {kernel}, child {c}: another ranking than the naive one");
            Assert.True(cut == report.Rankings[c].CutEqual, $"{what}, {kernel}, child {c}: {report.Rankings[c].CutEqual} ties cut instead of {cut}");
            var identical = report.Identities.Where(i => i.Child == c).Select(i => (i.Family, i.Member));
            Assert.True(NaiveScan.Identities(child, search.Relatives, search.Families).SequenceEqual(identical), $"{what}, {kernel}, child {c}: other identical records");
        }
    }

    private static FamilyScan Scan(RandomSearch search, string kernel) =>
        new(Enumerable.Range(0, search.Children.Count).Select(c => new ChildQuery(search.Ratios, search.Children, c)), FamilyIndex.Of(search.Relatives, search.Families))
        {
            Kernel = ScanKernels.Supported.Single(k => k.Name == kernel),
        };
}

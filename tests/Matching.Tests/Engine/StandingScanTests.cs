using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;
using Matching.Tests.Engine.Filter;
using Matching.Tests.Reference;

namespace Matching.Tests.Engine;

/// <summary>Families that ask for children get what children who ask for families would tell them, bit for bit.</summary>
public sealed class StandingScanTests
{
    public static TheoryData<string> Kernels => [.. ScanKernels.Supported.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Any_families_rank_the_children_as_the_naive_search_does(string kernel)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var search = new RandomSearch(
                seed, loci: 2 + random.Next(9), mostAlleles: seed % 5 == 0 ? 24 : 9, theta: seed % 4 == 1 ? 0.02 : 0, missing: random.Next(4) * 0.2,
                mutates: seed % 3 != 2, children: 20 + random.Next(30), families: 40, withX: seed % 2 == 1);
            // With theta such families are beyond the budget of the naive search.
            if (search.Model.Theta == 0)
                AddLargerFamilies(search, random);
            var children = new ChildIndex(search.Children);
            for (int row = 0; row < search.Children.Count; row++)
                children.Add(row);
            for (int row = 0; row < search.Children.Count; row += 7)
                children.Retire(row);
            int amended = children.Amend(1, 2);
            Assert.Equal(search.Children.Count, amended);
            foreach (double minimum in (double[])[double.NegativeInfinity, 0, 4])
                AssertEqual(search, children.Snapshot(), kernel, top: 1 + random.Next(8), minimum, threads: 1 + seed % 3, $"seed {seed}, {kernel}, minimum {minimum}");
        }
    }

    [Fact]
    public void Hardly_any_child_survives_and_the_counts_add_up()
    {
        var search = new RandomSearch(4, 20, 14, 0, 0, mutates: true, children: 2500, families: 50);
        var report = Scan(search, ChildIndex.Of(search.Children), ScanKernels.Best.Name).Run(new ScanOptions(Top: 5, MinLog10: 4));
        Assert.Equal(report.Pairs, report.Dismissed + report.Rescored);
        Assert.Equal((long)search.Children.Count * search.Families.Count, report.Pairs);
        Assert.InRange(report.Rescored, 1, report.Pairs / 20);
    }

    [Fact]
    public void Stores_of_another_model_are_refused()
    {
        RandomSearch one = new(1, 5, 5, 0, 0, mutates: true, children: 1, families: 1), other = new(2, 5, 5, 0, 0, mutates: true, children: 1, families: 1);
        Assert.Throws<ArgumentException>(() => new StandingScan(one.Ratios, FamilyIndex.Of(one.Relatives, one.Families), [0], ChildIndex.Of(other.Children)));
        Assert.Throws<ArgumentException>(() => new FamilyScan([new ChildQuery(other.Ratios, other.Children, 0)], FamilyIndex.Of(one.Relatives, one.Families)));
    }

    // Grandparents and uncles: compiled families, with somebody among them who is the true one.
    private static void AddLargerFamilies(RandomSearch search, Random random)
    {
        FamilyRole[][] shapes = [[FamilyRole.PaternalGrandfather, FamilyRole.PaternalGrandmother, FamilyRole.PaternalUncle], [FamilyRole.Mother, FamilyRole.Brother], [FamilyRole.Sister, FamilyRole.MaternalAunt]];
        for (int f = 0; f < 3; f++)
        {
            var roles = shapes[random.Next(shapes.Length)];
            search.Families.Add(new SearchFamily(FamilyShape.Of(roles), [.. roles.Select(role => search.AddRelative(FamilyRoles.SexOf(role)))]));
        }
    }

    private static void AssertEqual(RandomSearch search, ChildSnapshot children, string kernel, int top, double minimum, int threads, string what)
    {
        var report = Scan(search, children, kernel).Run(new ScanOptions(top, minimum, threads));
        for (int f = 0; f < search.Families.Count; f++)
        {
            var all = new List<Candidate>();
            for (int c = 0; c < children.Count; c++)
                if (children.IsActive(c))
                    all.AddRange(NaiveScan.Of(new ChildQuery(search.Ratios, search.Children, children.RowOf(c)), search.Relatives, [search.Families[f]], 64, minimum).Best
                        .Select(candidate => new Candidate(candidate.Log10, c, candidate.Member)));
            List<Candidate> best = [.. all.Order().Take(top)];
            Assert.True(best.SequenceEqual(report.Rankings[f].Sorted()), $"{what}: family {f} has another ranking than the naive one");
            Assert.Equal(all.Count > top ? all.Order().Skip(top).Count(c => c.Log10 == best[^1].Log10) : 0, report.Rankings[f].CutEqual);
        }
    }

    private static StandingScan Scan(RandomSearch search, ChildSnapshot children, string kernel) =>
        new(search.Ratios, FamilyIndex.Of(search.Relatives, search.Families), Enumerable.Range(0, search.Families.Count), children)
        {
            Kernel = ScanKernels.Supported.Single(k => k.Name == kernel),
        };
}

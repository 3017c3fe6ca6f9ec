using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;
using Matching.Tests.Engine.Filter;
using Matching.Tests.Reference;

namespace Matching.Tests.Engine;

/// <summary>Families come, change and go while others search: every search sees one moment, whole.</summary>
public sealed class FamilyIndexTests
{
    public static TheoryData<string> Kernels => [.. ScanKernels.Supported.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void After_any_changes_a_search_equals_the_naive_one_over_those_who_take_part(string kernel)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var search = new RandomSearch(seed, loci: 12, mostAlleles: 12, theta: 0, missing: 0.1, mutates: true, children: 2, families: 1500);
            var index = new FamilyIndex(search.Relatives);
            var random = new Random(seed);
            foreach (var family in search.Families)
                index.Add(family);
            for (int change = 0; change < 200 * seed; change++)
                ChangeOne(index, search, random);
            AssertEqual(search, index.Snapshot(), kernel, $"seed {seed}, {kernel}");
        }
    }

    [Fact]
    public void A_snapshot_sees_nothing_of_what_came_after_it()
    {
        var search = new RandomSearch(3, 10, 10, 0, 0.05, mutates: true, children: 2, families: 1200);
        var index = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families.Take(1000))
            index.Add(family);
        var snapshot = index.Snapshot();
        var before = Ranks(search, snapshot);
        foreach (var family in search.Families.Skip(1000))
            index.Add(family);
        for (int f = 0; f < 900; f++)
            index.Retire(f);
        Assert.Equal(before, Ranks(search, snapshot));
        Assert.Equal(1000, snapshot.Active);
        Assert.Equal(300, index.Snapshot().Active);
        Assert.All(Ranks(search, index.Snapshot()), candidate => Assert.True(candidate.Family >= 900));
    }

    [Fact]
    public void Searches_beside_a_writer_each_equal_the_search_of_their_own_moment()
    {
        var search = new RandomSearch(6, 10, 12, 0, 0.05, mutates: true, children: 2, families: 4000);
        var index = new FamilyIndex(search.Relatives);
        var seen = new List<(FamilySnapshot Snapshot, List<Candidate> Found)>();
        var writer = new Thread(() =>
        {
            for (int f = 0; f < search.Families.Count; f++)
            {
                index.Add(search.Families[f]);
                if (f % 3 == 2)
                    index.Retire(f - 1);
            }
        });
        writer.Start();
        do
        {
            var snapshot = index.Snapshot();
            seen.Add((snapshot, Ranks(search, snapshot)));
        }
        while (writer.IsAlive);
        writer.Join();
        Assert.All(seen, moment => Assert.Equal(Naive(search, moment.Snapshot), moment.Found));
    }

    [Fact]
    public void An_amended_family_takes_part_once_with_what_it_is_now()
    {
        var search = new RandomSearch(2, 12, 12, 0, 0, mutates: true, children: 1, families: 40);
        var index = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families)
            index.Add(family);
        int amended = index.Amend(7, search.Families[8]);
        Assert.Equal(40, amended);
        var snapshot = index.Snapshot();
        Assert.False(snapshot.IsActive(7));
        Assert.True(snapshot.IsActive(amended));
        Assert.Equal(search.Families[8], snapshot[amended]);
        Assert.Equal(40, snapshot.Active);
        Assert.Throws<ArgumentException>(() => index.Amend(7, search.Families[8]));
        Assert.Throws<ArgumentException>(() => index.Retire(41));
    }

    [Theory]
    [InlineData(0, 3000)]
    [InlineData(1023, 1025)]
    [InlineData(1700, 1700)]
    [InlineData(900, 2999)]
    [InlineData(2998, 3000)]
    public void A_range_of_indices_is_searched_alone(int from, int to)
    {
        var search = new RandomSearch(5, 10, 12, 0, 0.05, mutates: true, children: 2, families: 3000);
        var index = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families)
            index.Add(family);
        for (int f = 0; f < 3000; f += 5)
            index.Retire(f);
        var range = index.Snapshot().Range(from, to);
        Assert.Equal(Enumerable.Range(from, to - from).Count(f => f % 5 != 0), range.Active);
        AssertEqual(search, range, ScanKernels.Best.Name, $"{from} to {to}");
        Assert.Throws<ArgumentOutOfRangeException>(() => range.Range(from, to + 1));
    }

    [Fact]
    public void An_index_without_anybody_left_finds_nobody()
    {
        var search = new RandomSearch(1, 8, 8, 0, 0, mutates: true, children: 1, families: 1100);
        var index = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families)
            index.Retire(index.Add(family));
        var report = Scan(search, index.Snapshot(), ScanKernels.Best.Name).Run(new ScanOptions(5));
        Assert.Empty(report.Rankings[0].Sorted());
        Assert.Equal(0, report.Pairs);
        Assert.Equal(0, report.Rescored);
    }

    [Fact]
    public void A_scan_allocates_nothing_per_family()
    {
        long Allocated(int families)
        {
            var search = new RandomSearch(4, 16, 14, 0, 0, mutates: true, children: 2, families: 600);
            // Nobody who is reported: what is found has to be kept somewhere.
            var singles = search.Families.Where(f => f.Members.Length == 1 && f.OtherRole is null && f.Shape.Roles[0] == FamilyRole.Father && !IsTwin(search, f)).ToArray();
            var snapshot = FamilyIndex.Of(search.Relatives, Enumerable.Range(0, families).Select(f => singles[f % singles.Length]));
            long least = long.MaxValue;
            for (int run = 0; run < 5; run++)
            {
                var scan = Scan(search, snapshot, ScanKernels.Best.Name);
                long before = GC.GetAllocatedBytesForCurrentThread();
                scan.Run(new ScanOptions(Top: 3, MinLog10: 30));
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }

        // Two sizes with the same number of pieces of work. What surrounds the scan may take some bytes more or less when the
        // runtime compiles it anew in between; a single byte per family would be 360,000.
        Assert.InRange(Allocated(400_000) - Allocated(40_000), -1000, 1000);
    }

    private static bool IsTwin(RandomSearch search, SearchFamily family) => Enumerable.Range(0, search.Children.Count)
        .Any(c => NaiveScan.Identities(new ChildQuery(search.Ratios, search.Children, c), search.Relatives, [family]).Any());

    private static void ChangeOne(FamilyIndex index, RandomSearch search, Random random)
    {
        var snapshot = index.Snapshot();
        int family = random.Next(snapshot.Count);
        if (!snapshot.IsActive(family))
            return;
        if (random.Next(2) == 0)
            index.Retire(family);
        else
            index.Amend(family, search.Families[random.Next(search.Families.Count)]);
    }

    private static void AssertEqual(RandomSearch search, FamilySnapshot snapshot, string kernel, string what)
    {
        var report = Scan(search, snapshot, kernel).Run(new ScanOptions(Top: 7, Threads: 2));
        Assert.Equal(report.Pairs, report.Dismissed + report.Rescored);
        Assert.Equal((long)snapshot.Active * search.Children.Count, report.Pairs);
        Assert.True(Naive(search, snapshot).SequenceEqual(report.Rankings.SelectMany(r => r.Sorted())), what);
        Assert.All(report.Identities, i => Assert.True(snapshot.IsActive(i.Family)));
    }

    private static List<Candidate> Ranks(RandomSearch search, FamilySnapshot snapshot) =>
        [.. Scan(search, snapshot, ScanKernels.Best.Name).Run(new ScanOptions(Top: 7)).Rankings.SelectMany(r => r.Sorted())];

    // The naive search knows no indices that take no part: it is given those who do, and its answer is translated back.
    private static List<Candidate> Naive(RandomSearch search, FamilySnapshot snapshot)
    {
        int[] active = [.. Enumerable.Range(0, snapshot.Count).Where(snapshot.IsActive)];
        SearchFamily[] families = [.. active.Select(f => snapshot[f])];
        return [.. from c in Enumerable.Range(0, search.Children.Count)
                   from candidate in NaiveScan.Of(new ChildQuery(search.Ratios, search.Children, c), search.Relatives, families, 7, double.NegativeInfinity).Best
                   select candidate with { Family = active[candidate.Family] }];
    }

    private static FamilyScan Scan(RandomSearch search, FamilySnapshot snapshot, string kernel) =>
        new(Enumerable.Range(0, search.Children.Count).Select(c => new ChildQuery(search.Ratios, search.Children, c)), snapshot)
        {
            Kernel = ScanKernels.Supported.Single(k => k.Name == kernel),
        };
}

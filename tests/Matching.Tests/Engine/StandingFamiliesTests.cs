using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Tests.Engine.Filter;

namespace Matching.Tests.Engine;

/// <summary>What is kept from one search to the next, and that neither many families nor many pairs take memory.</summary>
public sealed class StandingFamiliesTests
{
    [Fact]
    public void Only_so_many_families_are_kept_and_a_retired_one_makes_room_and_never_comes_back()
    {
        var search = WithGrandparents(3);
        var standing = new StandingFamilies(mostKept: 1);
        var demand = new ChildDemand();
        demand.Add(search.Children, 0, search.Ratios);
        FamilyParts Of(int family) => standing.Of(family, search.Families[family], search.Relatives, search.Ratios, demand);
        var first = Of(0);
        Assert.NotSame(Of(1), Of(1));
        Assert.Same(first, Of(0));
        standing.Forget(0);
        standing.Forget(2);
        Assert.Same(Of(1), Of(1));
        Assert.NotSame(Of(0), Of(0));
        Assert.NotSame(Of(2), Of(2));
    }

    [Fact]
    public void Families_that_ask_take_hardly_any_memory_per_pair()
    {
        var search = new RandomSearch(4, 20, 10, 0, 0, mutates: true, children: 400, families: 200);
        var scan = new StandingScan(search.Ratios, FamilyIndex.Of(search.Relatives, search.Families), Enumerable.Range(0, search.Families.Count), ChildIndex.Of(search.Children)) { Kernel = null };
        scan.Run(new ScanOptions(3));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var report = scan.Run(new ScanOptions(3));
        Assert.Equal(80_000, report.Rescored);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 80 * report.Pairs);
    }

    private static RandomSearch WithGrandparents(int families)
    {
        FamilyRole[] roles = [FamilyRole.PaternalGrandfather, FamilyRole.PaternalGrandmother];
        var search = new RandomSearch(4, 5, 8, 0, 0, mutates: true, children: 1, families: 1);
        search.Families.Clear();
        for (int f = 0; f < families; f++)
            search.Families.Add(new SearchFamily(FamilyShape.Of(roles), [.. roles.Select(role => search.AddRelative(FamilyRoles.SexOf(role)))]));
        return search;
    }
}

using FsCheck;
using FsCheck.Fluent;
using Matching.Casework.Completeness;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>A hit depends on its pair and the model alone.</summary>
public sealed class TileSearchTests
{
    [Fact]
    public void Hits_depend_neither_on_the_tiles_nor_on_which_side_asks_nor_on_threads() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => AreTheSameAsync(seed).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public async Task Every_relation_is_found_and_equals_the_comparison_pair_by_pair()
    {
        var seen = new HashSet<(SearchKind, HitRelation, bool)>();
        for (int seed = 0; seed < 12; seed++)
        {
            var world = await GrownAsync(seed, SearchDraw.Model(withX: seed % 2 == 0, minLog10: 0.5));
            using var index = await IndexAsync(world);
            var found = SearchKinds.Required.Append(SearchKind.Siblings).SelectMany(kind => Run(index, kind, Whole(index, kind)).Hits.Select(hit => (kind, hit))).ToHashSet();
            Assert.Equal(new NaiveHits(world.Store.State, world.Settings).All(siblingsOfAllCases: true).ToHashSet(), found);
            seen.UnionWith(found.Select(h => (h.kind, h.hit.Relation, h.hit.Member >= 0)));
        }

        foreach (var kind in (SearchKind[])[SearchKind.Families, SearchKind.Items, SearchKind.Suspects])
            Assert.True(seen.Any(s => s.Item1 == kind && s.Item2 == HitRelation.Stated && !s.Item3) && seen.Any(s => s.Item1 == kind && s.Item2 == HitRelation.Identical), kind.ToString());
        Assert.Contains((SearchKind.Families, HitRelation.Stated, true), seen);
        foreach (var relation in (HitRelation[])[HitRelation.Identical, HitRelation.FullSiblings, HitRelation.HalfSiblings])
            Assert.True(seen.Contains((SearchKind.Siblings, relation, false)) && seen.Contains((SearchKind.SiblingsInCase, relation, false)), relation.ToString());
    }

    [Theory]
    [InlineData(SearchKind.Families, 0, 4, 0, 1)]
    [InlineData(SearchKind.Families, 0, 1, 0, 2)]
    [InlineData(SearchKind.Items, 0, 1, 0, 1)]
    [InlineData(SearchKind.SiblingsInCase, 0, 4, 0, 3)]
    [InlineData(SearchKind.Families, -1, 1, 0, 1)]
    public async Task A_tile_beyond_what_has_been_read_is_refused_and_not_cut(SearchKind kind, int childFrom, int childTo, int otherFrom, int otherTo)
    {
        var world = new BudgetWorld();
        using var index = new ProfileIndex(await world.AddModelAsync());
        await index.SyncAsync(world.Store, TestContext.Current.CancellationToken);
        var refusal = Assert.Throws<SearchException>(() => Run(index, kind, new Rectangle(childFrom, childTo, otherFrom, otherTo)));
        Assert.Equal(SearchCodes.BeyondIndex, refusal.Code);
    }

    [Fact]
    public async Task What_part_of_a_family_beyond_the_budget_is_taken_does_not_depend_on_who_else_is_in_the_tile()
    {
        var world = new BudgetWorld();
        using var index = new ProfileIndex(await world.AddModelAsync());
        await index.SyncAsync(world.Store, TestContext.Current.CancellationToken);
        var whole = Run(index, SearchKind.Families, new Rectangle(0, 3, 0, 1));
        Assert.Equal(1, whole.Counts.InPart);
        var single = Enumerable.Range(0, 3).SelectMany(child => Run(index, SearchKind.Families, new Rectangle(child, child + 1, 0, 1)).Hits);
        Assert.Equal(single, whole.Hits);
        Assert.Equal(whole.Hits.ToHashSet(), new FamilyTile(index, index.Current, SearchKind.Families, 1) { FamiliesAsk = true }.Run(new Rectangle(0, 3, 0, 1), null).Hits.ToHashSet());
    }

    [Fact]
    public async Task Families_searched_in_part_are_counted_in_the_ledger_and_named()
    {
        var world = new BudgetWorld();
        await world.AddModelAsync();
        using var indexes = new SearchIndexes(world.Store);
        await new Rematch(world.Store, TimeProvider.System, "test").EntryAsync(1, SearchKind.Families, 0, "tester", TestContext.Current.CancellationToken);
        await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(TestContext.Current.CancellationToken);
        var coverage = await new CoverageAudit(world.Store, TimeProvider.System).OfAsync(1, SearchKind.Families, TestContext.Current.CancellationToken);
        Assert.True(coverage.IsComplete);
        Assert.Equal([0], PartialFamilies.Of(await indexes.SyncAsync(1, TestContext.Current.CancellationToken), coverage));
    }

    private static async Task<bool> AreTheSameAsync(int seed)
    {
        var world = await GrownAsync(seed, SearchDraw.Model(withX: seed % 3 == 0, theta: seed % 5 == 0 ? 0.02 : 0, minLog10: 0.5));
        using var index = await IndexAsync(world);
        foreach (var kind in SearchKinds.Required.Append(SearchKind.Siblings))
        {
            var whole = Whole(index, kind);
            var expected = Run(index, kind, whole).Hits.ToHashSet();
            Assert.Equal(expected, Pieces(world.Random, whole).SelectMany(piece => Run(index, kind, piece).Hits).ToHashSet());
            Assert.Equal(expected, new TileSearch(index, threads: 3).Run(new Tile(1, 1, 1, kind, whole)).Hits.ToHashSet());
            foreach (bool familiesAsk in (bool[])[true, false])
                if (kind is SearchKind.Families or SearchKind.Suspects)
                    Assert.Equal(expected, Pieces(world.Random, whole).SelectMany(p => new FamilyTile(index, index.Current, kind, 1) { FamiliesAsk = familiesAsk }.Run(p, null).Hits).ToHashSet());
        }

        return true;
    }

    private static async Task<RegistryWorld> GrownAsync(int seed, SearchModel model)
    {
        var world = new RegistryWorld(seed, model);
        await world.AddModelAsync();
        for (int step = 0; step < 40; step++)
            await world.ChangeAsync();
        return world;
    }

    private static async Task<ProfileIndex> IndexAsync(RegistryWorld world)
    {
        var index = new ProfileIndex(Assert.Single(await world.Store.ModelsAsync()));
        await index.SyncAsync(world.Store);
        return index;
    }

    private static TileResult Run(ProfileIndex index, SearchKind kind, Rectangle area) => new TileSearch(index).Run(new Tile(1, 1, 1, kind, area));

    private static Rectangle Whole(ProfileIndex index, SearchKind kind) => new(0, index.Position.Children, 0, kind.Others(index.Position));

    private static IEnumerable<Rectangle> Pieces(Random random, Rectangle area)
    {
        if (area.Pairs < 4 || random.Next(4) == 0)
            return [area];
        int child = random.Next(area.ChildFrom, area.ChildTo + 1), other = random.Next(area.OtherFrom, area.OtherTo + 1);
        return random.Next(2) == 0
            ? Pieces(random, area with { ChildTo = child }).Concat(Pieces(random, area with { ChildFrom = child }))
            : Pieces(random, area with { OtherTo = other }).Concat(Pieces(random, area with { OtherFrom = other }));
    }
}

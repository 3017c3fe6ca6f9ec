using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class HitListTests(TestDatabase database) : RegistryTests(database)
{
    private static readonly SearchHit[] Hits =
    [
        .. from child in Enumerable.Range(0, 6)
           from other in Enumerable.Range(0, 4)
           where (child + other) % 3 != 1
           from member in Enumerable.Range(-1, 1 + (child + other) % 2)
           select new SearchHit(child, other, member, HitRelation.Stated, 1 + (7 * child + 3 * other + member) % 5, 0),
    ];

    [Fact]
    public async Task Hits_of_a_rectangle_are_read_page_by_page_along_its_shorter_side()
    {
        var store = await OpenAsync();
        var (model, _) = await RunAsync(store, new Rectangle(0, 6, 0, 4));
        await using var claim = await store.ClaimTileAsync(Stop);
        Assert.Equal(0, await store.LastLineAsync(Stop));
        Assert.True(await claim!.CommitAsync(ResultOf(claim.Tile, Hits), Noon, Stop));
        Assert.Equal((await store.LedgerAsync(0, 10, Stop))[^1].Number, await store.LastLineAsync(Stop));
        foreach (var area in (Rectangle[])[new(0, 6, 0, 4), new(1, 3, 0, 4), new(2, 6, 1, 3), new(0, 0, 0, 4)])
        {
            var expected = Hits.Where(h => area.ChildFrom <= h.Child && h.Child < area.ChildTo && area.OtherFrom <= h.Other && h.Other < area.OtherTo)
                .OrderBy(h => PairPlace.IsByOther(area) ? (h.Other, h.Child) : (h.Child, h.Other)).ThenBy(h => h.Member).ToList();
            Assert.Equal(expected, await store.HitsWithinAsync(model, SearchKind.Families, area, PairPlace.Beginning, 100, Stop));
            foreach (var last in expected)
                Assert.Equal(
                    expected.SkipWhile(h => (h.Child, h.Other) != (last.Child, last.Other)).SkipWhile(h => (h.Child, h.Other) == (last.Child, last.Other)).Take(3),
                    await store.HitsWithinAsync(model, SearchKind.Families, area, new PairPlace(last.Child, last.Other), 3, Stop));
        }

        Assert.Empty(await store.HitsWithinAsync(model, SearchKind.Families, new Rectangle(0, 6, 0, 4), PairPlace.End, 100, Stop));
        Assert.Empty(await store.HitsWithinAsync(model, SearchKind.Items, new Rectangle(0, 6, 0, 4), PairPlace.Beginning, 100, Stop));
    }

    [Fact]
    public async Task The_owner_of_an_entry_is_that_of_the_newest_version_of_its_record()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profile("child-1", 1), Samples.Profile("child-2", 2));
        await AddAsync(store, Side.Relative, Samples.Profile("father-1", 3), Samples.Profile("father-2", 4));
        await ChangeAsync(store, change => change.AddStandingAsync(StandingKind.Family, [Samples.Family("family-1", 0), Samples.Family("family-2", 1)], Stop));
        await SaveAsync(store, new RecordKey(RecordKind.Family, "family-1"), 0, isSealed: false);
        await SaveAsync(store, new RecordKey(RecordKind.Family, "family-1"), 1, isSealed: true);
        await SaveAsync(store, new RecordKey(RecordKind.Child, "child-2"), 0, isSealed: false);

        Assert.Equal(
            [new NumberedOwner(0, "family-1", "unit-a", true), new NumberedOwner(1, "family-2", null, false)],
            (await store.OwnersOfFamiliesAsync([0, 1, 7], Stop)).OrderBy(o => o.Number));
        Assert.Equal(
            [new NumberedOwner(0, "child-1", null, false), new NumberedOwner(1, "child-2", "unit-a", false)],
            (await store.OwnersOfChildrenAsync([0, 1], Stop)).OrderBy(o => o.Number));
        Assert.Empty(await store.OwnersOfFamiliesAsync([], Stop));
    }

    private static Task<long> SaveAsync(CaseStore store, RecordKey key, int basedOn, bool isSealed) =>
        ChangeAsync(store, change => change.SaveAsync([new RecordChange(key, basedOn, new RecordIndex("waiting", "unit-a", IsSealed: isSealed), "{}")], Noon, "test", Stop));
}

public sealed class SqliteHitListTests() : HitListTests(new SqliteTestDatabase());

public sealed class PostgresHitListTests(PostgresServer server) : HitListTests(new PostgresTestDatabase(server));

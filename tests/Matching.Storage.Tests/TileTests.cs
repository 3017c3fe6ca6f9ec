using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class TileTests(TestDatabase database) : RegistryTests(database)
{
    private static readonly Rectangle Square = new(0, 10, 0, 10);

    private static readonly SearchHit
        Sure = new(3, 4, -1, HitRelation.Stated, 7.25, 0), Same = new(3, 4, 1, HitRelation.Identical, double.PositiveInfinity, 20), Weak = new(2, 4, -1, HitRelation.Stated, 1.5, 0);

    [Fact]
    public async Task A_committed_tile_leaves_hits_coverage_and_an_entry_of_the_audit()
    {
        var store = await OpenAsync();
        var (model, run) = await RunAsync(store, Square);
        await using var claim = await ClaimAsync(store);
        var result = ResultOf(claim.Tile, Weak, Same, Sure);
        Assert.True(await claim.CommitAsync(result, Noon, Stop));

        Assert.Equal([Same, Sure], await store.HitsOfChildAsync(model, SearchKind.Families, 3, Stop));
        Assert.Equal([Same, Sure, Weak], await store.HitsOfOtherAsync(model, SearchKind.Families, 4, Stop));
        Assert.Empty(await store.HitsOfChildAsync(model, SearchKind.Items, 3, Stop));
        Assert.Empty(await store.HitsOfChildAsync(model + 1, SearchKind.Families, 3, Stop));
        Assert.Equal([new Coverage(model, SearchKind.Families, Square, run, Noon, result.Counts)], await store.CoverageAsync(model, SearchKind.Families, Stop));
        Assert.Empty(await store.WaitingTilesAsync(Stop));
        var act = (await store.ReadAuditAsync(stop: Stop).ToListAsync(Stop))[^1].Act;
        Assert.Equal(("search.tile", $"run/{run}"), (act.Act, act.Subject));
        var details = JsonDocument.Parse(act.Details).RootElement;
        Assert.Equal((run, 3, 30L), (details.GetProperty("run").GetInt64(), details.GetProperty("hits").GetInt32(), details.GetProperty("counts").GetProperty("pairs").GetInt64()));
        Assert.Equal("families", details.GetProperty("kind").GetString());
        Assert.Equal(64, details.GetProperty("hitsDigest").GetString()!.Length);
    }

    [Fact]
    public async Task What_is_new_does_not_wait_behind_what_is_compared_again()
    {
        var store = await OpenAsync();
        var (model, _) = await RunAsync(store);
        await AnswerAsync(store, async change => await change.AddRunAsync(
            Question(model) with { Reason = RunReason.FullRerun }, Noon, [new NewTile(model, SearchKind.Families, Square), new NewTile(model, SearchKind.Items, Square)], Stop));
        await AnswerAsync(store, async change => await change.AddRunAsync(Question(model), Noon, [new NewTile(model, SearchKind.Suspects, Square)], Stop));
        await using var first = await ClaimAsync(store);
        await using var second = await ClaimAsync(store);
        await using var third = await ClaimAsync(store);
        Assert.Equal([SearchKind.Suspects, SearchKind.Families, SearchKind.Items], [first.Tile.Kind, second.Tile.Kind, third.Tile.Kind]);
        Assert.Null(await store.ClaimTileAsync(Stop));
    }

    [Fact]
    public async Task Committing_twice_writes_once()
    {
        var store = await OpenAsync();
        var (model, _) = await RunAsync(store, Square);
        await using var claim = await ClaimAsync(store);
        Assert.True(await claim.CommitAsync(ResultOf(claim.Tile, Sure), Noon, Stop));
        long change = (await store.PositionAsync(Stop)).Change;
        Assert.False(await claim.CommitAsync(ResultOf(claim.Tile, Sure, Weak), Noon, Stop));

        Assert.Equal([Sure], await store.HitsOfOtherAsync(model, SearchKind.Families, 4, Stop));
        Assert.Single(await store.CoverageAsync(model, SearchKind.Families, Stop));
        Assert.Equal(change, (await store.PositionAsync(Stop)).Change);
        await Assert.ThrowsAsync<ArgumentException>(() => claim.CommitAsync(ResultOf(claim.Tile with { Number = 99 }), Noon, Stop));
    }

    [Fact]
    public async Task Tiles_committed_together_have_each_its_line_and_its_entry_of_the_audit()
    {
        var (store, another) = (await OpenAsync(), await OpenAsync());
        var (model, run) = await RunAsync(store, [.. Enumerable.Range(0, 4).Select(i => new Rectangle(i, i + 1, 0, 10))]);
        var tiles = await store.WaitingTilesAsync(Stop);
        await using (var taken = await ClaimAsync(another))
            Assert.True(await taken.CommitAsync(ResultOf(taken.Tile), Noon, Stop));
        var before = await store.PositionAsync(Stop);
        var hit = new SearchHit(2, 4, -1, HitRelation.Stated, 7.25, 0);
        Assert.Equal([false, true, true], await store.CommitTilesAsync([.. tiles.Take(3).Select(tile => ResultOf(tile, [.. new[] { hit }.Where(h => h.Child == tile.Area.ChildFrom)]))], Noon.AddSeconds(1), Stop));

        Assert.Equal(before.Change + 1, (await store.PositionAsync(Stop)).Change);
        Assert.Equal([0, 1, 2], (await store.CoverageAsync(model, SearchKind.Families, Stop)).Select(line => line.Area.ChildFrom));
        Assert.Equal([hit], await store.HitsOfChildAsync(model, SearchKind.Families, 2, Stop));
        Assert.Equal(tiles[3], Assert.Single(await store.WaitingTilesAsync(Stop)));
        var acts = (await store.ReadAuditAsync(stop: Stop).ToListAsync(Stop)).Where(entry => entry.Act.Act == "search.tile").ToList();
        Assert.Equal([0, 1, 2], acts.Select(entry => JsonDocument.Parse(entry.Act.Details).RootElement.GetProperty("area").GetProperty("childFrom").GetInt32()));
        Assert.All(acts, entry => Assert.Equal($"run/{run}", entry.Act.Subject));
        Assert.Null((await AuditVerification.RunAsync(store.ReadAuditAsync(stop: Stop), await store.AnchorAsync(Stop), null, Stop)).Fault);
        Assert.Null(await store.CheckSearchesAsync(Stop));
        Assert.Equal([false, false], await store.CommitTilesAsync([.. tiles.Take(2).Select(tile => ResultOf(tile))], Noon, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CommitTilesAsync([ResultOf(tiles[3]), ResultOf(tiles[3], hit)], Noon, Stop));
        Assert.Single(await store.WaitingTilesAsync(Stop));
    }

    [Fact]
    public async Task Four_workers_take_every_tile_exactly_once()
    {
        var store = await OpenAsync();
        const int count = 60;
        var (model, run) = await RunAsync(store, [.. Enumerable.Range(0, count).Select(i => new Rectangle(i, i + 1, 0, 10))]);
        var done = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Work, Stop)));

        Assert.Equal(count, done.Count);
        Assert.Equal(count, done.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, count), (await store.CoverageAsync(model, SearchKind.Families, Stop)).Select(c => c.Area.ChildFrom).Order());
        Assert.Equal((count, 0, Noon), (await store.RunsAsync(Stop)).Where(r => r.Number == run).Select(r => (r.Tiles, r.Waiting, r.Finished)).Single());

        async Task Work()
        {
            while (await store.ClaimTileAsync(Stop) is { } claim)
            {
                await using (claim)
                {
                    await Task.Yield();
                    Assert.True(await claim.CommitAsync(ResultOf(claim.Tile, new SearchHit(claim.Tile.Area.ChildFrom, 1, -1, HitRelation.Stated, 2, 0)), Noon, Stop));
                    done.Add(claim.Tile.Number);
                }
            }
        }
    }

    [Fact]
    public async Task A_claimed_tile_is_kept_from_others_and_waits_again_when_given_back()
    {
        var (store, another) = (await OpenAsync(), await OpenAsync());
        await RunAsync(store, Square, Square with { ChildFrom = 9 });
        var first = await ClaimAsync(store);
        await using var second = await ClaimAsync(another);
        Assert.NotEqual(first.Tile, second.Tile);
        Assert.Null(await store.ClaimTileAsync(Stop));
        Assert.Equal(2, (await store.WaitingTilesAsync(Stop)).Count);

        await first.DisposeAsync();
        await first.DisposeAsync();
        await using var again = await ClaimAsync(another);
        Assert.Equal(first.Tile, again.Tile);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.CommitAsync(ResultOf(first.Tile), Noon, Stop));
    }

    [Fact]
    public async Task What_fails_on_the_way_leaves_nothing_and_can_be_committed_again()
    {
        var store = await OpenAsync();
        var (model, run) = await RunAsync(store, Square);
        await using var claim = await ClaimAsync(store);
        var result = ResultOf(claim.Tile, Sure);
        await Database.ExecuteAsync("alter table audit rename to audit_elsewhere");
        await Assert.ThrowsAsync<CaseStoreException>(() => claim.CommitAsync(result, Noon, Stop));
        await Database.ExecuteAsync("alter table audit_elsewhere rename to audit");
        await using (var change = await store.ChangeAsync(Stop))
            Assert.True(await change.WriteTileAsync(result, Noon, Stop));

        Assert.Empty(await store.HitsOfChildAsync(model, SearchKind.Families, 3, Stop));
        Assert.Empty(await store.CoverageAsync(model, SearchKind.Families, Stop));
        Assert.Single(await store.WaitingTilesAsync(Stop));
        Assert.Null((await store.RunsAsync(Stop)).Single(r => r.Number == run).Finished);
        Assert.True(await claim.CommitAsync(result, Noon, Stop));
        Assert.Equal([Sure], await store.HitsOfChildAsync(model, SearchKind.Families, 3, Stop));
    }

    [Fact]
    public async Task A_rectangle_searched_again_keeps_the_hits_that_are_there_and_its_line()
    {
        var store = await OpenAsync();
        var (model, first) = await RunAsync(store, Square);
        await CommitAsync(store, Sure);
        Rectangle[] areas = [Square, Square with { ChildFrom = 2, OtherTo = 20 }, Square with { ChildTo = 20, OtherFrom = 2 }];
        await AnswerAsync(store, change => change.AddRunAsync(Question(model) with { Reason = RunReason.Repair }, Noon, [.. areas.Select(a => new NewTile(model, SearchKind.Families, a))], Stop));
        for (int i = 0; i < areas.Length; i++)
            await CommitAsync(store, Sure with { Log10 = 1.0 }, Weak);

        Assert.Equal([Sure, Weak], await store.HitsOfOtherAsync(model, SearchKind.Families, 4, Stop));
        var coverage = await store.CoverageAsync(model, SearchKind.Families, Stop);
        Assert.Equal([Square, .. areas[1..]], coverage.Select(c => c.Area));
        Assert.Equal(first, coverage[0].Run);
    }

    [Theory]
    [InlineData("update coverage set pairs = 0")]
    [InlineData("delete from coverage")]
    [InlineData("insert into coverage select number + 1, model, kind, child_from, child_to, other_from, other_to, run, at, active_children, active_others, pairs, rescored, in_part, kernel from coverage")]
    public async Task Coverage_is_only_ever_added_and_never_twice(string sql)
    {
        var store = await OpenAsync();
        await RunAsync(store, Square);
        await CommitAsync(store);
        await Assert.ThrowsAnyAsync<DbException>(() => Database.ExecuteAsync(sql));
    }

    [Fact]
    public async Task A_hit_outside_its_tile_is_refused()
    {
        var store = await OpenAsync();
        await RunAsync(store, Square);
        await using var claim = await ClaimAsync(store);
        await Assert.ThrowsAsync<ArgumentException>(() => claim.CommitAsync(ResultOf(claim.Tile, Sure with { Child = 10 }), Noon, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => claim.CommitAsync(ResultOf(claim.Tile, Sure with { Log10 = double.NaN }), Noon, Stop));
    }

    [Fact]
    public async Task A_model_that_is_given_up_loses_its_tiles_also_those_somebody_works_on()
    {
        var store = await OpenAsync();
        var (given, run) = await RunAsync(store, Square, Square with { ChildFrom = 5 });
        var (kept, _) = await RunAsync(store, Square);
        await using var claim = await ClaimAsync(store);
        await ChangeAsync(store, change => change.ActivateModelAsync(given, isActive: false, Stop)).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.Equal(kept, Assert.Single(await store.WaitingTilesAsync(Stop)).Model);
        Assert.False(await claim.CommitAsync(ResultOf(claim.Tile, Sure), Noon, Stop));
        Assert.Empty(await store.CoverageAsync(given, SearchKind.Families, Stop));
        Assert.Equal((2, 0, null), (await store.RunsAsync(Stop)).Where(r => r.Number == run).Select(r => (r.Tiles, r.Waiting, r.Finished)).Single());
    }

    [Fact]
    public async Task Workers_and_intakes_do_not_stand_in_each_others_way()
    {
        var store = await OpenAsync();
        var (model, _) = await RunAsync(store, [.. Enumerable.Range(0, 20).Select(i => new Rectangle(i, i + 1, 0, 10))]);
        var workers = Enumerable.Range(0, 2).Select(_ => Task.Run(Work, Stop));
        var intakes = Enumerable.Range(0, 2).Select(i => Task.Run(() => Intake(i), Stop));
        await Task.WhenAll(workers.Concat(intakes)).WaitAsync(TimeSpan.FromMinutes(1), Stop);
        await Work();

        Assert.Equal(40, (await store.CoverageAsync(model, SearchKind.Families, Stop)).Count);
        Assert.Empty(await store.WaitingTilesAsync(Stop));

        async Task Work()
        {
            while (await store.ClaimTileAsync(Stop) is { } claim)
            {
                await using (claim)
                    Assert.True(await claim.CommitAsync(ResultOf(claim.Tile), Noon, Stop));
            }
        }

        async Task Intake(int worker)
        {
            for (int i = 0; i < 10; i++)
            {
                await AnswerAsync(store, async change =>
                {
                    await change.AddProfilesAsync(Side.Child, [Samples.Profile($"C-{worker}-{i}", i)], Stop);
                    int child = change.Position.Children - 1;
                    return await change.AddRunAsync(Question(model), Noon, [new NewTile(model, SearchKind.Families, new Rectangle(child, child + 1, 100, 110))], Stop);
                });
            }
        }
    }

    private protected static async Task<IClaimedTile> ClaimAsync(CaseStore store)
    {
        var claim = await store.ClaimTileAsync(Stop);
        Assert.NotNull(claim);
        return claim;
    }

    private static async Task CommitAsync(CaseStore store, params SearchHit[] hits)
    {
        await using var claim = await ClaimAsync(store);
        Assert.True(await claim.CommitAsync(ResultOf(claim.Tile, hits), Noon, Stop));
    }
}

public sealed class SqliteTileTests() : TileTests(new SqliteTestDatabase());

public sealed class PostgresTileTests(PostgresServer server) : TileTests(new PostgresTestDatabase(server))
{
    [Fact]
    public async Task A_claim_whose_connection_dies_waits_again_and_counts_once()
    {
        var (store, another) = (await OpenAsync(), await OpenAsync());
        var (model, _) = await RunAsync(store, new Rectangle(0, 10, 0, 10));
        await using var dead = await ClaimAsync(store);
        Assert.Null(await another.ClaimTileAsync(Stop));
        await Database.ExecuteAsync("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");

        IClaimedTile? claim = null;
        for (int i = 0; claim is null && i < 100; i++, await Task.Delay(20, Stop))
            claim = await another.ClaimTileAsync(Stop);
        Assert.Equal(dead.Tile, claim!.Tile);
        Assert.True(await dead.CommitAsync(ResultOf(dead.Tile), Noon, Stop));
        Assert.False(await claim.CommitAsync(ResultOf(claim.Tile), Noon, Stop));
        await claim.DisposeAsync();
        Assert.Single(await store.CoverageAsync(model, SearchKind.Families, Stop));
    }

    [Fact]
    public async Task A_claim_that_fails_on_the_way_keeps_nobody_from_the_tile()
    {
        var (store, another) = (await OpenAsync(), await OpenAsync());
        await RunAsync(store, new Rectangle(0, 10, 0, 10));
        await Database.ExecuteAsync(
            """
            create sequence looks;
            create function is_first_look() returns boolean language plpgsql volatile as $$
            begin
                if nextval('looks') > 1 then raise exception 'cut'; end if;
                return true;
            end $$;
            alter table tiles rename to tiles_elsewhere;
            create view tiles as select * from tiles_elsewhere where is_first_look()
            """);
        await Assert.ThrowsAsync<CaseStoreException>(() => store.ClaimTileAsync(Stop));
        await Database.ExecuteAsync("drop view tiles; alter table tiles_elsewhere rename to tiles");
        await using var claim = await ClaimAsync(another);
    }
}

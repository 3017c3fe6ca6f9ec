using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>A worker goes on after what passes, tells what does not, and never lets one tile stop the others.</summary>
public sealed class SearchWorkerFailureTests
{
    private static readonly SearchWorkerOptions Quick = new(1, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_breaks_again_and_again_loses_and_doubles_nothing()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var world = await GrownAsync(seed);
            int model = 1;
            var chance = new Random(seed);
            var broken = FlakyStore.Of(world.Store, oneIn => chance.Next(oneIn) == 0);
            using var indexes = new SearchIndexes(broken);
            int interrupted = 0;
            var worker = new SearchWorker(broken, indexes, TimeProvider.System, Quick, told => interrupted += told is StoreInterrupted ? 1 : 0);
            Assert.True((await worker.RunUntilEmptyAsync(Stop)).IsComplete);
            Assert.True(interrupted > 0);
            await RegistryChecks.HoldAsync(world, model);
        }
    }

    [Fact]
    public async Task Several_workers_of_two_processes_share_the_tiles()
    {
        var world = await GrownAsync(7);
        using var one = new SearchIndexes(world.Store);
        using var other = new SearchIndexes(world.Store);
        int tiles = world.Store.State.Tiles.Count;
        var reports = await Task.WhenAll(((SearchIndexes[])[one, one, other]).Select(indexes =>
            Task.Run(() => new SearchWorker(world.Store, indexes, TimeProvider.System, Quick).RunUntilEmptyAsync(Stop), Stop)));
        Assert.Equal(tiles, reports.Sum(r => r.Tiles));
        await RegistryChecks.HoldAsync(world, 1);
    }

    [Fact]
    public async Task A_tile_that_fails_for_good_is_told_written_down_and_waits_while_all_others_are_searched()
    {
        var world = await GrownAsync(8);
        int beyond = world.Store.State.Position.Children;
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            await change.AddRunAsync(new NewRun(1, RunReason.Repair, "tester", "test"), RegistryWorld.Now, [new NewTile(1, SearchKind.Families, new Rectangle(0, beyond + 1, 0, 1))], Stop);
            await change.CommitAsync(new Matching.Casework.Audit.AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
        }

        using var indexes = new SearchIndexes(world.Store);
        var told = new List<SearchEvent>();
        var worker = new SearchWorker(world.Store, indexes, TimeProvider.System, Quick, told.Add);
        var report = await worker.RunUntilEmptyAsync(Stop);
        var failed = Assert.Single(report.Failed);
        Assert.Equal((SearchCodes.BeyondIndex, false), (failed.Code, report.IsComplete));
        Assert.Contains(failed, told);
        Assert.Equal(failed.Tile, Assert.Single(world.Store.State.Tiles));
        Assert.Contains(world.Store.State.Audit, entry => entry.Act.Act == SearchCodes.TileFailed);
        Assert.Contains(await world.Store.RunsAsync(Stop), run => run is { Waiting: 1, Finished: null });
        // Given back: others may try; this worker does not write the same again and again.
        await using (var claim = await world.Store.ClaimTileAsync(Stop))
            Assert.NotNull(claim);
        int entries = world.Store.State.Audit.Count;
        Assert.False((await worker.RunUntilEmptyAsync(Stop)).IsComplete);
        Assert.Equal(entries, world.Store.State.Audit.Count);
    }

    [Fact]
    public async Task A_fault_of_the_program_fails_the_tile_and_is_told_without_its_words()
    {
        var world = await GrownAsync(9);
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            var before = change.Position;
            // Two places and one member: no intake makes this.
            await change.AddStandingAsync(StandingKind.Family, [new StandingEntry(StandingKind.Family, "broken", 0, "roles father;mother", [0])], Stop);
            await change.AddDueAsync(before, await world.Store.ModelsAsync(Stop), new NewRun(0, RunReason.Intake, "tester", "test"), RegistryWorld.Now, Stop);
            await change.CommitAsync(new Matching.Casework.Audit.AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
        }

        using var indexes = new SearchIndexes(world.Store);
        var report = await new SearchWorker(world.Store, indexes, TimeProvider.System, Quick).RunUntilEmptyAsync(Stop);
        Assert.NotEmpty(report.Failed);
        Assert.All(report.Failed, failed => Assert.Equal(SearchCodes.TileFailed, failed.Code));
        Assert.Contains("The search broke off (ArgumentException)", report.Failed[0].Message, StringComparison.Ordinal);
        Assert.Contains(world.Store.State.Audit, entry => entry.Act.Act == SearchCodes.TileFailed);
    }

    [Fact]
    public async Task A_model_that_this_version_cannot_read_fails_its_own_tiles_alone()
    {
        var world = await GrownAsync(8);
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            int newer = await change.AddModelAsync("newer", """{"name":"newer","unheardOf":1}""", Stop);
            await change.AddRunAsync(new NewRun(newer, RunReason.FullRerun, "tester", "test"), RegistryWorld.Now, [new NewTile(newer, SearchKind.Families, new Rectangle(0, 1, 0, 1))], Stop);
            await change.CommitAsync(new Matching.Casework.Audit.AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
        }

        using var indexes = new SearchIndexes(world.Store);
        var failed = Assert.Single((await new SearchWorker(world.Store, indexes, TimeProvider.System, Quick).RunUntilEmptyAsync(Stop)).Failed);
        Assert.Equal(SearchCodes.TileFailed, failed.Code);
        Assert.Equal(failed.Tile, Assert.Single(world.Store.State.Tiles));
    }

    [Fact]
    public async Task A_tile_that_fails_for_good_is_written_down_wherever_the_connection_breaks()
    {
        for (int at = 1; at <= 20; at++)
        {
            var world = new RegistryWorld(8, SearchDraw.Model());
            await world.AddModelAsync();
            await using (var change = await world.Store.BeginChangeAsync(Stop))
            {
                await change.AddRunAsync(new NewRun(1, RunReason.Repair, "tester", "test"), RegistryWorld.Now, [new NewTile(1, SearchKind.Families, new Rectangle(0, 1, 0, 1))], Stop);
                await change.CommitAsync(new Matching.Casework.Audit.AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
            }

            int acts = 0;
            var broken = FlakyStore.Of(world.Store, _ => ++acts == at);
            using var indexes = new SearchIndexes(broken);
            var worker = new SearchWorker(broken, indexes, TimeProvider.System, Quick);
            await worker.RunUntilEmptyAsync(Stop);
            await worker.RunUntilEmptyAsync(Stop);
            Assert.Single(world.Store.State.Audit, entry => entry.Act.Act == SearchCodes.TileFailed);
        }
    }

    [Fact]
    public async Task Tiles_searched_within_a_moment_are_committed_together_and_told_one_by_one()
    {
        var world = await GrownAsync(9);
        int tiles = world.Store.State.Tiles.Count;
        long change = world.Store.State.Position.Change;
        var told = new List<long>();
        using var indexes = new SearchIndexes(world.Store);
        var worker = new SearchWorker(world.Store, indexes, new StoppedClock(), Quick, happened => told.Add(((TileSearched)happened).Tile.Number));
        var report = await worker.RunUntilEmptyAsync(Stop);
        Assert.Equal((tiles, tiles), (report.Tiles, told.Distinct().Count()));
        Assert.Equal(tiles, world.Store.State.Audit.Count(entry => entry.Act.Act == "search.tile"));
        Assert.InRange(world.Store.State.Position.Change - change, 1, tiles / 2);
        await RegistryChecks.HoldAsync(world, 1);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_gives_its_tile_back()
    {
        var world = await GrownAsync(9);
        using var indexes = new SearchIndexes(world.Store);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        int tiles = world.Store.State.Tiles.Count;
        var worker = new SearchWorker(world.Store, indexes, TimeProvider.System, Quick, told =>
        {
            if (told is TileSearched { Done: 2 })
                source.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.RunUntilEmptyAsync(source.Token));
        // Those that were searched together with the second are committed with it.
        Assert.InRange(world.Store.State.Tiles.Count, 0, tiles - 2);
        Assert.True((await new SearchWorker(world.Store, indexes, TimeProvider.System, Quick).RunUntilEmptyAsync(Stop)).IsComplete);
        await RegistryChecks.HoldAsync(world, 1);
    }

    private static async Task<RegistryWorld> GrownAsync(int seed)
    {
        var world = new RegistryWorld(seed, SearchDraw.Model());
        await world.AddModelAsync();
        for (int i = 0; i < 30; i++)
            await world.ChangeAsync();
        return world;
    }

    /// <summary>All that is searched is searched within one moment.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}

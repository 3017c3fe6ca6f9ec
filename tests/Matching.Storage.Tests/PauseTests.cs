using Matching.Casework.Completeness;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class PauseTests(TestDatabase database) : RegistryTests(database)
{
    [Fact]
    public async Task Tiles_of_a_paused_run_wait_and_nobody_takes_them_until_it_goes_on()
    {
        var store = await OpenAsync();
        var (model, first) = await RunAsync(store, new Rectangle(0, 1, 0, 1), new Rectangle(1, 2, 0, 1));
        long second = await AnswerAsync(store, change => change.AddRunAsync(Question(model), Noon, [new NewTile(model, SearchKind.Items, new Rectangle(0, 1, 0, 1))], Stop));
        await using (var atWork = await ClaimAsync(store))
        {
            await ChangeAsync(store, change => change.PauseRunAsync(first, isPaused: true, Stop));
            await using var other = await ClaimAsync(store);
            Assert.Equal((first, second), (atWork.Tile.Run, other.Tile.Run));
            Assert.Null(await store.ClaimTileAsync(Stop));
            Assert.True(await atWork.CommitAsync(ResultOf(atWork.Tile), Noon, Stop));
        }

        Assert.Equal([(second, RunState.Waiting), (first, RunState.Paused)], (await store.RunsAsync(new RunQuery(), Stop)).Select(run => (run.Number, run.State)));
        Assert.Equal(2, (await store.WaitingTilesAsync(Stop)).Count);
        await ChangeAsync(store, change => change.PauseRunAsync(first, isPaused: false, Stop));
        await using var again = await ClaimAsync(store);
        Assert.Equal(first, again.Tile.Run);
        await using var refused = await store.ChangeAsync(Stop);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => refused.PauseRunAsync(99, isPaused: true, Stop));
    }

    [Fact]
    public async Task A_paused_run_makes_no_gap_in_the_coverage()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profiles(2));
        await AddAsync(store, Side.Relative, Samples.Profiles(1, "R"));
        await ChangeAsync(store, change => change.AddStandingAsync(StandingKind.Family, [Samples.Family("F-1", 0)], Stop));
        var (model, run) = await AnswerAsync(store, async change =>
        {
            int number = await change.AddModelAsync("first", "{}", Stop);
            await change.ActivateModelAsync(number, isActive: true, Stop);
            return (number, await change.AddRunAsync(Question(number) with { Reason = RunReason.FullRerun }, Noon, TilePlan.Full(change.Position, number), Stop));
        });

        var pause = new RunPause(store, TimeProvider.System);
        var stopped = await pause.PauseAsync((await store.RunsAsync(RunQuery.Of(run), Stop))[0], "officer-1", Stop);
        Assert.Equal(RunState.Paused, stopped.Value.State);
        var coverage = await new CoverageAudit(store, TimeProvider.System).OfAsync(model, SearchKind.Families, Stop);
        Assert.Equal((2, 2, 0), (coverage.Required, coverage.Waiting, coverage.Missing));
        Assert.Equal("search.pause", (await store.ReadAuditAsync(stop: Stop).ToListAsync(Stop))[^1].Act.Act);
    }

    [Fact]
    public async Task What_came_in_and_what_is_over_is_never_paused()
    {
        var store = await OpenAsync();
        var (model, intake) = await RunAsync(store, new Rectangle(0, 1, 0, 1));
        long ordered = await AnswerAsync(store, change => change.AddRunAsync(Question(model) with { Reason = RunReason.Recall }, Noon, [], Stop));
        var pause = new RunPause(store, TimeProvider.System);
        Assert.Equal(SearchCodes.RunNeeded, (await pause.PauseAsync((await store.RunsAsync(RunQuery.Of(intake), Stop))[0], "officer-1", Stop)).Refusal?.Code);
        Assert.Equal(SearchCodes.RunOver, (await pause.PauseAsync((await store.RunsAsync(RunQuery.Of(ordered), Stop))[0], "officer-1", Stop)).Refusal?.Code);
    }

    [Fact]
    public async Task Runs_are_listed_by_number_requester_and_reason_the_newest_first()
    {
        var store = await OpenAsync();
        var (model, _) = await RunAsync(store, new Rectangle(0, 1, 0, 1));
        for (int i = 0; i < 3; i++)
            await ChangeAsync(store, change => change.AddRunAsync(Question(model) with { Reason = RunReason.FullRerun, RequestedBy = $"officer-{i}" }, Noon, [], Stop));
        Assert.Equal([4, 3, 2, 1], await NumbersAsync(new RunQuery()));
        Assert.Equal([4, 3, 2], await NumbersAsync(new RunQuery { OrderedOnly = true }));
        Assert.Equal([3, 2], await NumbersAsync(new RunQuery { Before = 4, Limit = 2 }));
        Assert.Equal([4], await NumbersAsync(new RunQuery { RequestedBy = "officer-2" }));
        Assert.Equal([2], await NumbersAsync(RunQuery.Of(2)));
        Assert.Empty(await NumbersAsync(RunQuery.Of(long.MaxValue)));

        async Task<List<long>> NumbersAsync(RunQuery query) => [.. (await store.RunsAsync(query, Stop)).Select(run => run.Number)];
    }

    [Fact]
    public async Task The_tiles_of_a_run_are_counted_from_the_audit_from_where_the_reader_was()
    {
        var store = await OpenAsync();
        var (_, run) = await RunAsync(store, new Rectangle(0, 1, 0, 1), new Rectangle(1, 2, 0, 1));
        Assert.Equal(RunCounts.None, await store.RunCountsAsync(run, stop: Stop));
        await CommitNextAsync(new SearchHit(0, 0, -1, HitRelation.Stated, 2, 0));
        var first = await store.RunCountsAsync(run, stop: Stop);
        Assert.Equal((1, 30, 2, 1, 1, "scalar"), (first.Tiles, first.Pairs, first.Rescored, first.InPart, first.Hits, first.Kernels));
        await CommitNextAsync();
        var later = await store.RunCountsAsync(run, first.Last, Stop);
        Assert.Equal((1, 0), (later.Tiles, later.Hits));
        Assert.Equal(await store.RunCountsAsync(run, stop: Stop), first.And(later));

        async Task CommitNextAsync(params SearchHit[] hits)
        {
            await using var claim = await ClaimAsync(store);
            Assert.True(await claim.CommitAsync(ResultOf(claim.Tile, hits), Noon, Stop));
        }
    }

    private static async Task<Casework.IClaimedTile> ClaimAsync(CaseStore store) => (await store.ClaimTileAsync(Stop))!;
}

public sealed class SqlitePauseTests() : PauseTests(new SqliteTestDatabase());

public sealed class PostgresPauseTests(PostgresServer server) : PauseTests(new PostgresTestDatabase(server));

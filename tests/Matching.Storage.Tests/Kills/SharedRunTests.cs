using Matching.Casework.Search;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests.Kills;

/// <summary>Several processes search one registry, and the server goes away under them.</summary>
[Collection(nameof(RunsAlone))]
public sealed class SharedRunTests(PostgresServer server) : StoreTests(new PostgresTestDatabase(server))
{
    [Fact]
    public async Task A_run_goes_on_by_itself_when_the_server_restarts_in_the_middle()
    {
        var world = await TakenAsync();
        var store = await OpenAsync();
        int before = (await store.WaitingTilesAsync(Stop)).Count, interruptions = 0, done = 0;
        using var indexes = new SearchIndexes(store);
        var options = new SearchWorkerOptions(1, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));
        var restart = Task.CompletedTask;
        var worker = new SearchWorker(store, indexes, TimeProvider.System, options, told =>
        {
            interruptions += told is StoreInterrupted ? 1 : 0;
            if (told is TileSearched && ++done == before / 2)
            {
                server.StopAsync().GetAwaiter().GetResult();
                restart = Task.Run(async () =>
                {
                    await Task.Delay(500, Stop);
                    await server.StartAsync();
                });
            }
        });
        var report = await worker.RunUntilEmptyAsync(Stop);
        await restart;
        Assert.True(report.IsComplete);
        Assert.True(interruptions > 0);
        await KillVerdict.HoldsAsync(store, world.Batches, Stop);
    }

    [Fact]
    public async Task Three_processes_search_every_tile_once()
    {
        var world = await TakenAsync();
        string[] rematch = ["rematch", "--db", Database.Connection, "--key-file", Database.KeyFile];
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MatchingProcess.RunAsync(rematch, killAfter: null, Stop)));
        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        var store = await OpenAsync();
        await KillVerdict.HoldsAsync(store, world.Batches, Stop);
        int lines = 0;
        foreach (var kind in SearchKinds.Required)
            lines += (await store.CoverageAsync(1, kind, Stop)).Count;
        var acts = await store.ReadAuditAsync(stop: Stop).Select(entry => entry.Act.Act).ToListAsync(Stop);
        Assert.Equal(lines, acts.Count(act => act == "search.tile"));
    }

    // Everything is taken and nothing is searched yet.
    private async Task<KillWorld> TakenAsync()
    {
        var world = new KillWorld(Database.Folder, seed: 7, rounds: 4);
        foreach (var batch in world.Batches)
        {
            var run = await MatchingProcess.RunAsync(
                ["import", batch.File, "--to", Database.Connection, "--key-file", Database.KeyFile, "--as", batch.Side, "--key", batch.Key, "--no-search"], killAfter: null, Stop);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        return world;
    }
}

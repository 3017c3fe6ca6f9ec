using Matching.Casework.Audit;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Engine.Images;

namespace Matching.Tests.Casework.Search;

/// <summary>An index from a snapshot and what came since is the index from the registry.</summary>
public sealed class PackedSnapshotFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_and_what_came_since_find_what_the_registry_finds()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var world = await GrownAsync(seed, withdraws: false);
            byte[] file = await WriteAsync(world);
            // Amended, retired, joined to relatives of before: all of it after the snapshot.
            for (int i = 0; i < 15; i++)
                await world.ChangeAsync(withdraws: false);
            await JoinAsync(world);
            var reading = await ReadAsync(world, file);
            Assert.Null(reading.Code);
            using var fromFile = reading.Index!;
            await fromFile.SyncAsync(world.Store, Stop);
            using var fromStore = new ProfileIndex(Assert.Single(await world.Store.ModelsAsync(Stop)));
            await fromStore.SyncAsync(world.Store, Stop);
            foreach (var kind in SearchKinds.Required)
            {
                var tile = new Tile(1, 1, 1, kind, new Rectangle(0, fromStore.Position.Children, 0, kind.Others(fromStore.Position)));
                Assert.Equal(new TileSearch(fromStore).Run(tile).Hits, new TileSearch(fromFile).Run(tile).Hits);
            }
        }
    }

    [Fact]
    public async Task A_withdrawal_ends_the_snapshot()
    {
        var world = await GrownAsync(1, withdraws: false);
        byte[] file = await WriteAsync(world);
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            await change.RetireProfilesAsync(Side.Relative, [0], ProfileState.Withdrawn, Stop);
            await change.CommitAsync(new AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
        }

        Assert.Equal(SearchCodes.SnapshotNotValid, (await ReadAsync(world, file)).Code);
    }

    [Fact]
    public async Task A_snapshot_of_another_registry_or_from_the_future_is_refused()
    {
        var world = await GrownAsync(1, withdraws: false);
        byte[] file = await WriteAsync(world);
        Assert.Equal(SearchCodes.SnapshotNotValid, (await ReadAsync(await GrownAsync(2, withdraws: false), file)).Code);
        byte[] stamp = file[64..96];
        var younger = new RegistryWorld(1, SearchDraw.Model());
        await younger.AddModelAsync();
        await using (var change = await younger.Store.BeginChangeAsync(Stop))
        {
            await change.AddSnapshotAsync(stamp, Stop);
            await change.CommitAsync(new AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
        }

        Assert.Equal(SearchCodes.SnapshotNotValid, (await ReadAsync(younger, file)).Code);
    }

    [Fact]
    public async Task A_snapshot_of_another_model_is_refused_even_where_only_the_drop_out_differs()
    {
        var world = await GrownAsync(1, withdraws: false);
        byte[] file = await WriteAsync(world);
        await world.AddModelAsync(world.Settings with { DropOut = 0.01 });
        await world.AddModelAsync(SearchDraw.Model(loci: 9));
        var models = await world.Store.ModelsAsync(Stop);
        Assert.Equal(SearchCodes.SnapshotNotValid, (await ReadAsync(world, file, models[1])).Code);
        Assert.Equal(ImageFaultCodes.Model, (await ReadAsync(world, file, models[2])).Code);
        Assert.Null((await ReadAsync(world, file, models[0])).Code);
    }

    [Fact]
    public async Task A_snapshot_that_was_altered_or_cut_off_is_refused()
    {
        var world = await GrownAsync(1, withdraws: false);
        byte[] file = await WriteAsync(world);
        byte[] altered = [.. file];
        altered[file.Length / 2] ^= 1;
        Assert.NotNull((await ReadAsync(world, altered)).Code);
        Assert.Equal(ImageFaultCodes.Truncated, (await ReadAsync(world, file[..^7])).Code);
        Assert.Equal(ImageFaultCodes.Truncated, (await ReadAsync(world, [])).Code);
    }

    private static async Task JoinAsync(RegistryWorld world)
    {
        int member = world.Store.State.Profiles[1].FindIndex(p => p.Retired is null);
        await using var change = await world.Store.BeginChangeAsync(Stop);
        await change.AddStandingAsync(StandingKind.Family, [new StandingEntry(StandingKind.Family, "late", 0, "roles father", [member])], Stop);
        await change.CommitAsync(new AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
    }

    private static async Task<byte[]> WriteAsync(RegistryWorld world)
    {
        using var index = new ProfileIndex((await world.Store.ModelsAsync(Stop))[0]);
        using var file = new MemoryStream();
        Assert.True(await PackedSnapshotFile.WriteAsync(index, world.Store, file, "tester", RegistryWorld.Now, Stop));
        return file.ToArray();
    }

    private static async Task<SnapshotReading> ReadAsync(RegistryWorld world, byte[] file, StoredModel? model = null) => await PackedSnapshotFile.ReadAsync(
        model ?? (await world.Store.ModelsAsync(Stop))[0], world.Store, file.Length, (offset, target) => file.AsSpan((int)offset, target.Length).CopyTo(target), threads: 2, Stop);

    private static async Task<RegistryWorld> GrownAsync(int seed, bool withdraws)
    {
        var world = new RegistryWorld(seed, SearchDraw.Model());
        await world.AddModelAsync();
        for (int i = 0; i < 40; i++)
            await world.ChangeAsync(withdraws);
        return world;
    }
}

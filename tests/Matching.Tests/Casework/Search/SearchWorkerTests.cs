using FsCheck;
using FsCheck.Fluent;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>Whatever comes in, in whatever order, and whoever is killed: no pair missing, no hit missing or doubled.</summary>
public sealed class SearchWorkerTests
{
    [Fact]
    public void Everything_new_has_been_compared_with_everything_waiting() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => HoldsAsync(seed, withX: false, theta: 0).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void The_same_holds_with_theta_and_a_locus_on_the_X_chromosome() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => HoldsAsync(seed, withX: true, theta: 0.01).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    private static async Task<bool> HoldsAsync(int seed, bool withX, double theta)
    {
        var world = new RegistryWorld(seed, SearchDraw.Model(withX: withX, theta: theta));
        int model = await world.AddModelAsync();
        // Two processes with indices of their own.
        SearchIndexes[] indexes = [new(world.Store), new(world.Store)];
        for (int step = 0; step < 40; step++)
        {
            if (world.Random.Next(3) > 0)
                await world.ChangeAsync();
            else if (world.Random.Next(3) == 0)
                await KillAsync(world, indexes[world.Random.Next(2)]);
            else
                await SearchOneAsync(world, indexes[world.Random.Next(2)]);
        }

        var report = await new SearchWorker(world.Store, indexes[0], TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync();
        Assert.True(report.IsComplete);
        await RegistryChecks.HoldAsync(world, model);
        return true;
    }

    // Claims, searches, and is gone before the commit.
    private static async Task KillAsync(RegistryWorld world, SearchIndexes indexes)
    {
        await using var claim = await world.Store.ClaimTileAsync();
        if (claim is not null)
            new TileSearch(await indexes.SyncAsync(claim.Tile.Model)).Run(claim.Tile);
    }

    private static async Task SearchOneAsync(RegistryWorld world, SearchIndexes indexes)
    {
        await using var claim = await world.Store.ClaimTileAsync();
        if (claim is null)
            return;
        var result = new TileSearch(await indexes.SyncAsync(claim.Tile.Model)).Run(claim.Tile);
        Assert.True(await claim.CommitAsync(result, RegistryWorld.Now));
    }
}

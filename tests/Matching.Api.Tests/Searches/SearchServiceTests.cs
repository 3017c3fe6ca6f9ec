using Matching.Api.Hosting;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Search;
using Matching.Storage.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Matching.Api.Tests.Searches;

public sealed class SearchServiceTests() : HostTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task A_fault_that_nobody_foresaw_ends_neither_the_searches_nor_the_server()
    {
        await Host.SettleAsync();
        // Its own search is stopped, so that what is found is found by the one under test.
        await Host.Services.GetRequiredService<SearchService>().StopAsync(Stop);
        await SearchSamples.AddAsync(Host.Services, 4, 4, Stop);
        var store = BrokenStore.Of(Host.Store, faults: 2);
        using var indexes = new SearchIndexes(store);
        using var metrics = new SearchMetrics();
        var packed = new PackedSnapshots(store, Options, TimeProvider.System, NullLogger<PackedSnapshots>.Instance);
        using var service = new SearchService(
            store, indexes, packed, new RunWatch(new RunStates(store), TimeProvider.System), new RunProgress(metrics, TimeProvider.System, NullLogger<RunProgress>.Instance), TimeProvider.System, Options, NullLogger<SearchService>.Instance);
        await service.StartAsync(Stop);
        service.Wake();
        await Host.SettleAsync();
        Assert.True(service.IsLoaded(1));
        Assert.True(await SearchSamples.IsCompleteAsync(Host.Store, Stop));
        await service.StopAsync(Stop);
    }

    [Fact]
    public async Task A_packed_snapshot_is_written_for_its_owner_alone_and_read_at_the_next_start()
    {
        await SearchSamples.AddAsync(Host.Services, 2, 30, Stop);
        var model = (await Host.Store.ModelsAsync(Stop))[0];
        var packed = new PackedSnapshots(Host.Store, Options, TimeProvider.System, NullLogger<PackedSnapshots>.Instance) { Fewest = 1 };
        using (var indexes = new SearchIndexes(Host.Store, packed.LoadAsync))
        {
            await indexes.SyncAsync(model.Number, Stop);
            await packed.SaveAsync(indexes, Stop);
        }

        string place = packed.PlaceOf(model.Number)!;
        Assert.Equal($"{Database.Connection}.1.packed", place);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place));
        using var index = await packed.LoadAsync(model);
        Assert.Equal(30, index.Position.Relatives);
        packed.Delete([1]);
        Assert.False(File.Exists(place));
        Directory.CreateDirectory(place);
        packed.Delete([1]);
        Directory.Delete(place);
        using var none = await packed.LoadAsync(model);
        Assert.Equal(0, none.Position.Relatives);
    }

    private MatchingOptions Options => new() { Database = Database.Connection };
}

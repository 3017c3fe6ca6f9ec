using Matching.Casework.Search;
using Matching.Cli;
using Matching.Cli.Registry;

namespace Matching.Tests.Cli;

public sealed class PackedSnapshotsTests : IDisposable
{
    private readonly RegistryBench _bench = new();

    private RegistryPlace Place => new(_bench.Database, null, "tester");

    private string Packed => Place.PackedOf(1)!;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_snapshot_is_kept_beside_the_file_and_used_the_next_time()
    {
        Import();
        Assert.Equal(0, await UseAsync());
        Assert.True(File.Exists(Packed));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Packed));
        Assert.Equal(23, await UseAsync());
    }

    [Fact]
    public async Task A_withdrawal_deletes_the_snapshot()
    {
        Import();
        await UseAsync();
        string person = File.ReadLines(_bench.PathOf("parents.csv")).ElementAt(1).Split(',')[0];
        Assert.Equal(ExitCode.Done, _bench.Run("withdraw", "--db", _bench.Database, "--side", "relatives", "--person", person, "--reason", "letter"));
        Assert.False(File.Exists(Packed));
    }

    [Fact]
    public async Task A_snapshot_of_another_registry_is_named_and_made_anew()
    {
        Import();
        await File.WriteAllBytesAsync(Packed, new byte[5000], TestContext.Current.CancellationToken);
        using var error = new StringWriter();
        Assert.Equal(0, await UseAsync(error));
        Assert.Contains("is not used and will be made anew", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(23, await UseAsync());
    }

    [Fact]
    public void For_a_server_a_snapshot_is_kept_where_a_name_is_given_and_nowhere_else()
    {
        var server = Place with { Database = "Host=localhost;Database=registry" };
        Assert.Null(server.PackedOf(1));
        Assert.Equal("/safe/registry.2.packed", (server with { Packed = "/safe/registry" }).PackedOf(2));
    }

    private void Import()
    {
        _bench.Simulate("--family", "father", "--families", "3", "--unrelated", "20", "--seed", "2");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
    }

    // The relatives that were known when the index was made.
    private async Task<int> UseAsync(TextWriter? error = null)
    {
        await using var store = await Place.OpenAsync(TestContext.Current.CancellationToken);
        var packed = new PackedSnapshots(store, Place, threads: 1, error ?? TextWriter.Null, fewest: 10);
        int known = -1;
        using var indexes = new SearchIndexes(store, async model =>
        {
            var index = await packed.LoadAsync(model);
            known = index.Position.Relatives;
            return index;
        });
        await indexes.SyncAsync(1, TestContext.Current.CancellationToken);
        await packed.SaveAsync(indexes, TestContext.Current.CancellationToken);
        return known;
    }
}

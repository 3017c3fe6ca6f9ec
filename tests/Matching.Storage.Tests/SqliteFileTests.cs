using Dapper;
using Matching.Casework;
using Matching.Casework.Records;
using Matching.Storage.Tests.Databases;
using Microsoft.Data.Sqlite;

namespace Matching.Storage.Tests;

/// <summary>What only a file can be: empty, foreign, a folder, locked, full, read by others.</summary>
public sealed class SqliteFileTests() : StoreTests(new SqliteTestDatabase())
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Database_log_index_and_keys_are_readable_by_their_owner_only()
    {
        await SaveAsync(await OpenAsync());
        if (OperatingSystem.IsWindows())
            return;
        foreach (string file in new[] { Database.Connection, Database.Connection + "-wal", Database.Connection + "-shm", Database.KeyFile })
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_registry_for_its_owner_only()
    {
        await File.WriteAllBytesAsync(Database.Connection, [], Stop);
        await SaveAsync(await OpenAsync());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(Database.Connection));
    }

    [Fact]
    public async Task A_registry_is_durable_and_checks_its_references()
    {
        var store = await OpenAsync();
        Assert.Equal(
            ("wal", 2, 1),
            await store.ReadAsync(async c => (await c.ExecuteScalarAsync<string>("pragma journal_mode")!, await c.ExecuteScalarAsync<int>("pragma synchronous"), await c.ExecuteScalarAsync<int>("pragma foreign_keys")), Stop));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', 5000)];
        await File.WriteAllBytesAsync(Database.Connection, text, Stop);
        await RefusedAsync(CaseStoreCodes.NotARegistry, OpenAsync);
        Assert.Equal(text, await File.ReadAllBytesAsync(Database.Connection, Stop));
    }

    [Fact]
    public async Task A_folder_is_refused()
    {
        Directory.CreateDirectory(Database.Connection);
        await RefusedAsync(CaseStoreCodes.NotARegistry, OpenAsync);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named() =>
        Assert.Contains("missing", (await RefusedAsync(
            CaseStoreCodes.Unreachable, () => Database.OpenAsync(Database.Options with { Connection = Path.Combine(Database.Folder, "missing", "registry.db") }))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_may_not_be_written_is_refused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "this user may write every file");
        await CloseAsync(await OpenAsync());
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(Database.Connection, UnixFileMode.UserRead);
        await RefusedAsync(CaseStoreCodes.ReadOnly, OpenAsync);
    }

    [Fact]
    public async Task What_a_database_says_of_rights_becomes_a_code()
    {
        var store = await OpenAsync();
        await RefusedAsync(CaseStoreCodes.ReadOnly, () => store.ReadAsync(c => c.ExecuteAsync("pragma query_only = on; delete from audit"), Stop));
    }

    [Fact]
    public async Task A_damaged_file_says_so()
    {
        var store = await OpenAsync();
        await SaveAsync(store, [.. Enumerable.Range(0, 200).Select(i => new RecordChange(Child($"C-{i}"), 0, new RecordIndex("x"), new string('x', 1000)))]);
        await CloseAsync(store);
        byte[] content = await File.ReadAllBytesAsync(Database.Connection, Stop);
        content.AsSpan(100, 4000).Fill(0xA5);
        await File.WriteAllBytesAsync(Database.Connection, content, Stop);
        await RefusedAsync(CaseStoreCodes.Damaged, OpenAsync);
    }

    [Fact]
    public async Task A_lock_held_by_others_is_waited_for_and_then_named()
    {
        await OpenAsync();
        var store = await Database.OpenAsync(Database.Options with { LockWait = TimeSpan.FromMilliseconds(100) });
        await using (var other = await Database.ConnectAsync())
        {
            await other.ExecuteAsync("begin immediate");
            var refused = await RefusedAsync(CaseStoreCodes.Locked, () => SaveAsync(store));
            Assert.True(refused.IsTransient);
            Assert.Equal(0, (await store.PositionAsync(Stop)).Change);
        }

        Assert.Equal(1, await SaveAsync(store));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_is_half_written()
    {
        var store = await OpenAsync();
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "{}"));
        await RefusedAsync(CaseStoreCodes.Full, async () =>
        {
            await using var change = await store.ChangeAsync(Stop);
            long pages = await change.Connection.ExecuteScalarAsync<long>("pragma page_count");
            await change.Connection.ExecuteAsync($"pragma max_page_count = {pages + 5}");
            try
            {
                await change.SaveAsync([.. Enumerable.Range(0, 500).Select(i => new RecordChange(Child($"D-{i}"), 0, new RecordIndex("x"), new string('x', 1000)))], Noon, "a", Stop);
            }
            finally
            {
                // The limit stays with the connection.
                SqliteConnection.ClearPool((SqliteConnection)change.Connection);
            }
        });
        Assert.Single(await store.ListRecordsAsync(new RecordQuery(RecordKind.Child), Stop));
        Assert.Equal(2, await SaveAsync(store, new RecordChange(Child("D-1"), 0, new RecordIndex("x"), "{}")));
    }

    private static async Task CloseAsync(CaseStore store)
    {
        await store.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}

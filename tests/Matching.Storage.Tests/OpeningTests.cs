using Dapper;
using Matching.Casework;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class OpeningTests(TestDatabase database) : StoreTests(database)
{
    [Fact]
    public async Task A_registry_opens_again_and_holds_what_it_held()
    {
        await SaveAsync(await OpenAsync());
        var again = await OpenAsync();
        Assert.Equal(1, (await again.PositionAsync(Stop)).Change);
        Assert.Equal(await AppliedAsync(), Enumerable.Range(1, (await AppliedAsync()).Length));
    }

    [Fact]
    public async Task An_empty_database_stays_empty_for_those_who_may_not_make_a_registry()
    {
        var readers = Database.Options with { MayCreate = false };
        await RefusedAsync(CaseStoreCodes.NotARegistry, () => CaseStore.OpenAsync(readers, Stop));
        Assert.False(File.Exists(Database.KeyFile));
        await SaveAsync(await OpenAsync());
        await using var reader = await CaseStore.OpenAsync(readers, Stop);
        Assert.Equal(1, (await reader.PositionAsync(Stop)).Change);
    }

    [Fact]
    public async Task Many_who_open_an_empty_database_at_once_make_one_registry()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => CaseStore.OpenAsync(Database.Options, Stop), Stop)));
        foreach (var store in stores)
        {
            await SaveAsync(store);
            await store.DisposeAsync();
        }

        Assert.Equal(6, (await (await OpenAsync()).PositionAsync(Stop)).Change);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_by_its_name()
    {
        await OpenAsync();
        await Database.ExecuteAsync("insert into schema_migrations (number, name, checksum, applied) values (9999, '9999_future', 'x', 0)");
        var refused = await RefusedAsync(CaseStoreCodes.NewerSchema, OpenAsync);
        Assert.Contains("9999_future", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_made_by_other_files_is_refused()
    {
        await OpenAsync();
        await Database.ExecuteAsync("update schema_migrations set checksum = 'other' where number = 1");
        var refused = await RefusedAsync(CaseStoreCodes.SchemaChanged, OpenAsync);
        Assert.Contains("0001_base", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        await Database.ExecuteAsync("create table customers (id integer)");
        await RefusedAsync(CaseStoreCodes.NotARegistry, OpenAsync);
        await Database.ExecuteAsync("insert into customers values (1)");
        Assert.False(File.Exists(Database.KeyFile));
    }

    [Fact]
    public async Task A_registry_that_lost_a_table_is_damaged()
    {
        var store = await OpenAsync();
        await Database.ExecuteAsync("drop table submissions");
        await Database.ExecuteAsync("alter table audit rename to other");
        await RefusedAsync(CaseStoreCodes.Damaged, () => SaveAsync(store));
    }

    [Fact]
    public async Task Where_keys_cannot_be_made_no_registry_is_made_either()
    {
        string file = Path.Combine(Database.Folder, "a-file");
        await File.WriteAllTextAsync(file, "x", Stop);
        await RefusedAsync(CaseStoreCodes.NoKey, () => Database.OpenAsync(Database.Options with { KeyFile = Path.Combine(file, "keys") }));
        await OpenAsync();
    }

    private async Task<int[]> AppliedAsync()
    {
        await using var connection = await Database.ConnectAsync();
        return [.. await connection.QueryAsync<int>("select number from schema_migrations order by number")];
    }
}

public sealed class SqliteOpeningTests() : OpeningTests(new SqliteTestDatabase());

public sealed class PostgresOpeningTests(PostgresServer server) : OpeningTests(new PostgresTestDatabase(server));

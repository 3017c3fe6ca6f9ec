using Dapper;
using Matching.Casework;
using Matching.Casework.Records;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

/// <summary>What only a server can do: refuse, be away, come back. Runs when no other test needs the server.</summary>
[Collection(nameof(RunsAlone))]
public sealed class PostgresServerTests(PostgresServer server) : StoreTests(new PostgresTestDatabase(server))
{
    [Fact]
    public async Task A_stopped_server_is_a_passing_failure_and_afterwards_everything_works()
    {
        var store = await OpenAsync();
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "{}"));
        await using (var change = await store.ChangeAsync(Stop))
        {
            await change.SaveAsync([new RecordChange(Child("C-2"), 0, new RecordIndex("x"), "{}")], Noon, "officer-1", Stop);
            await server.StopAsync();
            await LostAsync(() => change.CommitAsync(Act(), Noon, Stop));
        }

        await LostAsync(() => store.FindRecordAsync(Child("C-1"), Stop));
        await LostAsync(() => SaveAsync(store));
        await server.StartAsync();

        Assert.NotNull(await store.FindRecordAsync(Child("C-1"), Stop));
        Assert.Null(await store.FindRecordAsync(Child("C-2"), Stop));
        Assert.Equal(2, await SaveAsync(store));
    }

    [Fact]
    public async Task After_a_restart_nothing_that_was_committed_is_missing()
    {
        var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.PositionAsync(Stop)));
        await SaveAsync(store);
        await server.RestartAsync();
        await LostAsync(() => store.PositionAsync(Stop));
        Assert.Equal(1, (await store.PositionAsync(Stop)).Change);
    }

    [Fact]
    public async Task A_broken_connection_in_the_middle_of_reading_is_a_passing_failure()
    {
        var store = await OpenAsync();
        await SaveAsync(store);
        await LostAsync(() => store.ReadAsync(
            async connection =>
            {
                int backend = await connection.ExecuteScalarAsync<int>("select pg_backend_pid()");
                await Database.ExecuteAsync($"select pg_terminate_backend({backend}, 10000)");
                return await connection.ExecuteScalarAsync<int>("select 1");
            },
            Stop));
        Assert.Equal(1, (await store.PositionAsync(Stop)).Change);
    }

    [Fact]
    public async Task A_connection_that_breaks_at_the_commit_leaves_nothing()
    {
        var store = await OpenAsync();
        await Database.ExecuteAsync(
            """
            create function break_off() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
            create constraint trigger audit_breaks_off after insert on audit deferrable initially deferred for each row execute function break_off();
            """);
        await LostAsync(() => SaveAsync(store));
        await Database.ExecuteAsync("drop trigger audit_breaks_off on audit");
        Assert.Equal(1, await SaveAsync(store));
    }

    [Fact]
    public async Task A_lock_held_by_others_is_waited_for_and_then_named()
    {
        await OpenAsync();
        var store = await Database.OpenAsync(Database.Options with { LockWait = TimeSpan.FromMilliseconds(100) });
        await using (var other = await Database.ConnectAsync())
        {
            await other.ExecuteAsync("begin; select * from registry for update");
            Assert.True((await RefusedAsync(CaseStoreCodes.Locked, () => SaveAsync(store))).IsTransient);
        }

        Assert.Equal(1, await SaveAsync(store));
    }

    [Theory]
    [InlineData("Password=", "Password=wrong")]
    [InlineData("Host=127.0.0.1", "Host=127.0.0.2")]
    [InlineData("Database=", "Database=nowhere")]
    [InlineData("Username=matching", "Username=nobody")]
    public async Task A_server_that_does_not_let_us_in_is_unreachable_and_no_password_is_shown(string part, string instead)
    {
        var refused = await RefusedAsync(
            CaseStoreCodes.Unreachable, () => Database.OpenAsync(Database.Options with { Connection = Database.Connection.Replace(part, instead, StringComparison.Ordinal) }));
        Assert.False(refused.IsTransient);
        Assert.DoesNotContain(server.Password, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_only_read_is_told_so()
    {
        await OpenAsync();
        var store = await Database.OpenAsync(Database.Options with { Connection = Database.Connection + ";Options=-c default_transaction_read_only=on" });
        await RefusedAsync(CaseStoreCodes.ReadOnly, () => SaveAsync(store));
    }

    [Fact]
    public async Task A_uri_names_the_same_database()
    {
        await SaveAsync(await OpenAsync());
        var parts = Database.Connection.Split(';').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        var store = await Database.OpenAsync(Database.Options with
        {
            Connection = $"postgresql://{parts["Username"]}:{parts["Password"]}@{parts["Host"]}:{parts["Port"]}/{parts["Database"]}?application_name=a%20test",
        });
        Assert.Equal(1, (await store.PositionAsync(Stop)).Change);
        Assert.Equal("a test", await store.ReadAsync(c => c.ExecuteScalarAsync<string>("show application_name"), Stop));
    }

    private static async Task LostAsync(Func<Task> act) => Assert.True((await RefusedAsync(CaseStoreCodes.Lost, act)).IsTransient);
}

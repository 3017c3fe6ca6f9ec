using Matching.Casework.Audit;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests.Kills;

/// <summary>The program is killed at random moments of intake and search; afterwards nothing is missing and nothing is there twice.</summary>
public abstract class KillTests(TestDatabase database) : StoreTests(database)
{
    // The long form, benchmarks/long-kill-test, asks for more.
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("MATCHING_TEST_KILLS"), out int kills) ? kills : 20;

    [Fact]
    public async Task Killed_again_and_again_the_registry_has_lost_nothing_and_doubled_nothing()
    {
        var run = new KillRun(Database, Kills, seed: 20261122);
        await run.RunAsync(Stop);
        TestContext.Current.SendDiagnosticMessage("{0} kills, {1} of them after the answer", run.Kills, run.KillsOfSearches);
        Assert.True(run.Kills >= Kills);
        var store = await OpenAsync();
        await KillVerdict.HoldsAsync(store, run.Acknowledged, Stop);
        Assert.Null((await AuditVerification.RunAsync(store.ReadAuditAsync(stop: Stop), await store.AnchorAsync(Stop), outside: null, Stop)).Fault);
    }
}

public sealed class SqliteKillTests() : KillTests(new SqliteTestDatabase());

public sealed class PostgresKillTests(PostgresServer server) : KillTests(new PostgresTestDatabase(server));

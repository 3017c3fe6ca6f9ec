using Matching.Casework.Audit;
using Matching.Storage.Tests.Databases;
using Matching.Tests.Casework.Desks;

namespace Matching.Storage.Tests.Stories;

/// <summary>One case from its first day to its worst one, on a database as it is used.</summary>
public abstract class RingStoryTests(TestDatabase database) : StoreTests(database)
{
    [Fact]
    public async Task A_ring_is_entered_searched_matched_released_recalled_and_withdrawn_from()
    {
        var store = await OpenAsync();
        await using var world = await DeskWorld.NewAsync(store);
        var story = new RingStory(world);
        await story.EnterAsync();
        await story.FindNobodyAndPublishAsync();
        await story.FindFamilyAsync();
        await story.ConfirmAsync();
        await story.ReleaseAndPlaceAsync();
        await story.RecallAsync();
        await story.WithdrawAsync();
        var coverage = await world.CoverageAsync();
        Assert.True(coverage.IsComplete);
        Assert.Equal(0, coverage.Missing);
        var verdict = await AuditVerification.RunAsync(store.ReadAuditAsync(1, Stop), await store.AnchorAsync(Stop), outside: null, Stop);
        Assert.Null(verdict.Fault);
        Assert.Equal((await store.AnchorAsync(Stop)).Number, verdict.Entries);
    }
}

public sealed class SqliteRingStoryTests() : RingStoryTests(new SqliteTestDatabase());

public sealed class PostgresRingStoryTests(PostgresServer server) : RingStoryTests(new PostgresTestDatabase(server));

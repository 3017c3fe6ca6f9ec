using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

/// <summary>Tests that hold for both databases: a derived class names the database, nothing else.</summary>
public abstract class StoreTests(TestDatabase database) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    protected TestDatabase Database { get; } = database;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Database.CreateAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<CaseStore> OpenAsync() => Database.OpenAsync();

    protected static AuditAct Act(string subject = "T-1") => new("officer-1", "test.act", subject, """{"count":1}""");

    protected static RecordKey Child(string code) => new(RecordKind.Child, code);

    /// <summary>Saves versions of records in a change of their own.</summary>
    protected static async Task<long> SaveAsync(CaseStore store, params RecordChange[] changes)
    {
        await using var change = await store.ChangeAsync(Stop);
        await change.SaveAsync(changes, Noon, "officer-1", Stop);
        return await change.CommitAsync(Act(), Noon, Stop);
    }

    protected static async Task<CaseStoreException> RefusedAsync(string code, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<CaseStoreException>(act);
        Assert.Equal(code, refused.Code);
        return refused;
    }
}

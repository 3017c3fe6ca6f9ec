using Matching.Casework;
using Matching.Casework.Records;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class RecordTests(TestDatabase database) : StoreTests(database)
{
    [Fact]
    public async Task A_record_comes_back_as_it_was_saved()
    {
        var store = await OpenAsync();
        var index = new RecordIndex("waiting", "unit-7", "case-1", "C-1", "F-1", IsSealed: true, Noon.AddDays(3));
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, index, """{"name":"小明"}"""));

        var found = await store.FindRecordAsync(Child("C-1"), Stop);
        Assert.Equal(new StoredRecord(Child("C-1"), 1, index, """{"name":"小明"}""", Noon, "officer-1"), found);
        Assert.Null(await store.FindRecordAsync(Child("C-2"), Stop));
        Assert.Null(await store.FindRecordAsync(new RecordKey(RecordKind.Family, "C-1"), Stop));
    }

    [Fact]
    public async Task Every_version_is_kept()
    {
        var store = await OpenAsync();
        for (int version = 0; version < 3; version++)
            await SaveAsync(store, new RecordChange(Child("C-1"), version, new RecordIndex($"state-{version}"), $"body {version}"));

        var history = await store.HistoryAsync(Child("C-1"), Stop);
        Assert.Equal([(1, "body 0"), (2, "body 1"), (3, "body 2")], history.Select(r => (r.Version, r.Body)));
        Assert.Equal(3, (await store.FindRecordAsync(Child("C-1"), Stop))!.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Somebody_elses_change_in_between_is_refused_and_nothing_is_written(int basedOn)
    {
        var store = await OpenAsync();
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, new RecordIndex("new"), "{}"));
        var before = await store.AnchorAsync(Stop);

        var refused = await RefusedAsync(CaseStoreCodes.RecordChanged, () => SaveAsync(
            store, new RecordChange(Child("C-0"), 0, new RecordIndex("new"), "{}"), new RecordChange(Child("C-1"), basedOn, new RecordIndex("new"), "{}")));
        Assert.Contains("Child/C-1", refused.Message, StringComparison.Ordinal);
        Assert.Null(await store.FindRecordAsync(Child("C-0"), Stop));
        Assert.Single(await store.HistoryAsync(Child("C-1"), Stop));
        Assert.Equal(before.Number, (await store.AnchorAsync(Stop)).Number);
    }

    [Fact]
    public async Task A_change_with_a_failed_step_cannot_be_committed()
    {
        var store = await OpenAsync();
        await using (var change = await store.ChangeAsync(Stop))
        {
            await change.SaveAsync([new RecordChange(Child("C-1"), 0, new RecordIndex("new"), "{}")], Noon, "officer-1", Stop);
            await Assert.ThrowsAsync<CaseStoreException>(() => change.SaveAsync([new RecordChange(Child("C-1"), 0, new RecordIndex("new"), "{}")], Noon, "officer-1", Stop));
            await Assert.ThrowsAsync<InvalidOperationException>(() => change.CommitAsync(Act(), Noon, Stop));
        }

        Assert.Null(await store.FindRecordAsync(Child("C-1"), Stop));
    }

    [Fact]
    public async Task Two_versions_of_a_record_can_be_saved_in_one_change()
    {
        var store = await OpenAsync();
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, new RecordIndex("new"), "1"), new RecordChange(Child("C-1"), 1, new RecordIndex("old"), "2"));
        Assert.Equal(["1", "2"], (await store.HistoryAsync(Child("C-1"), Stop)).Select(r => r.Body));
    }

    [Fact]
    public async Task Lists_hold_the_newest_versions_by_code()
    {
        var store = await OpenAsync();
        await SaveAsync(
            store,
            new RecordChange(Child("C-b"), 0, new RecordIndex("waiting", Unit: "u1", Case: "k1"), "{}"),
            new RecordChange(Child("C-a"), 0, new RecordIndex("waiting", Unit: "u2", Case: "k1", Due: Noon), "{}"),
            new RecordChange(Child("C-B"), 0, new RecordIndex("closed", Family: "f1", Child: "C-a", IsSealed: true), "{}"),
            new RecordChange(new RecordKey(RecordKind.Match, "M-1"), 0, new RecordIndex("waiting"), "{}"));
        await SaveAsync(store, new RecordChange(Child("C-b"), 1, new RecordIndex("closed", Unit: "u1", Case: "k1"), "{}"));

        Assert.Equal(["C-B", "C-a", "C-b"], await CodesAsync(new RecordQuery(RecordKind.Child)));
        Assert.Equal(["C-a"], await CodesAsync(new RecordQuery(RecordKind.Child) { State = "waiting" }));
        Assert.Equal(["C-B", "C-b"], await CodesAsync(new RecordQuery(RecordKind.Child) { State = "closed" }));
        Assert.Equal(["C-b"], await CodesAsync(new RecordQuery(RecordKind.Child) { Unit = "u1" }));
        Assert.Equal(["C-b"], await CodesAsync(new RecordQuery(RecordKind.Child) { Case = "k1", State = "closed" }));
        Assert.Equal(["C-B"], await CodesAsync(new RecordQuery(RecordKind.Child) { Child = "C-a" }));
        Assert.Equal(["C-B"], await CodesAsync(new RecordQuery(RecordKind.Child) { Family = "f1" }));
        Assert.Equal(["C-a"], await CodesAsync(new RecordQuery(RecordKind.Child) { DueBefore = Noon.AddTicks(10) }));
        Assert.Empty(await CodesAsync(new RecordQuery(RecordKind.Child) { DueBefore = Noon }));
        Assert.Equal(["C-a"], await CodesAsync(new RecordQuery(RecordKind.Child) { After = "C-B", Limit = 1 }));

        async Task<string[]> CodesAsync(RecordQuery query) => [.. (await store.ListRecordsAsync(query, Stop)).Select(r => r.Key.Code)];
    }

    [Fact]
    public async Task All_versions_of_a_kind_are_read_in_order_without_their_bodies()
    {
        var store = await OpenAsync();
        var full = new RecordIndex("waiting", "unit-7", "case-1", "C-1", "F-1", IsSealed: true, Noon.AddDays(3));
        await SaveAsync(store, new RecordChange(Child("C-b"), 0, full, "1"), new RecordChange(Child("C-B"), 0, new RecordIndex("new"), "2"));
        await SaveAsync(store, new RecordChange(Child("C-b"), 1, new RecordIndex("old"), "3"), new RecordChange(new RecordKey(RecordKind.Match, "M-1"), 0, new RecordIndex("new"), "{}"));
        Assert.Equal(
            [new IndexedVersion(Child("C-B"), 1, new RecordIndex("new"), Noon), new(Child("C-b"), 1, full, Noon), new(Child("C-b"), 2, new RecordIndex("old"), Noon)],
            await store.VersionsAsync(RecordKind.Child, Stop).ToListAsync(Stop));
        Assert.Empty(await store.VersionsAsync(RecordKind.Case, Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_sealed_record_says_so()
    {
        var store = await OpenAsync();
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, new RecordIndex("x", IsSealed: true), "{}"), new RecordChange(Child("C-2"), 0, new RecordIndex("x"), "{}"));
        Assert.Equal([true, false], (await store.ListRecordsAsync(new RecordQuery(RecordKind.Child), Stop)).Select(r => r.Index.IsSealed));
    }

    [Theory]
    [InlineData("delete from records")]
    [InlineData("update records set state = 'other'")]
    [InlineData("update records set body = body")]
    [InlineData("delete from audit")]
    [InlineData("update audit set actor = 'nobody'")]
    public async Task What_was_written_cannot_be_changed(string sql)
    {
        await SaveAsync(await OpenAsync(), new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "{}"));
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Database.ExecuteAsync(sql));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }
}

public sealed class SqliteRecordTests() : RecordTests(new SqliteTestDatabase());

public sealed class PostgresRecordTests(PostgresServer server) : RecordTests(new PostgresTestDatabase(server));

using Dapper;
using Matching.Casework;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class DialectTests(TestDatabase database, string bytes, string real) : StoreTests(database)
{
    private static readonly string[] Columns = ["number", "long_number", "ratio", "word", "content"];

    [Fact]
    public async Task Rows_inserted_in_bulk_come_back_as_they_were()
    {
        var store = await OpenWithTableAsync();
        Row[] rows =
        [
            new() { Number = 1, LongNumber = long.MaxValue, Ratio = double.Epsilon, Word = "小明 ü", Content = [0, 255] },
            new() { Number = int.MinValue, LongNumber = null, Ratio = null, Word = null, Content = null },
            new() { Number = 0, LongNumber = -1, Ratio = -0.1, Word = "", Content = [] },
            new() { Number = 7, LongNumber = 0, Ratio = 3, Word = new string('x', 5000), Content = new byte[100_000] },
        ];
        await InsertAsync(store, rows);

        var found = await AllAsync(store);
        Assert.Equivalent(rows.OrderBy(r => r.Number), found, strict: true);
    }

    [Fact]
    public async Task Lists_select_numbers_texts_and_bytes()
    {
        var store = await OpenWithTableAsync();
        await InsertAsync(store, [.. Enumerable.Range(1, 5).Select(i => new Row { Number = i, LongNumber = 10L * i, Word = $"w'{i}", Content = [(byte)i, 0] })]);

        Assert.Equal("2 5", await NumbersAsync(store, store.Dialect.In("number", "list"), store.Dialect.List([2, 5, 9])));
        Assert.Equal("1", await NumbersAsync(store, store.Dialect.In("long_number", "list"), store.Dialect.List([10L])));
        Assert.Equal("3 4", await NumbersAsync(store, store.Dialect.In("word", "list"), store.Dialect.List(["w'3", "w'4", "w"])));
        Assert.Equal("1 4", await NumbersAsync(store, store.Dialect.InBytes("content", "list"), store.Dialect.List([new byte[] { 1, 0 }, [4, 0], [5]])));
        Assert.Empty(await NumbersAsync(store, store.Dialect.In("number", "list"), store.Dialect.List(Array.Empty<int>())));
    }

    [Fact]
    public async Task A_bulk_insert_that_breaks_a_rule_fails_by_a_code_and_writes_nothing()
    {
        var store = await OpenWithTableAsync();
        await Assert.ThrowsAsync<CaseStoreException>(() => InsertAsync(store, [new Row { Number = 1 }, new Row { Number = 2 }, new Row { Number = 1 }]));
        Assert.Empty(await AllAsync(store));
    }

    private async Task<CaseStore> OpenWithTableAsync()
    {
        var store = await OpenAsync();
        await Database.ExecuteAsync($"create table samples (number integer not null primary key, long_number bigint, ratio {real}, word text, content {bytes})");
        return store;
    }

    private static async Task InsertAsync(CaseStore store, Row[] rows)
    {
        await using var change = await store.ChangeAsync(Stop);
        await change.DoAsync(async () =>
        {
            await using var bulk = change.Dialect.BeginBulk(change.Connection, change.Transaction, "samples", Columns);
            foreach (var row in rows)
            {
                bulk.StartRow();
                bulk.Write(row.Number);
                bulk.Write(row.LongNumber);
                bulk.Write(row.Ratio);
                bulk.Write(row.Word);
                bulk.Write(row.Content);
            }

            await bulk.CompleteAsync(Stop);
        });
        await change.CommitAsync(Act(), Noon, Stop);
    }

    private static Task<List<Row>> AllAsync(CaseStore store) => store.ReadAsync(
        async c => (await c.QueryAsync<Row>("select number, long_number as LongNumber, ratio, word, content from samples order by number")).ToList(), Stop);

    private static Task<string> NumbersAsync(CaseStore store, string condition, object list) => store.ReadAsync(
        async c => string.Join(' ', await c.QueryAsync<int>($"select number from samples where {condition} order by number", new { list })), Stop);

    private sealed record Row
    {
        public int Number { get; init; }

        public long? LongNumber { get; init; }

        public double? Ratio { get; init; }

        public string? Word { get; init; }

        public byte[]? Content { get; init; }
    }
}

public sealed class SqliteDialectTests() : DialectTests(new SqliteTestDatabase(), "blob", "real");

public sealed class PostgresDialectTests(PostgresServer server) : DialectTests(new PostgresTestDatabase(server), "bytea", "double precision");

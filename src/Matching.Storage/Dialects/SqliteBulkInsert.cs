using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Matching.Storage.Dialects;

/// <summary>One prepared insert, executed again and again, past the parameters of ADO.NET: they cost more than the insert.</summary>
internal sealed class SqliteBulkInsert : BulkInsert
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;
    private byte[] _text = new byte[1024];
    private int _bound;

    public SqliteBulkInsert(SqliteConnection connection, string table, string[] columns)
    {
        _database = connection.Handle!;
        string sql = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})";
        Check(raw.sqlite3_prepare_v2(_database, sql, out _insert));
    }

    public override void StartRow() => Flush();

    public override void Write(int value) => Check(raw.sqlite3_bind_int64(_insert, ++_bound, value));

    public override void Write(long value) => Check(raw.sqlite3_bind_int64(_insert, ++_bound, value));

    public override void Write(long? value)
    {
        if (value is { } number)
            Write(number);
        else
            WriteNull();
    }

    public override void Write(double? value)
    {
        if (value is { } number)
            Check(raw.sqlite3_bind_double(_insert, ++_bound, number));
        else
            WriteNull();
    }

    public override void Write(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _text.Length)
            _text = new byte[most];
        int length = Encoding.UTF8.GetBytes(value, _text);
        Check(raw.sqlite3_bind_text(_insert, ++_bound, _text.AsSpan(0, length)));
    }

    public override void Write(byte[]? value)
    {
        if (value is not null)
            Check(raw.sqlite3_bind_blob(_insert, ++_bound, value));
        else
            WriteNull();
    }

    public override Task CompleteAsync(CancellationToken stop)
    {
        Flush();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _insert.Dispose();
        return ValueTask.CompletedTask;
    }

    private void WriteNull() => Check(raw.sqlite3_bind_null(_insert, ++_bound));

    private void Flush()
    {
        if (_bound == 0)
            return;
        _bound = 0;
        int result = raw.sqlite3_step(_insert);
        Check(raw.sqlite3_reset(_insert));
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
    }
}

using Microsoft.Data.Sqlite;

namespace Matching.Storage.Dialects;

/// <summary>One prepared insert, executed again and again.</summary>
internal sealed class SqliteBulkInsert : BulkInsert
{
    private readonly SqliteCommand _insert;
    private int _next;

    public SqliteBulkInsert(SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns)
    {
        _insert = connection.CreateCommand();
        _insert.Transaction = transaction;
        _insert.CommandText = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (int i = 0; i < columns.Length; i++)
            _insert.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        _insert.Prepare();
    }

    public override void StartRow() => Flush();

    public override void Write(int value) => Put(SqliteType.Integer, value);

    public override void Write(long value) => Put(SqliteType.Integer, value);

    public override void Write(long? value) => Put(SqliteType.Integer, value);

    public override void Write(double? value) => Put(SqliteType.Real, value);

    public override void Write(string? value) => Put(SqliteType.Text, value);

    public override void Write(byte[]? value) => Put(SqliteType.Blob, value);

    public override Task CompleteAsync(CancellationToken stop)
    {
        Flush();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => _insert.DisposeAsync();

    private void Put(SqliteType type, object? value)
    {
        var parameter = _insert.Parameters[_next++];
        parameter.SqliteType = type;
        parameter.Value = value ?? DBNull.Value;
    }

    private void Flush()
    {
        if (_next == 0)
            return;
        _next = 0;
        _insert.ExecuteNonQuery();
    }
}

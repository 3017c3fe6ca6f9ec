using Npgsql;
using NpgsqlTypes;

namespace Matching.Storage.Dialects;

/// <summary>A binary copy.</summary>
internal sealed class PostgresBulkInsert(NpgsqlConnection connection, string table, string[] columns) : BulkInsert
{
    private readonly NpgsqlBinaryImporter _copy = connection.BeginBinaryImport($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)");

    public override void StartRow() => _copy.StartRow();

    public override void Write(int value) => _copy.Write(value, NpgsqlDbType.Integer);

    public override void Write(long value) => _copy.Write(value, NpgsqlDbType.Bigint);

    public override void Write(long? value)
    {
        if (value is { } number)
            Write(number);
        else
            _copy.WriteNull();
    }

    public override void Write(double? value)
    {
        if (value is { } number)
            _copy.Write(number, NpgsqlDbType.Double);
        else
            _copy.WriteNull();
    }

    public override void Write(string? value)
    {
        if (value is not null)
            _copy.Write(value, NpgsqlDbType.Text);
        else
            _copy.WriteNull();
    }

    public override void Write(byte[]? value)
    {
        if (value is not null)
            _copy.Write(value, NpgsqlDbType.Bytea);
        else
            _copy.WriteNull();
    }

    public override async Task CompleteAsync(CancellationToken stop)
    {
        await _copy.CompleteAsync(stop);
        await _copy.CloseAsync(stop);
    }

    public override ValueTask DisposeAsync() => _copy.DisposeAsync();
}

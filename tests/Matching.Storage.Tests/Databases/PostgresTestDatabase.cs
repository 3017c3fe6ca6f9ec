using System.Data.Common;
using System.Text;
using Dapper;
using Npgsql;

namespace Matching.Storage.Tests.Databases;

/// <summary>A database of its own on the server of the test run.</summary>
public sealed class PostgresTestDatabase(PostgresServer server) : TestDatabase
{
    private string? _connection;

    public override string Connection => _connection!;

    public PostgresServer Server => server;

    public override async Task CreateAsync() => _connection = await server.NewDatabaseAsync();

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public override async Task<byte[]> ContentAsync()
    {
        await using var connection = await ConnectAsync();
        var content = new MemoryStream();
        foreach (string table in await connection.QueryAsync<string>("select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'"))
        {
            await using var copy = await ((NpgsqlConnection)connection).BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
            await copy.CopyToAsync(content);
        }

        content.Write(Encoding.UTF8.GetBytes("end"));
        return content.ToArray();
    }
}

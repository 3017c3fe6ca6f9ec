using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Matching.Storage.Tests.Databases;

/// <summary>A file in a folder of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    public override string Connection => Path.Combine(Folder, "registry.db");

    public override Task CreateAsync() => Task.CompletedTask;

    public override async Task<DbConnection> ConnectAsync()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Connection, Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    public override Task<byte[]> ContentAsync()
    {
        string[] files = [Connection, Connection + "-wal"];
        return Task.FromResult(files.Where(File.Exists).SelectMany(File.ReadAllBytes).ToArray());
    }
}

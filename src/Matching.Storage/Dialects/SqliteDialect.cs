using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Matching.Casework;
using Microsoft.Data.Sqlite;

namespace Matching.Storage.Dialects;

/// <summary>A registry in one file.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>Marks a file as ours: "MREG".</summary>
    public const int ApplicationId = 0x4D524547;

    // A bulk insert walks all over its indices. Reading connections, of which there are many, stay small.
    private const int KibibytesToChange = 32768;

    // Tiles that somebody in this process works on, by file. Another process does not see them; the removal of the tile decides between the two.
    private static readonly ConcurrentDictionary<(string Place, long Number), bool> TakenTiles = new();

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // Pages in the log from which on a commit moves them itself: 64 MB. Before that they are moved beside it.
    private const int MostPagesInLog = 16384;

    // Connections of the pool that have their settings: to set them again costs as much as a query.
    private static readonly ConditionalWeakTable<SQLitePCL.sqlite3, object> IsSet = [];

    private readonly SqliteCheckpoints _checkpoints;
    private readonly string _connection;
    private readonly TimeSpan _lockWait;

    static SqliteDialect() => SQLitePCL.Batteries_V2.Init();

    public SqliteDialect(string path, TimeSpan lockWait)
    {
        Place = Path.GetFullPath(path);
        _lockWait = lockWait;
        _connection = new SqliteConnectionStringBuilder { DataSource = Place, Mode = SqliteOpenMode.ReadWrite, Pooling = true, DefaultTimeout = 30 }.ToString();
        _checkpoints = new SqliteCheckpoints(_connection);
    }

    public override string Name => "sqlite";

    public override string Place { get; }

    public override string DefaultKeyFile => Place + ".key";

    public override Task CreateAsync(CancellationToken stop)
    {
        if (Directory.Exists(Place))
            throw new CaseStoreException(CaseStoreCodes.NotARegistry, $"{Place} is a folder. Name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(Place)))
            throw new CaseStoreException(CaseStoreCodes.Unreachable, $"The folder of {Place} does not exist. Create it first.");
        if (!File.Exists(Place))
            OwnerFile.Create(Place, [], overwrite: false);
        else if (new FileInfo(Place).Length == 0)
            OwnerFile.Close(Place);
        return Task.CompletedTask;
    }

    public override async Task<DatabaseContent> ContentAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        long id = await connection.ExecuteScalarAsync<long>(new CommandDefinition("pragma application_id", transaction: transaction, cancellationToken: stop));
        long tables = await connection.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from sqlite_schema", transaction: transaction, cancellationToken: stop));
        return id == ApplicationId && tables > 0 ? DatabaseContent.Registry : id == 0 && tables == 0 ? DatabaseContent.Nothing : DatabaseContent.SomethingElse;
    }

    public override async Task SettleAsync(DbConnection connection, CancellationToken stop)
    {
        if (SQLitePCL.raw.sqlite3_db_readonly(((SqliteConnection)connection).Handle, "main") == 1)
            throw new CaseStoreException(CaseStoreCodes.ReadOnly, $"{Place} may not be written. Give this user the right to write it and its folder.");
        await connection.ExecuteAsync(new CommandDefinition("pragma journal_mode = wal", cancellationToken: stop));
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken stop)
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            await connection.OpenAsync(stop);
            if (!IsSet.TryGetValue(connection.Handle!, out _))
            {
                await using var settings = connection.CreateCommand();
                settings.CommandText = $"pragma foreign_keys = on; pragma secure_delete = on; pragma synchronous = full; pragma busy_timeout = 200; pragma cache_size = -8000; pragma wal_autocheckpoint = {MostPagesInLog}";
                await settings.ExecuteNonQueryAsync(stop);
                IsSet.AddOrUpdate(connection.Handle!, IsSet);
            }

            return connection;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            if (IsTranslatable(exception))
                throw Translate(exception);
            throw;
        }
    }

    public override async Task<DbTransaction> BeginChangeAsync(DbConnection connection, CancellationToken stop)
    {
        var sqlite = (SqliteConnection)connection;
        long until = Environment.TickCount64 + (long)_lockWait.TotalMilliseconds;
        // Whoever is given this connection next sets it anew, and with it the size of its cache.
        IsSet.Remove(sqlite.Handle!);
        await sqlite.ExecuteAsync(new CommandDefinition($"pragma cache_size = -{KibibytesToChange}", cancellationToken: stop));
        int patience = sqlite.DefaultTimeout;
        sqlite.DefaultTimeout = 1;
        try
        {
            while (true)
            {
                try
                {
                    return sqlite.BeginTransaction(deferred: false);
                }
                catch (SqliteException busy) when (busy.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY && Environment.TickCount64 < until)
                {
                    await Task.Delay(Pause, stop);
                }
            }
        }
        finally
        {
            sqlite.DefaultTimeout = patience;
        }
    }

    public override Task<DbTransaction> BeginMigrationAsync(DbConnection connection, CancellationToken stop) => BeginChangeAsync(connection, stop);

    public override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken stop) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override Task<bool> TakeTileAsync(DbConnection connection, long number, CancellationToken stop) => Task.FromResult(TakenTiles.TryAdd((Place, number), true));

    public override Task GiveTileBackAsync(DbConnection connection, long number)
    {
        TakenTiles.TryRemove((Place, number), out _);
        return Task.CompletedTask;
    }

    // The log holds pages as they were before. A reader of an older state keeps it from being cut; the next time does it.
    public override Task EraseCopiesAsync(DbConnection connection) => _checkpoints.HoldAsync(() => connection.ExecuteAsync("pragma wal_checkpoint(truncate)"));

    public override void Committed() => _checkpoints.Due();

    public override string In(string column, string parameter) => $"{column} in (select value from json_each(@{parameter}))";

    public override string InBytes(string column, string parameter) => $"{column} in (select unhex(value) from json_each(@{parameter}))";

    public override object List<T>(IReadOnlyCollection<T> values) => JsonSerializer.Serialize(values);

    public override object List(IReadOnlyCollection<byte[]> values) => JsonSerializer.Serialize(values.Select(Convert.ToHexString));

    public override BulkInsert BeginBulk(DbConnection connection, DbTransaction transaction, string table, string[] columns) =>
        new SqliteBulkInsert((SqliteConnection)connection, table, columns);

    public override CaseStoreException Translate(Exception exception) => exception switch
    {
        CaseStoreException known => known,
        SqliteException sqlite => Explain(sqlite),
        _ => new(CaseStoreCodes.Unreachable, $"{Place} cannot be read or written. Check the path, the disk and the rights.", exception),
    };

    public override async ValueTask DisposeAsync()
    {
        await _checkpoints.DisposeAsync();
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }

    private CaseStoreException Explain(SqliteException exception)
    {
        var (code, text) = exception.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => (CaseStoreCodes.Locked, "is locked by another process. Wait until it is done, or end it"),
            SQLitePCL.raw.SQLITE_FULL => (CaseStoreCodes.Full, "cannot grow: the disk is full. Make room and do it again"),
            SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM => (CaseStoreCodes.ReadOnly, "may not be written. Give this user the right to write it and its folder"),
            SQLitePCL.raw.SQLITE_NOTADB => (CaseStoreCodes.NotARegistry, "is no SQLite database. Check the path"),
            SQLitePCL.raw.SQLITE_CORRUPT => (CaseStoreCodes.Damaged, "is damaged. Restore the last backup"),
            SQLitePCL.raw.SQLITE_CANTOPEN => (CaseStoreCodes.Unreachable, "cannot be opened. Check that the folder exists and may be written"),
            SQLitePCL.raw.SQLITE_IOERR => (CaseStoreCodes.Unreachable, "cannot be read or written. Check the disk"),
            _ => (CaseStoreCodes.Damaged, "is not as this program made it. Restore the last backup"),
        };
        string number = exception.SqliteExtendedErrorCode.ToString(CultureInfo.InvariantCulture);
        return new CaseStoreException(code, $"{Place} {text} (SQLite {number}).", exception);
    }
}

using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Matching.Casework;
using Npgsql;

namespace Matching.Storage.Dialects;

/// <summary>A registry in a PostgreSQL database.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    // Any number that nobody else's advisory locks use: "MREG" twice.
    private const long MigrationLock = 0x4D5245474D524547;

    // The first key of the advisory locks of tiles: "TILE".
    private const int TileLocks = 0x54494C45;

    private readonly NpgsqlDataSource _source;
    private readonly TimeSpan _lockWait;
    private volatile bool _reached;

    public PostgresDialect(string connection, TimeSpan lockWait)
    {
        var settings = PostgresAddress.Read(connection);
        Place = $"{settings.Host}:{settings.Port}/{settings.Database}";
        DefaultKeyFile = PostgresAddress.KeyFileOf(settings);
        _lockWait = lockWait;
        _source = NpgsqlDataSource.Create(settings);
    }

    public override string Name => "postgres";

    public override string Place { get; }

    public override string DefaultKeyFile { get; }

    public override Task CreateAsync(CancellationToken stop) => Task.CompletedTask;

    public override async Task<DatabaseContent> ContentAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        const string sql = """
            select count(*) as everything, count(*) filter (where relname in ('registry', 'schema_migrations')) as ours
            from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
            """;
        var (all, ours) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(sql, transaction: transaction, cancellationToken: stop));
        return ours == 2 ? DatabaseContent.Registry : all == 0 ? DatabaseContent.Nothing : DatabaseContent.SomethingElse;
    }

    public override Task SettleAsync(DbConnection connection, CancellationToken stop) => Task.CompletedTask;

    public override async Task<DbConnection> OpenAsync(CancellationToken stop)
    {
        try
        {
            var connection = await _source.OpenConnectionAsync(stop);
            _reached = true;
            return connection;
        }
        catch (Exception exception) when (IsTranslatable(exception) || exception is SocketException)
        {
            throw Translate(exception);
        }
    }

    public override async Task<DbTransaction> BeginChangeAsync(DbConnection connection, CancellationToken stop) =>
        await BeginAsync(connection, "select id from registry where id = 1 for update", stop);

    public override async Task<DbTransaction> BeginMigrationAsync(DbConnection connection, CancellationToken stop) =>
        await BeginAsync(connection, $"select pg_advisory_xact_lock({MigrationLock})", stop);

    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken stop) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);

    // Not to be stopped: it waits for nobody, and nobody could say then whether the lock is held.
    public override Task<bool> TakeTileAsync(DbConnection connection, long number, CancellationToken stop) =>
        connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@TileLocks, @key)", new { TileLocks, key = TileKey(number) });

    // A connection that goes back to the pool keeps its locks until it is used again: so they are given back by name.
    public override Task GiveTileBackAsync(DbConnection connection, long number) =>
        connection.ExecuteAsync("select pg_advisory_unlock(@TileLocks, @key)", new { TileLocks, key = TileKey(number) });

    // Old versions of a row stay in the table's file until the server's own vacuum has been there and the space was used again.
    public override Task EraseCopiesAsync(DbConnection connection) => Task.CompletedTask;

    public override string In(string column, string parameter) => $"{column} = any(@{parameter})";

    public override string InBytes(string column, string parameter) => In(column, parameter);

    public override object List<T>(IReadOnlyCollection<T> values) => values.ToArray();

    public override object List(IReadOnlyCollection<byte[]> values) => values.ToArray();

    public override BulkInsert BeginBulk(DbConnection connection, DbTransaction transaction, string table, string[] columns) =>
        new PostgresBulkInsert((NpgsqlConnection)connection, table, columns);

    public override CaseStoreException Translate(Exception exception)
    {
        if (exception is CaseStoreException known)
            return known;
        var (code, text) = exception is PostgresException answer ? Explain(answer) : LacksPassword(exception) ? NoPassword : Broken();
        if (code == CaseStoreCodes.Lost)
            _source.Clear();
        string state = exception is PostgresException { SqlState: { } number } ? $" (SQLSTATE {number})" : "";
        return new CaseStoreException(code, $"{Place} {text}{state}.", exception);
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    // Two tiles of one key wait for each other, which is a delay and no error.
    private static int TileKey(long number) => (int)(number % int.MaxValue);

    private async Task<DbTransaction> BeginAsync(DbConnection connection, string takeLock, CancellationToken stop)
    {
        var transaction = await connection.BeginTransactionAsync(stop);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = $"set local lock_timeout = {(int)_lockWait.TotalMilliseconds}; {takeLock}";
        await command.ExecuteNonQueryAsync(stop);
        return transaction;
    }

    private static (string Code, string Text) NoPassword =>
        (CaseStoreCodes.Unreachable, "asks for a password, and none was given. Add Password=... to the connection string, or set the variable PGPASSWORD or PGPASSFILE");

    // The server was reached and asked; the driver has no code for it.
    private static bool LacksPassword(Exception exception) => exception is NpgsqlException && exception.Message.StartsWith("No password has been provided", StringComparison.Ordinal);

    private (string Code, string Text) Broken() => _reached
        ? (CaseStoreCodes.Lost, "broke the connection. Nothing was changed; do it again when the server is back")
        : (CaseStoreCodes.Unreachable, "cannot be reached. Check host, port and that the server runs");

    private static (string Code, string Text) Explain(PostgresException answer) => answer.SqlState switch
    {
        "57P01" or "57P02" or "57P03" or "53300" => (CaseStoreCodes.Lost, "is stopping, starting or has no connection to spare. Do it again in a while"),
        ['0', '8', ..] => (CaseStoreCodes.Lost, "broke the connection. Do it again when the server is back"),
        ['2', '8', ..] => (CaseStoreCodes.Unreachable, "does not let this user in. Check user, password and pg_hba.conf"),
        "3D000" => (CaseStoreCodes.Unreachable, "does not exist. Create the database first"),
        "55P03" or "40P01" or "40001" or "57014" => (CaseStoreCodes.Locked, "is being changed by somebody else. Do it again in a while"),
        "53100" => (CaseStoreCodes.Full, "cannot grow: the disk is full. Make room and do it again"),
        "25006" or "42501" => (CaseStoreCodes.ReadOnly, "may not be written by this user. Give the user the rights, or take the primary server"),
        "42P01" or "42703" => (CaseStoreCodes.Damaged, "lacks a table or column that this program made. Restore the last backup"),
        ['X', 'X', ..] or ['5', '8', ..] => (CaseStoreCodes.Damaged, "is damaged or its disk is. See the server's log; restore the last backup"),
        _ => (CaseStoreCodes.Damaged, "refused a statement that it should have taken. See the server's log"),
    };
}

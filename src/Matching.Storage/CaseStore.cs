using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Storage.Dialects;
using Matching.Storage.Keys;

namespace Matching.Storage;

/// <summary>The registry in a database: an SQLite file, or PostgreSQL.</summary>
public sealed partial class CaseStore : ICaseStore
{
    private readonly SemaphoreSlim _oneChange = new(1);
    private readonly KeyFile _keys;
    private readonly TimeProvider _time;

    internal CaseStore(SqlDialect dialect, KeyFile keys, TimeProvider time)
    {
        (Dialect, _keys, _time) = (dialect, keys, time);
        Cipher = new FieldCipher(keys);
    }

    /// <summary>Digests under the registry's key.</summary>
    public KeyedDigest Digests => _keys.Digests;

    /// <summary>Where the keys are.</summary>
    public string KeyFilePath => _keys.Place;

    /// <summary>Name of the newest step of the schema.</summary>
    public string Schema => Migration.Of(Dialect.Name)[^1].Name;

    /// <summary>The kind of database: sqlite or postgres.</summary>
    public string Database => Dialect.Name;

    internal SqlDialect Dialect { get; }

    internal FieldCipher Cipher { get; }

    /// <summary>Opens a registry; makes a new one, with its keys, where the database is empty or the file does not exist.</summary>
    /// <exception cref="CaseStoreException">It cannot be opened; the code says why.</exception>
    public static async Task<CaseStore> OpenAsync(StoreOptions options, CancellationToken stop = default)
    {
        SqlDialect dialect = options.IsServer ? new PostgresDialect(options.Connection, options.LockWait) : new SqliteDialect(options.Connection, options.LockWait);
        try
        {
            return new CaseStore(dialect, await new RegistryOpening(options, dialect).OpenAsync(stop), options.Time);
        }
        catch (Exception exception)
        {
            await dialect.DisposeAsync();
            if (SqlDialect.IsTranslatable(exception))
                throw dialect.Translate(exception);
            throw;
        }
    }

    /// <summary>How far the registry has come.</summary>
    public Task<RegistryPosition> PositionAsync(CancellationToken stop = default) =>
        ReadAsync(async connection => (await RegistryRow.ReadAsync(connection, null, stop)).Position, stop);

    public async ValueTask DisposeAsync()
    {
        await Dialect.DisposeAsync();
        _oneChange.Dispose();
    }

    /// <summary>Begins a change. Changes are made one at a time: this waits for the one before. Disposed without a commit, nothing has happened.</summary>
    public async Task<IRegistryChange> BeginChangeAsync(CancellationToken stop = default) => await ChangeAsync(stop);

    /// <summary>Begins a change, with all that the store's own parts need.</summary>
    internal Task<RegistryChange> ChangeAsync(CancellationToken stop) => RegistryChange.BeginAsync(this, _oneChange, stop);

    /// <summary>Reads on a connection of its own; what the database says against it becomes a <see cref="CaseStoreException"/>.</summary>
    internal async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken stop)
    {
        await using var connection = await Dialect.OpenAsync(stop);
        try
        {
            return await read(connection);
        }
        catch (Exception exception) when (SqlDialect.IsTranslatable(exception))
        {
            throw Dialect.Translate(exception);
        }
    }

    /// <summary>Reads row by row, without ever holding all of them.</summary>
    internal async IAsyncEnumerable<T> StreamAsync<T>(string sql, object parameters, Func<DbDataReader, T> row, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var connection = await Dialect.OpenAsync(stop);
        await using var reader = await TryAsync(() => connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: stop)));
        while (await TryAsync(() => reader.ReadAsync(stop)))
            yield return row(reader);
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception exception) when (SqlDialect.IsTranslatable(exception))
        {
            throw Dialect.Translate(exception);
        }
    }
}

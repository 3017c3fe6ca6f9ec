using System.Data.Common;
using Matching.Casework;

namespace Matching.Storage.Dialects;

/// <summary>What the two databases do differently. All other SQL is written once.</summary>
internal abstract class SqlDialect : IAsyncDisposable
{
    /// <summary>Folder of the schema files.</summary>
    public abstract string Name { get; }

    /// <summary>What messages call the database: a path, or host and name. Never a password.</summary>
    public abstract string Place { get; }

    /// <summary>Where the keys lie unless somebody says otherwise.</summary>
    public abstract string DefaultKeyFile { get; }

    /// <summary>Sees to it that there is something to open: an SQLite file, for its owner alone.</summary>
    public abstract Task CreateAsync(CancellationToken stop);

    /// <summary>What the database holds.</summary>
    public abstract Task<DatabaseContent> ContentAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop);

    /// <summary>Settings that stay with a database which is known to be ours.</summary>
    public abstract Task SettleAsync(DbConnection connection, CancellationToken stop);

    /// <summary>A connection that is ready to use. Fails with a <see cref="CaseStoreException"/>.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken stop);

    /// <summary>Begins a transaction that holds the one lock under which the registry is changed.</summary>
    public abstract Task<DbTransaction> BeginChangeAsync(DbConnection connection, CancellationToken stop);

    /// <summary>Begins the transaction in which the schema is brought up to date; one at a time.</summary>
    public abstract Task<DbTransaction> BeginMigrationAsync(DbConnection connection, CancellationToken stop);

    /// <summary>Begins a transaction that reads the registry as it stands at one moment, and keeps nobody from changing it.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken stop);

    /// <summary>Takes a tile for a connection, which holds it until it gives it back or ends. False: somebody else holds it.</summary>
    public abstract Task<bool> TakeTileAsync(DbConnection connection, long number, CancellationToken stop);

    /// <summary>Gives a tile back that the connection holds.</summary>
    public abstract Task GiveTileBackAsync(DbConnection connection, long number);

    /// <summary>Called after every change that became permanent.</summary>
    public virtual void Committed()
    {
    }

    /// <summary>Called after a change that erased genotypes: removes copies of them that the database keeps for itself, as far as it can.</summary>
    public abstract Task EraseCopiesAsync(DbConnection connection);

    /// <summary>A condition: the column is one of a list of numbers or texts, the parameter made by <see cref="List{T}"/>.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>Like <see cref="In"/> for a column of bytes, the parameter made by <see cref="List(IReadOnlyCollection{byte[]})"/>.</summary>
    public abstract string InBytes(string column, string parameter);

    /// <summary>The value of a list parameter.</summary>
    public abstract object List<T>(IReadOnlyCollection<T> values)
        where T : notnull;

    /// <summary>The value of a list parameter of byte strings.</summary>
    public abstract object List(IReadOnlyCollection<byte[]> values);

    /// <summary>Begins to insert many rows. One at a time per connection: complete or dispose it before the next statement.</summary>
    public abstract BulkInsert BeginBulk(DbConnection connection, DbTransaction transaction, string table, string[] columns);

    /// <summary>What an exception of the database means; a <see cref="CaseStoreException"/> stays as it is.</summary>
    public abstract CaseStoreException Translate(Exception exception);

    /// <summary>True for exceptions that <see cref="Translate"/> understands.</summary>
    public static bool IsTranslatable(Exception exception) => exception is DbException or CaseStoreException or IOException or UnauthorizedAccessException or TimeoutException;

    public abstract ValueTask DisposeAsync();
}

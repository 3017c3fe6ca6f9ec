using System.Data.Common;
using Dapper;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Registry;
using Matching.Storage.Dialects;
using Matching.Storage.Keys;

namespace Matching.Storage;

/// <summary>One change of the registry: a transaction that holds its lock.</summary>
internal sealed partial class RegistryChange : IRegistryChange
{
    private readonly CaseStore _store;
    private readonly SemaphoreSlim _oneChange;
    private AuditAnchor _audit;
    private bool _isOver, _hasFailed, _hasErased, _isDisposed;

    private RegistryChange(CaseStore store, SemaphoreSlim oneChange, DbConnection connection, DbTransaction transaction, RegistryRow before)
    {
        (_store, _oneChange, Connection, Transaction, _audit) = (store, oneChange, connection, transaction, before.Audit);
        Position = before.Position;
        Change = before.Position.Change + 1;
        KeyId = FieldCipher.KeyOf(before.KeyCheck);
    }

    /// <summary>The registry before this change, moved on by what has been added within it.</summary>
    public RegistryPosition Position { get; private set; }

    internal DbConnection Connection { get; }

    internal DbTransaction Transaction { get; }

    internal SqlDialect Dialect => _store.Dialect;

    /// <summary>The number that this change will have.</summary>
    internal long Change { get; }

    /// <summary>The key under which fields are encrypted within this change.</summary>
    internal uint KeyId { get; }

    internal static async Task<RegistryChange> BeginAsync(CaseStore store, SemaphoreSlim oneChange, CancellationToken stop)
    {
        await oneChange.WaitAsync(stop);
        DbConnection? connection = null;
        try
        {
            connection = await store.Dialect.OpenAsync(stop);
            var transaction = await store.Dialect.BeginChangeAsync(connection, stop);
            return new RegistryChange(store, oneChange, connection, transaction, await RegistryRow.ReadAsync(connection, transaction, stop));
        }
        catch (Exception exception)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            oneChange.Release();
            if (SqlDialect.IsTranslatable(exception))
                throw store.Dialect.Translate(exception);
            throw;
        }
    }

    /// <summary>Writes the act into the audit and makes everything permanent.</summary>
    /// <returns>The number of the change.</returns>
    public async Task<long> CommitAsync(AuditAct act, DateTimeOffset at, CancellationToken stop = default)
    {
        await WriteActAsync(act, at, stop);
        return await CommitAsync(stop);
    }

    /// <summary>Writes one of several acts of this change into the audit.</summary>
    internal Task WriteActAsync(AuditAct act, DateTimeOffset at, CancellationToken stop) => DoAsync(async () =>
    {
        var entry = AuditChain.After(_audit, at, act);
        await WriteAuditAsync(entry, stop);
        _audit = new AuditAnchor(entry.Number, entry.Hash);
    });

    /// <summary>Makes everything permanent; the last act has been written.</summary>
    internal async Task<long> CommitAsync(CancellationToken stop)
    {
        await DoAsync(() => WritePositionAsync(stop));
        stop.ThrowIfCancellationRequested();
        await DoAsync(EndAsync);
        _isOver = true;
        Dialect.Committed();
        if (_hasErased)
            await EraseCopiesAsync();
        return Change;
    }

    private async Task EraseCopiesAsync()
    {
        try
        {
            await Dialect.EraseCopiesAsync(Connection);
        }
        catch (Exception exception) when (SqlDialect.IsTranslatable(exception))
        {
            // The change is permanent by now and must not be reported as failed: the next withdrawal, or the last close, cuts the log as well.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = _isOver = true;
        try
        {
            await Transaction.DisposeAsync();
        }
        catch (DbException)
        {
            // A transaction that cannot be taken back has lost its connection, and is taken back with it.
        }
        finally
        {
            await Connection.DisposeAsync();
            _oneChange.Release();
        }
    }

    /// <summary>Does a step. When it fails the whole change has failed, in both databases alike, and cannot be committed any more.</summary>
    internal async Task<T> DoAsync<T>(Func<Task<T>> step)
    {
        if (_isOver || _hasFailed)
            throw new InvalidOperationException("This change is over: it was committed, disposed, or a step of it failed.");
        try
        {
            return await step();
        }
        catch (Exception exception)
        {
            _hasFailed = true;
            if (SqlDialect.IsTranslatable(exception))
                throw Dialect.Translate(exception);
            throw;
        }
    }

    /// <summary>Does a step without an answer.</summary>
    internal Task DoAsync(Func<Task> step) => DoAsync(async () =>
    {
        await step();
        return true;
    });

    /// <summary>A command within this change.</summary>
    internal CommandDefinition Command(string sql, object? parameters, CancellationToken stop) => new(sql, parameters, Transaction, cancellationToken: stop);

    // Not to be stopped: nobody could say then what has become of it.
    private async Task EndAsync()
    {
        try
        {
            await Transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception broken) when (SqlDialect.IsTranslatable(broken) && Dialect.Translate(broken).Code == CaseStoreCodes.Lost)
        {
            if (!await IsWrittenAsync())
                throw;
        }
    }

    // Under the lock, which the broken connection may still hold: what it was doing is over then.
    private async Task<bool> IsWrittenAsync()
    {
        try
        {
            await using var connection = await Dialect.OpenAsync(CancellationToken.None);
            await using var transaction = await Dialect.BeginChangeAsync(connection, CancellationToken.None);
            byte[]? hash = await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition("select hash from audit where number = @Number", new { _audit.Number }, transaction));
            return hash is not null && hash.AsSpan().SequenceEqual(_audit.Hash);
        }
        catch (Exception exception) when (SqlDialect.IsTranslatable(exception))
        {
            // Still out of reach: the first failure is the one to report.
            return false;
        }
    }

    private Task WriteAuditAsync(AuditEntry entry, CancellationToken stop) => Connection.ExecuteAsync(Command(
        """
        insert into audit (number, at, actor, act, subject, details, previous, hash)
        values (@Number, @At, @Actor, @Act, @Subject, @Details, @Previous, @Hash)
        """,
        new { entry.Number, At = AuditChain.Microseconds(entry.At), entry.Act.Actor, entry.Act.Act, entry.Act.Subject, entry.Act.Details, entry.Previous, entry.Hash },
        stop));

    private Task WritePositionAsync(CancellationToken stop) => Connection.ExecuteAsync(Command(
        """
        update registry set change = @Change, children = @Children, relatives = @Relatives, families = @Families, items = @Items, suspects = @Suspects,
            audit_number = @Number, audit_hash = @Hash
        where id = 1
        """,
        new { Change, Position.Children, Position.Relatives, Position.Families, Position.Items, Position.Suspects, _audit.Number, _audit.Hash },
        stop));
}

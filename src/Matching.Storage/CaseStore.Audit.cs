using System.Data.Common;
using Matching.Casework.Audit;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    /// <summary>The entries from a number on, in order.</summary>
    public IAsyncEnumerable<AuditEntry> ReadAuditAsync(long from = 1, CancellationToken stop = default) => StreamAsync(
        "select number, at, actor, act, subject, details, previous, hash from audit where number >= @from order by number", new { from }, Entry, stop);

    /// <summary>The end of the chain as the registry itself remembers it.</summary>
    public Task<AuditAnchor> AnchorAsync(CancellationToken stop = default) =>
        ReadAsync(async connection => (await RegistryRow.ReadAsync(connection, null, stop)).Audit, stop);

    /// <summary>Holds coverage and hits against the searches of the audit.</summary>
    /// <returns>The first fault; null when there is none. Where the key for digests was destroyed hits cannot be checked, and are not.</returns>
    public Task<AuditFault?> CheckSearchesAsync(CancellationToken stop = default) => ReadAtOnceAsync(
        (connection, moment) => new SearchLedgerCheck(connection, moment, _keys.Ring.Digest is null ? null : Digests, stop).RunAsync(), stop);

    private static AuditEntry Entry(DbDataReader row) => new(
        row.GetInt64(0),
        AuditChain.FromMicroseconds(row.GetInt64(1)),
        new AuditAct(row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)),
        row.GetFieldValue<byte[]>(6),
        row.GetFieldValue<byte[]>(7));
}

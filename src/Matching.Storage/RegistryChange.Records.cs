using Dapper;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Storage.Keys;

namespace Matching.Storage;

internal sealed partial class RegistryChange
{
    private static readonly string[] RecordColumns =
        ["kind", "code", "version", "state", "unit", "case_code", "child_code", "family_code", "is_sealed", "due", "body", "saved_at", "saved_by"];

    /// <summary>Saves versions of records.</summary>
    /// <exception cref="CaseStoreException"><see cref="CaseStoreCodes.RecordChanged"/>: somebody else changed one of them.</exception>
    public Task SaveAsync(IReadOnlyList<RecordChange> changes, DateTimeOffset at, string by, CancellationToken stop = default) => DoAsync(async () =>
    {
        var versions = await VersionsAsync([.. changes.Select(c => c.Key)], stop);
        foreach (var change in changes)
        {
            int version = versions.GetValueOrDefault(change.Key);
            if (version != change.BasedOn)
                throw new CaseStoreException(CaseStoreCodes.RecordChanged, $"Record {change.Key} was changed by somebody else: it is at version {version}, not {change.BasedOn}. Read it again.");
            versions[change.Key] = version + 1;
        }

        await InsertAsync(changes, AuditChain.Microseconds(at), by, stop);
    });

    private async Task<Dictionary<RecordKey, int>> VersionsAsync(IReadOnlyList<RecordKey> keys, CancellationToken stop)
    {
        var versions = new Dictionary<RecordKey, int>();
        foreach (var sameKind in keys.GroupBy(key => key.Kind))
        {
            string sql = $"select code, max(version) as version from records where kind = @Kind and {Dialect.In("code", "Codes")} group by code";
            string[] codes = [.. sameKind.Select(key => key.Code).Distinct()];
            var rows = await Connection.QueryAsync<Newest>(Command(sql, new { Kind = (int)sameKind.Key, Codes = Dialect.List(codes) }, stop));
            foreach (var row in rows)
                versions[new RecordKey(sameKind.Key, row.Code)] = row.Version;
        }

        return versions;
    }

    private async Task InsertAsync(IReadOnlyList<RecordChange> changes, long at, string by, CancellationToken stop)
    {
        await using var rows = Dialect.BeginBulk(Connection, Transaction, "records", RecordColumns);
        foreach (var (key, basedOn, index, body) in changes)
        {
            rows.StartRow();
            rows.Write((int)key.Kind);
            rows.Write(key.Code);
            rows.Write(basedOn + 1);
            rows.Write(index.State);
            rows.Write(index.Unit);
            rows.Write(index.Case);
            rows.Write(index.Child);
            rows.Write(index.Family);
            rows.Write(index.IsSealed);
            rows.Write(index.Due is { } due ? AuditChain.Microseconds(due) : (long?)null);
            rows.Write(_store.Cipher.Encrypt(KeyId, FieldPlace.OfRecord(key, basedOn + 1), body));
            rows.Write(at);
            rows.Write(by);
        }

        await rows.CompleteAsync(stop);
    }

    private sealed record Newest
    {
        public string Code { get; init; } = "";

        public int Version { get; init; }
    }
}

using System.Data.Common;
using Dapper;
using Matching.Casework.Audit;
using Matching.Casework.Records;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    public async Task<StoredRecord?> FindRecordAsync(RecordKey key, CancellationToken stop = default)
    {
        const string sql = $"select {RecordRow.Columns} from records r where r.kind = @Kind and r.code = @Code order by r.version desc limit 1";
        return (await RecordsAsync(sql, new { Kind = (int)key.Kind, key.Code }, stop)).SingleOrDefault();
    }

    /// <summary>All versions of a record, the first one first.</summary>
    public Task<IReadOnlyList<StoredRecord>> HistoryAsync(RecordKey key, CancellationToken stop = default) => RecordsAsync(
        $"select {RecordRow.Columns} from records r where r.kind = @Kind and r.code = @Code order by r.version", new { Kind = (int)key.Kind, key.Code }, stop);

    /// <summary>The newest versions of the records asked for, by code.</summary>
    public Task<IReadOnlyList<StoredRecord>> ListRecordsAsync(RecordQuery query, CancellationToken stop = default)
    {
        // Conditions that do not matter are left out, so that an index serves those that do.
        string sql = $"""
            select {RecordRow.Columns} from records r
            where r.kind = @Kind
                {When("r.state = @State", query.State)}
                {When("r.unit = @Unit", query.Unit)}
                {When("r.case_code = @Case", query.Case)}
                {When("r.child_code = @Child", query.Child)}
                {When("r.family_code = @Family", query.Family)}
                {When("r.due < @Due", query.DueBefore)}
                {When("r.code > @After", query.After)}
                and not exists (select 1 from records n where n.kind = r.kind and n.code = r.code and n.version = r.version + 1)
            order by r.code
            limit @Limit
            """;
        long? due = query.DueBefore is { } before ? AuditChain.Microseconds(before) : null;
        return RecordsAsync(sql, new { Kind = (int)query.Kind, query.State, query.Unit, query.Case, query.Child, query.Family, Due = due, query.After, query.Limit }, stop);
    }

    /// <summary>All versions of all records of a kind, without their bodies: by code, the versions of a record in order.</summary>
    public IAsyncEnumerable<IndexedVersion> VersionsAsync(RecordKind kind, CancellationToken stop = default) => StreamAsync(
        "select code, version, state, unit, case_code, child_code, family_code, is_sealed, due, saved_at from records where kind = @Kind order by code, version",
        new { Kind = (int)kind },
        row => new IndexedVersion(new RecordKey(kind, row.GetString(0)), row.GetInt32(1), IndexOf(row), AuditChain.FromMicroseconds(row.GetInt64(9))),
        stop);

    private static RecordIndex IndexOf(DbDataReader row) => new(
        row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5), Text(row, 6), row.GetInt32(7) != 0, row.IsDBNull(8) ? null : AuditChain.FromMicroseconds(row.GetInt64(8)));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string When(string condition, object? value) => value is null ? "" : $"and {condition}";

    private Task<IReadOnlyList<StoredRecord>> RecordsAsync(string sql, object parameters, CancellationToken stop) => ReadAsync<IReadOnlyList<StoredRecord>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<RecordRow>(new CommandDefinition(sql, parameters, cancellationToken: stop));
            return [.. rows.Select(row => row.Open(Cipher))];
        },
        stop);
}

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

    private static string When(string condition, object? value) => value is null ? "" : $"and {condition}";

    private Task<IReadOnlyList<StoredRecord>> RecordsAsync(string sql, object parameters, CancellationToken stop) => ReadAsync<IReadOnlyList<StoredRecord>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<RecordRow>(new CommandDefinition(sql, parameters, cancellationToken: stop));
            return [.. rows.Select(row => row.Open(Cipher))];
        },
        stop);
}

using Matching.Casework;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    public Task<SubmissionRecord?> SubmissionAsync(string key, CancellationToken stop = default) =>
        ReadAsync(connection => SubmissionRow.FindAsync(Cipher, connection, null, key, stop), stop);

    public Task<SubmissionRecord?> SubmissionAsync(long number, CancellationToken stop = default) =>
        ReadAsync(connection => SubmissionRow.FindAsync(Cipher, connection, null, number, stop), stop);

    /// <summary>What a laboratory submitted before a number, the newest first.</summary>
    public async Task<IReadOnlyList<SubmissionHead>> SubmissionsOfAsync(string laboratory, long before, int limit, CancellationToken stop = default)
    {
        const string sql = """
            select number, submission_key as SubmissionKey, row_count as RowCount, accepted, refused, received_at as ReceivedAt
            from submissions where laboratory = @laboratory and number < @before order by number desc limit @limit
            """;
        return [.. (await QueryAsync<SubmissionRow>(sql, new { laboratory, before, limit }, stop)).Select(row => row.ToHead())];
    }
}

using System.Data.Common;
using Dapper;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Storage.Keys;

namespace Matching.Storage;

/// <summary>A row of <c>submissions</c>.</summary>
internal sealed class SubmissionRow
{
    public long Number { get; init; }

    public byte[] Content { get; init; } = [];

    public string? Laboratory { get; init; }

    public int RowCount { get; init; }

    public int Accepted { get; init; }

    public int Refused { get; init; }

    public long ReceivedAt { get; init; }

    public byte[] Outcome { get; init; } = [];

    public static async Task<SubmissionRecord?> FindAsync(FieldCipher cipher, DbConnection connection, DbTransaction? transaction, string key, CancellationToken stop)
    {
        const string sql = """
            select number, content, laboratory, row_count as RowCount, accepted, refused, received_at as ReceivedAt, outcome
            from submissions where submission_key = @key
            """;
        var row = await connection.QuerySingleOrDefaultAsync<SubmissionRow>(new CommandDefinition(sql, new { key }, transaction, cancellationToken: stop));
        if (row is null)
            return null;
        string outcome = cipher.Decrypt(FieldPlace.OfSubmission(key), row.Outcome);
        var at = AuditChain.FromMicroseconds(row.ReceivedAt);
        return new SubmissionRecord(key, row.Content, row.Laboratory, row.RowCount, row.Accepted, row.Refused, at, outcome) { Number = row.Number };
    }
}

using System.Data.Common;
using Dapper;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Storage.Keys;

namespace Matching.Storage;

/// <summary>A row of <c>submissions</c>.</summary>
internal sealed class SubmissionRow
{
    private const string Columns =
        "number, submission_key as SubmissionKey, content, laboratory, row_count as RowCount, accepted, refused, received_at as ReceivedAt, outcome";

    public long Number { get; init; }

    public string SubmissionKey { get; init; } = "";

    public byte[] Content { get; init; } = [];

    public string? Laboratory { get; init; }

    public int RowCount { get; init; }

    public int Accepted { get; init; }

    public int Refused { get; init; }

    public long ReceivedAt { get; init; }

    public byte[] Outcome { get; init; } = [];

    public static Task<SubmissionRecord?> FindAsync(FieldCipher cipher, DbConnection connection, DbTransaction? transaction, string key, CancellationToken stop) =>
        FindAsync(cipher, connection, new CommandDefinition($"select {Columns} from submissions where submission_key = @key", new { key }, transaction, cancellationToken: stop));

    public static Task<SubmissionRecord?> FindAsync(FieldCipher cipher, DbConnection connection, DbTransaction? transaction, long number, CancellationToken stop) =>
        FindAsync(cipher, connection, new CommandDefinition($"select {Columns} from submissions where number = @number", new { number }, transaction, cancellationToken: stop));

    public SubmissionHead ToHead() => new(Number, SubmissionKey, RowCount, Accepted, Refused, AuditChain.FromMicroseconds(ReceivedAt));

    private static async Task<SubmissionRecord?> FindAsync(FieldCipher cipher, DbConnection connection, CommandDefinition query)
    {
        var row = await connection.QuerySingleOrDefaultAsync<SubmissionRow>(query);
        if (row is null)
            return null;
        string outcome = cipher.Decrypt(FieldPlace.OfSubmission(row.SubmissionKey), row.Outcome);
        var at = AuditChain.FromMicroseconds(row.ReceivedAt);
        return new SubmissionRecord(row.SubmissionKey, row.Content, row.Laboratory, row.RowCount, row.Accepted, row.Refused, at, outcome) { Number = row.Number };
    }
}

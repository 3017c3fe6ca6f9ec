using Dapper;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Storage.Keys;

namespace Matching.Storage;

internal sealed partial class RegistryChange
{
    public Task<SubmissionRecord?> FindSubmissionAsync(string key, CancellationToken stop = default) =>
        DoAsync(() => SubmissionRow.FindAsync(_store.Cipher, Connection, Transaction, key, stop));

    /// <summary>The number that the next submission of this change gets.</summary>
    public Task<long> NextSubmissionAsync(CancellationToken stop = default) =>
        DoAsync(() => Connection.QuerySingleAsync<long>(Command("select coalesce(max(number), 0) + 1 from submissions", null, stop)));

    /// <summary>Adds a submission and returns its number.</summary>
    public Task<long> AddSubmissionAsync(SubmissionRecord submission, CancellationToken stop = default) => DoAsync(() => Connection.QuerySingleAsync<long>(Command(
        """
        insert into submissions (number, submission_key, content, laboratory, row_count, accepted, refused, received_at, outcome)
        select coalesce(max(number), 0) + 1, @Key, @Content, @Laboratory, @Rows, @Accepted, @Refused, @at, @outcome from submissions returning number
        """,
        new
        {
            submission.Key,
            submission.Content,
            submission.Laboratory,
            submission.Rows,
            submission.Accepted,
            submission.Refused,
            at = AuditChain.Microseconds(submission.At),
            outcome = _store.Cipher.Encrypt(KeyId, FieldPlace.OfSubmission(submission.Key), submission.Outcome),
        },
        stop)));
}

using Matching.Casework;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    public Task<SubmissionRecord?> SubmissionAsync(string key, CancellationToken stop = default) =>
        ReadAsync(connection => SubmissionRow.FindAsync(Cipher, connection, null, key, stop), stop);
}

using System.Runtime.CompilerServices;
using Matching.Casework.Records;

namespace Matching.Casework.Intake;

/// <summary>Reads the records of one kind that a batch names.</summary>
internal static class NamedRecords
{
    // Up to so many are looked for one by one; for more it is cheaper to read the list.
    private const int Few = 100;

    /// <summary>The newest versions of the records of these codes, as far as there are any.</summary>
    public static async IAsyncEnumerable<StoredRecord> ReadAsync(ICaseStore store, RecordKind kind, HashSet<string> codes, [EnumeratorCancellation] CancellationToken stop)
    {
        if (codes.Count <= Few)
        {
            foreach (string code in codes)
                if (await store.FindRecordAsync(new RecordKey(kind, code), stop).ConfigureAwait(false) is { } record)
                    yield return record;
            yield break;
        }

        var query = new RecordQuery(kind);
        for (var page = await store.ListRecordsAsync(query, stop).ConfigureAwait(false); page.Count > 0; page = await store.ListRecordsAsync(query, stop).ConfigureAwait(false))
        {
            foreach (var record in page.Where(r => codes.Contains(r.Key.Code)))
                yield return record;
            query = query with { After = page[^1].Key.Code };
        }
    }
}

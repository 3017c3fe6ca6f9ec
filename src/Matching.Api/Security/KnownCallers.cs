using System.Collections.Concurrent;
using Matching.Casework;
using Matching.Casework.Desks;
using Matching.Casework.Records;

namespace Matching.Api.Security;

/// <summary>Keys and accounts that called within the last second, so that not every request decrypts a record.</summary>
/// <remarks>What this process changes holds at once. What another process changes (a revoked key) holds here a second later at the latest.</remarks>
internal sealed class KnownCallers(ICaseStore store, TimeProvider clock)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<RecordKey, (object Record, long Read, int Changes)> _known = new();
    private int _changes;

    /// <summary>A key or an account, a second old at most; null when there is none.</summary>
    public async Task<T?> FindAsync<T>(string code, CancellationToken stop)
        where T : class, IKeptRecord
    {
        var name = new RecordKey(T.Kind, code);
        int changes = Volatile.Read(ref _changes);
        if (_known.TryGetValue(name, out var known) && known.Changes == changes && clock.GetElapsedTime(known.Read) < Fresh)
            return (T)known.Record;
        long read = clock.GetTimestamp();
        var record = (await new RecordBook(store).FindAsync<T>(code, stop))?.Record;
        if (_known.Count >= Most)
            _known.Clear();
        // What was read while somebody changed it may be the state before: it bears a number that is past then.
        if (record is not null)
            _known[name] = (record, read, changes);
        return record;
    }

    /// <summary>Forgets all: a key or an account was changed here.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _changes);
        _known.Clear();
    }
}

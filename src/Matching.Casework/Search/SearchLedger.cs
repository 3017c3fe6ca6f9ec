using System.Collections.Concurrent;
using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>The coverage ledger in memory: read once, and then on from where it was read to, since lines are only ever added. Thread-safe; shared by a process.</summary>
internal sealed class SearchLedger(ICaseStore store) : IDisposable
{
    private const int PageLength = 8192;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly ConcurrentDictionary<(int Model, SearchKind Kind), KindLedger> _kinds = [];
    private long _last;
    private long _change = -1;

    /// <summary>The ledger of a kind under a model, with every line that is written by now.</summary>
    public async Task<KindLedger> OfAsync(int model, SearchKind kind, CancellationToken stop) =>
        await OfAsync(model, kind, (await store.PositionAsync(stop).ConfigureAwait(false)).Change, stop).ConfigureAwait(false);

    /// <summary>The ledger of a kind under a model, with every line that a change up to a number has written, and later ones perhaps.</summary>
    public async Task<KindLedger> OfAsync(int model, SearchKind kind, long change, CancellationToken stop)
    {
        // Every tile is a change of its own: where the registry stands still, so does the ledger.
        if (Volatile.Read(ref _change) < change)
            await ReadAsync(change, stop).ConfigureAwait(false);
        return Of(model, kind);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(long change, CancellationToken stop)
    {
        await _reading.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (_change >= change)
                return;
            IReadOnlyList<NumberedCoverage> page;
            do
            {
                page = await store.LedgerAsync(_last, PageLength, stop).ConfigureAwait(false);
                foreach (var (number, line) in page)
                {
                    Of(line.Model, line.Kind).Add(line);
                    _last = number;
                }
            }
            while (page.Count == PageLength);
            Volatile.Write(ref _change, change);
        }
        finally
        {
            _reading.Release();
        }
    }

    private KindLedger Of(int model, SearchKind kind) => _kinds.GetOrAdd((model, kind), key => new KindLedger(key.Kind));
}

using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>One index per model, made when first asked for, and the ledger of what has been compared. Thread-safe; shared by all searches of a process.</summary>
public sealed class SearchIndexes : IDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly Dictionary<int, ProfileIndex> _indexes = [];
    private readonly ICaseStore _store;
    private readonly Func<StoredModel, Task<ProfileIndex>>? _load;

    /// <summary>Makes an empty set.</summary>
    /// <param name="store">The registry.</param>
    /// <param name="load">Makes the index of a model, for example from a packed snapshot; null: from nothing.</param>
    public SearchIndexes(ICaseStore store, Func<StoredModel, Task<ProfileIndex>>? load = null) => (_store, _load, Ledger) = (store, load, new SearchLedger(store));

    /// <summary>What has been compared.</summary>
    internal SearchLedger Ledger { get; }

    /// <summary>The index of a model, with everything that the registry holds by now.</summary>
    /// <exception cref="SearchException"><see cref="SearchCodes.UnknownModel"/>: there is no such model.</exception>
    public async Task<ProfileIndex> SyncAsync(int model, CancellationToken stop = default)
    {
        var index = await OfAsync(model, stop).ConfigureAwait(false);
        await index.SyncAsync(_store, stop).ConfigureAwait(false);
        return index;
    }

    /// <summary>Throws an index away, so that it is made anew from the registry.</summary>
    public async Task ForgetAsync(int model, CancellationToken stop = default)
    {
        await _making.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            _indexes.Remove(model);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var index in _indexes.Values)
            index.Dispose();
        Ledger.Dispose();
        _making.Dispose();
    }

    private async Task<ProfileIndex> OfAsync(int model, CancellationToken stop)
    {
        await _making.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (_indexes.TryGetValue(model, out var known))
                return known;
            var stored = (await _store.ModelsAsync(stop).ConfigureAwait(false)).FirstOrDefault(m => m.Number == model)
                ?? throw new SearchException(SearchCodes.UnknownModel, $"There is no model {model}. List the models, and choose one of them.");
            return _indexes[model] = _load is null ? new ProfileIndex(stored) : await _load(stored).ConfigureAwait(false);
        }
        finally
        {
            _making.Release();
        }
    }
}

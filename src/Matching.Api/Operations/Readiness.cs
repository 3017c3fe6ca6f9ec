using Matching.Api.Hosting;
using Matching.Casework;
using Matching.Casework.Search;

namespace Matching.Api.Operations;

/// <summary>Whether the server can do its work: the registry answers, and the index of every model in use has been read and is in step with it.</summary>
internal sealed class Readiness(ICaseStore store, SearchIndexes indexes, SearchService searches, IHostApplicationLifetime host)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>What is missing, in words; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken stop)
    {
        if (host.ApplicationStopping.IsCancellationRequested)
            return ["the server stops"];
        try
        {
            var missing = new List<string>();
            foreach (var model in (await store.ModelsAsync(stop)).Where(m => m.IsActive))
                if (!searches.IsLoaded(model.Number))
                    missing.Add($"the index of model {model.Number} is being read");
                else if (!await IsInStepAsync(model.Number, stop))
                    missing.Add($"the index of model {model.Number} is catching up with the registry");
            return missing;
        }
        catch (CaseStoreException)
        {
            return ["the database does not answer"];
        }
    }

    private async Task<bool> IsInStepAsync(int model, CancellationToken stop)
    {
        try
        {
            await indexes.SyncAsync(model, stop).WaitAsync(Longest, stop);
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException or SearchException)
        {
            return false;
        }
    }
}

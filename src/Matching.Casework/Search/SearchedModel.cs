namespace Matching.Casework.Search;

/// <summary>Which model is meant where somebody may name one.</summary>
public static class SearchedModel
{
    /// <summary>The number that was asked for, or the newest model in use; null where there is no such model.</summary>
    public static async Task<int?> OfAsync(ICaseStore store, int? asked, CancellationToken stop = default)
    {
        var models = await store.ModelsAsync(stop).ConfigureAwait(false);
        return asked is null ? models.LastOrDefault(model => model.IsActive)?.Number : models.FirstOrDefault(model => model.Number == asked)?.Number;
    }
}

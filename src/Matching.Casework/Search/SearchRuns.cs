using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>Starts the searches of what a change has added, within that change.</summary>
public static class SearchRuns
{
    /// <summary>Adds a run per active model with the tiles that the change has made due; none where nothing became due.</summary>
    /// <remarks>To be called last before the commit, so that nothing can be added without its tiles.</remarks>
    /// <param name="change">The change.</param>
    /// <param name="before">The registry before it.</param>
    /// <param name="models">All models, read while the change is held: nobody else can activate one meanwhile.</param>
    /// <param name="run">Reason, requester and engine; its model number is not used.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>The numbers of the runs, in the order of the models.</returns>
    public static async Task<IReadOnlyList<long>> AddDueAsync(
        this IRegistryChange change, RegistryPosition before, IEnumerable<StoredModel> models, NewRun run, DateTimeOffset at, CancellationToken stop = default)
    {
        var runs = new List<long>();
        foreach (var due in TilePlan.For(before, change.Position, models).GroupBy(t => t.Model))
            runs.Add(await change.AddRunAsync(run with { Model = due.Key }, at, [.. due], stop).ConfigureAwait(false));
        return runs;
    }
}

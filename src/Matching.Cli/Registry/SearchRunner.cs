using Matching.Casework;
using Matching.Casework.Search;

namespace Matching.Cli.Registry;

/// <summary>Works off what waits in a registry, and says what was found in numbers.</summary>
internal sealed class SearchRunner(ICaseStore store, RegistryPlace place, int threads, TextWriter output, TextWriter error)
{
    private readonly bool _isWatched = error == Console.Error && !Console.IsErrorRedirected;
    private long _hits;
    private int _inPart;

    /// <summary>Searches until nothing waits; false when a tile failed.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        var packed = new PackedSnapshots(store, place, threads, error);
        using var indexes = new SearchIndexes(store, packed.LoadAsync);
        var report = await new SearchWorker(store, indexes, TimeProvider.System, SearchWorkerOptions.Default with { Threads = threads }, Tell).RunUntilEmptyAsync(stop);
        output.WriteLine(report.Tiles == 0 && report.IsComplete
            ? "searched: nothing waited"
            : $"searched: {report.Tiles} tiles, {report.Pairs} pairs, {_hits} hits{(_inPart > 0 ? $"; {_inPart} families only in part" : string.Empty)}");
        foreach (var failed in report.Failed)
            error.WriteLine($"error: a search could not be made (run {failed.Tile.Run}, tile {failed.Tile.Number}): {failed.Message} It still waits. [{failed.Code}]");
        await packed.SaveAsync(indexes, stop);
        return report.IsComplete;
    }

    private void Tell(SearchEvent told)
    {
        switch (told)
        {
            case TileSearched searched:
                _hits += searched.Hits;
                _inPart += searched.Counts.InPart;
                if (_isWatched)
                    error.Write($"\rsearching: {searched.Done} tiles, {_hits} hits ");
                break;
            case StoreInterrupted away:
                error.WriteLine($"the database is away [{away.Code}]; next attempt in {away.Wait.TotalSeconds:0.#} seconds");
                break;
        }
    }
}

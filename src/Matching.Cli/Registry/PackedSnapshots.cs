using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Cli.MatchRun;
using Matching.Cli.Model;

namespace Matching.Cli.Registry;

/// <summary>The packed snapshots of a registry's relatives, one file per model, from which a search is ready at once.</summary>
/// <remarks>They hold genetic data in the clear: beside an SQLite file they are made by themselves, for a server only where a place is named.</remarks>
/// <param name="store">The registry.</param>
/// <param name="place">Where it is.</param>
/// <param name="threads">Threads that read and check.</param>
/// <param name="error">Where a snapshot that cannot be used or written is reported.</param>
/// <param name="fewest">Relatives that have come since the last snapshot from which a new one is worth its time.</param>
internal sealed class PackedSnapshots(ICaseStore store, RegistryPlace place, int threads, TextWriter error, int fewest = PackedSnapshots.Fewest)
{
    // Read from the database in a twentieth of a second.
    private const int Fewest = 20_000;

    private readonly Dictionary<int, int> _packed = [];

    /// <summary>The index of a model: from its snapshot, or from nothing where there is none that can be used.</summary>
    public async Task<ProfileIndex> LoadAsync(StoredModel model)
    {
        var index = place.PackedOf(model.Number) is { } path && File.Exists(path) ? await ReadAsync(model, path) : null;
        _packed[model.Number] = index?.Position.Relatives ?? 0;
        return index ?? new ProfileIndex(model);
    }

    /// <summary>Writes anew what has fallen behind.</summary>
    public async Task SaveAsync(SearchIndexes indexes, CancellationToken stop)
    {
        foreach (var (model, relatives) in _packed)
        {
            if (place.PackedOf(model) is not { } path)
                continue;
            var index = await indexes.SyncAsync(model, stop);
            if (index.Position.Relatives - relatives >= Math.Max(fewest, relatives / 10))
                await WriteAsync(index, path, stop);
        }
    }

    /// <summary>Deletes the snapshots of all models: somebody was withdrawn.</summary>
    public static void Delete(RegistryPlace place, IEnumerable<StoredModel> models)
    {
        foreach (var model in models)
            if (place.PackedOf(model.Number) is { } path)
                File.Delete(path);
    }

    private async Task<ProfileIndex?> ReadAsync(StoredModel model, string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            var reading = await PackedSnapshotFile.ReadAsync(model, store, RandomAccess.GetLength(handle), (offset, target) => FileBytes.Fill(handle, offset, target), threads);
            if (reading.Index is null)
                await error.WriteLineAsync($"information: the packed snapshot '{Path.GetFileName(path)}' is not used and will be made anew. {reading.Text} [{reading.Code}]");
            return reading.Index;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"warning: the packed snapshot '{Path.GetFileName(path)}' cannot be read; the relatives were read from the registry. Check its rights. [{SearchFindingCodes.PackedUnreadable}]");
            return null;
        }
    }

    private async Task WriteAsync(ProfileIndex index, string path, CancellationToken stop)
    {
        bool isValid = false;
        try
        {
            // The file has its name only when it is whole; the wait is for the disk.
            await Task.Run(() => AtomicFile.WriteForOwner(path, file => isValid = PackedSnapshotFile.WriteAsync(index, store, file, place.Actor, TimeProvider.System.GetUtcNow(), stop).GetAwaiter().GetResult()), stop);
        }
        catch (IOException fault)
        {
            await error.WriteLineAsync($"warning: no packed snapshot was written, and the next search will read the registry again. {fault.Message} [{SearchFindingCodes.PackedNotWritten}]");
            return;
        }

        if (!isValid)
            File.Delete(path);
    }
}

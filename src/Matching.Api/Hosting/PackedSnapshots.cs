using System.Collections.Concurrent;
using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Storage;
using Microsoft.Win32.SafeHandles;

namespace Matching.Api.Hosting;

/// <summary>The packed snapshots of the relatives, one file per model, from which a restarted server is ready at once.</summary>
/// <remarks>They hold genetic data in the clear: beside an SQLite file they are made by themselves, for a server only where a place is named.</remarks>
internal sealed partial class PackedSnapshots(ICaseStore store, MatchingOptions options, TimeProvider clock, ILogger<PackedSnapshots> log)
{
    private readonly ConcurrentDictionary<int, int> _packed = [];
    private int _deletions;

    /// <summary>Relatives that have come since the last snapshot from which a new one is worth its time: so many are read from a database in a twentieth of a second.</summary>
    internal int Fewest { get; init; } = 20_000;

    /// <summary>The place of a model's snapshot; null where none is kept.</summary>
    public string? PlaceOf(int model) =>
        (options.Packed ?? (new StoreOptions(options.Database).IsServer ? null : options.Database)) is { } name ? $"{name}.{model}.packed" : null;

    /// <summary>The index of a model: from its snapshot, or from nothing where there is none that can be used.</summary>
    public async Task<ProfileIndex> LoadAsync(StoredModel model)
    {
        var index = PlaceOf(model.Number) is { } path && File.Exists(path) ? await ReadAsync(model, path) : null;
        _packed[model.Number] = index?.Position.Relatives ?? 0;
        return index ?? new ProfileIndex(model);
    }

    /// <summary>Writes anew what has fallen behind.</summary>
    public async Task SaveAsync(SearchIndexes indexes, CancellationToken stop)
    {
        foreach (var (model, packed) in _packed)
        {
            if (PlaceOf(model) is not { } path)
                continue;
            int now = (await store.PositionAsync(stop)).Relatives;
            if (now - packed < Math.Max(Fewest, packed / 10))
                continue;
            var index = await indexes.SyncAsync(model, stop);
            int deletions = Volatile.Read(ref _deletions);
            await WriteAsync(index, path, stop);
            _packed[model] = index.Position.Relatives;
            // Somebody was withdrawn while it was written: what it holds may have got its name after the deletion.
            if (deletions != Volatile.Read(ref _deletions))
                Delete([model]);
        }
    }

    /// <summary>Deletes the snapshots of some models: somebody was withdrawn. They would not be used again in any case.</summary>
    public void Delete(IEnumerable<int> models)
    {
        Interlocked.Increment(ref _deletions);
        foreach (int model in models)
        {
            if (PlaceOf(model) is { } path)
                Delete(model, path);
            if (_packed.ContainsKey(model))
                _packed[model] = 0;
        }
    }

    // The withdrawal itself is permanent by now and is not to be reported as failed.
    private void Delete(int model, string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            NotDeleted(log, model, path, fault.GetType().Name);
        }
    }

    private async Task<ProfileIndex?> ReadAsync(StoredModel model, string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            var reading = await PackedSnapshotFile.ReadAsync(model, store, RandomAccess.GetLength(handle), (offset, target) => Fill(handle, offset, target), options.Threads);
            if (reading.Index is null)
                NotUsed(log, model.Number, reading.Code!);
            return reading.Index;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Unreadable(log, model.Number, fault.GetType().Name);
            return null;
        }
    }

    // The file has its name only when it is whole.
    private async Task WriteAsync(ProfileIndex index, string path, CancellationToken stop)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.Delete(temporary);
            var own = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 18, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
                own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            bool isValid;
            await using (var file = new FileStream(temporary, own))
                isValid = await PackedSnapshotFile.WriteAsync(index, store, file, "system", clock.GetUtcNow(), stop);
            if (isValid)
                File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            NotWritten(log, index.Model.Stored.Number, fault.GetType().Name);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Fill(SafeFileHandle handle, long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(handle, target, offset);
            if (read == 0)
                throw new EndOfStreamException();
            target = target[read..];
            offset += read;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The packed snapshot of model {Model} is not used and will be made anew [{Code}]")]
    private static partial void NotUsed(ILogger log, int model, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The packed snapshot of model {Model} cannot be read ({Fault}); the relatives are read from the registry. Check its rights.")]
    private static partial void Unreadable(ILogger log, int model, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No packed snapshot of model {Model} was written ({Fault}): the next start reads the registry. Check folder, rights and free space.")]
    private static partial void NotWritten(ILogger log, int model, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The packed snapshot of model {Model} holds somebody who was withdrawn and cannot be deleted ({Fault}). Delete {Path} by hand.")]
    private static partial void NotDeleted(ILogger log, int model, string path, string fault);
}

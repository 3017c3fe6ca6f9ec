using System.Buffers.Binary;
using System.Security.Cryptography;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Engine.Images;

namespace Matching.Casework.Search;

/// <summary>Reads bytes of a snapshot into memory, all of them. Called from several threads at once.</summary>
/// <param name="offset">Place of the first byte.</param>
/// <param name="target">Where they go.</param>
public delegate void SnapshotBytes(long offset, Span<byte> target);

/// <summary>A packed snapshot that was looked at.</summary>
/// <param name="Index">The index, with the registry as the snapshot knew it; null when it cannot be used.</param>
/// <param name="Code">Why it cannot be used: one of the codes of packed images, or <see cref="SearchCodes.SnapshotNotValid"/>; null when it can.</param>
/// <param name="Text">The same for people.</param>
public sealed record SnapshotReading(ProfileIndex? Index, string? Code, string? Text);

/// <summary>The packed snapshot of an index: relatives and families as they lie in memory, so that a restart need not read them one by one.</summary>
/// <remarks>
/// It holds genetic data in the clear: whoever hands in the file sees to it that nobody but its owner can read it. It is stamped with 32 random bytes that the
/// registry remembers until somebody is withdrawn; children, items and suspects, and everything since, come from the registry itself.
/// </remarks>
public static class PackedSnapshotFile
{
    private const int StampLength = 32, CountsLength = 2 * sizeof(int);

    /// <summary>Writes a snapshot of everything that the registry holds at this moment.</summary>
    /// <param name="index">The index; it is brought up to date.</param>
    /// <param name="store">The registry, which remembers the stamp.</param>
    /// <param name="file">Takes the bytes from first to last.</param>
    /// <param name="actor">Who asked for it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>False when somebody was withdrawn while it was written: the file must be deleted, and written anew.</returns>
    public static async Task<bool> WriteAsync(ProfileIndex index, ICaseStore store, Stream file, string actor, DateTimeOffset at, CancellationToken stop = default)
    {
        byte[] stamp = RandomNumberGenerator.GetBytes(StampLength);
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            // While the change is held nobody is withdrawn: what is read here is what the stamp stands for.
            await index.SyncAsync(store, stop).ConfigureAwait(false);
            await change.AddSnapshotAsync(stamp, stop).ConfigureAwait(false);
            await change.CommitAsync(new AuditAct(actor, "snapshot.write", $"model/{index.Model.Stored.Number}", RecordJson.Write(index.Position)), at, stop).ConfigureAwait(false);
        }

        await index.HoldAsync(() => Task.Run(() => Write(index, stamp, file), stop), stop).ConfigureAwait(false);
        return await store.IsSnapshotValidAsync(stamp, stop).ConfigureAwait(false);
    }

    /// <summary>Makes an index from a snapshot; it still has to read what came since (<see cref="ProfileIndex.SyncAsync"/>).</summary>
    /// <param name="model">The model.</param>
    /// <param name="store">The registry.</param>
    /// <param name="length">Length of the snapshot in bytes.</param>
    /// <param name="bytes">Reads from it.</param>
    /// <param name="threads">Threads that read and check.</param>
    /// <param name="stop">Stops.</param>
    public static async Task<SnapshotReading> ReadAsync(StoredModel model, ICaseStore store, long length, SnapshotBytes bytes, int threads = 1, CancellationToken stop = default)
    {
        void Source(long offset, Span<byte> target) => bytes(offset, target);
        if (FamilyImage.StampOf(length, Source) is not { } stamp)
            return new SnapshotReading(null, ImageFaultCodes.Truncated, "It is shorter than any snapshot.");
        var position = await store.PositionAsync(stop).ConfigureAwait(false);
        if (stamp.Sequence > position.Change || !await store.IsSnapshotValidAsync([.. stamp.Source], stop).ConfigureAwait(false))
            return NotValid;
        var indexed = new IndexedModel(model);
        var reading = await Task.Run(() => FamilyImage.Read(indexed.Kinship, stamp.Source.AsSpan(), length, Source, threads), stop).ConfigureAwait(false);
        if (reading.Fault is { } fault)
            return new SnapshotReading(null, fault.Code, fault.Text);
        var labels = reading.Labels.Span;
        var families = reading.Families!;
        bool isThis = labels.Length == StampLength + CountsLength && labels[..StampLength].SequenceEqual(DigestOf(indexed))
            && BinaryPrimitives.ReadInt32LittleEndian(labels[StampLength..]) == families.Relatives.Count
            && BinaryPrimitives.ReadInt32LittleEndian(labels[(StampLength + sizeof(int))..]) == families.Snapshot().Count
            && families.Relatives.Count <= position.Relatives && families.Snapshot().Count <= position.Families;
        return isThis ? new SnapshotReading(new ProfileIndex(indexed, families, reading.Sequence), null, null) : NotValid;
    }

    private static SnapshotReading NotValid => new(
        null, SearchCodes.SnapshotNotValid, "It was written from another registry or for another model, somebody has been withdrawn since, or the registry was put back to an earlier state.");

    private static void Write(ProfileIndex index, byte[] stamp, Stream file)
    {
        var families = index.Current.Families;
        byte[] labels = new byte[StampLength + CountsLength];
        DigestOf(index.Model).CopyTo(labels, 0);
        BinaryPrimitives.WriteInt32LittleEndian(labels.AsSpan(StampLength), index.Relatives.Count);
        BinaryPrimitives.WriteInt32LittleEndian(labels.AsSpan(StampLength + sizeof(int)), families.Count);
        FamilyImage.Write(families, new ImageStamp([.. stamp], index.Position.Change), labels, file.Write, index.IsRelativeInUse);
    }

    // The rows carry the drop-out of the model, which the image itself does not know of.
    private static byte[] DigestOf(IndexedModel model) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(model.Stored.Document));
}

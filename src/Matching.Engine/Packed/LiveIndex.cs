using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>Entries that are added, amended and retired while others search snapshots of them. Thread-safe.</summary>
internal sealed class LiveIndex<TEntry, TForm>
    where TForm : struct, IEquatable<TForm>
{
    private readonly Lock _changing = new();
    private readonly PackedIndex<TForm> _packed;
    private readonly IAppendOnly<TEntry> _entries;

    /// <summary>Makes an index.</summary>
    /// <param name="entries">Where entries are kept; nobody else adds to it.</param>
    /// <param name="packed">Their columns.</param>
    public LiveIndex(IAppendOnly<TEntry> entries, PackedIndex<TForm> packed) => (_entries, _packed) = (entries, packed);

    /// <summary>Adds an entry and returns its index: 0, 1, 2 ... in the order of adding.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="form">Its form; null when it has no column.</param>
    /// <param name="column">Its column.</param>
    public int Add(TEntry entry, TForm? form, ReadOnlySpan<byte> column)
    {
        lock (_changing)
            return Append(entry, form, column);
    }

    /// <summary>Retires an entry and adds another in one step.</summary>
    /// <exception cref="ArgumentException">There is no such entry, or it has been retired.</exception>
    public int Amend(int index, TEntry by, TForm? form, ReadOnlySpan<byte> column)
    {
        lock (_changing)
        {
            RetireKnown(index);
            return Append(by, form, column);
        }
    }

    /// <summary>Takes an entry out of all later snapshots.</summary>
    /// <exception cref="ArgumentException">There is no such entry, or it has been retired.</exception>
    public void Retire(int index)
    {
        lock (_changing)
            RetireKnown(index);
    }

    /// <summary>The entries as they stand now.</summary>
    public PackedSnapshot<TForm> Snapshot()
    {
        lock (_changing)
            return _packed.Snapshot();
    }

    private int Append(TEntry entry, TForm? form, ReadOnlySpan<byte> column)
    {
        _entries.Add(entry);
        return form is { } known ? _packed.Add(known, column) : _packed.AddUnpacked();
    }

    private void RetireKnown(int index)
    {
        if (index < 0 || index >= _packed.Count || !_packed.Retire(index))
            throw new ArgumentException("There is no such entry, or it has been retired.", nameof(index));
    }
}

using System.Collections;

namespace Matching.Engine.Store;

/// <summary>Something that entries are only added to.</summary>
internal interface IAppendOnly<in T>
{
    /// <summary>Appends an entry and returns its index.</summary>
    int Add(T entry);
}

/// <summary>A list that only grows and whose entries never move: one writer at a time, any number of readers meanwhile.</summary>
/// <remarks>
/// A reader may read the entries below a <see cref="Count"/> that it has seen: an entry is there before it is counted. Writers
/// take a lock of their own.
/// </remarks>
internal sealed class AppendOnlyList<T> : IAppendOnly<T>, IReadOnlyList<T>
{
    private const int ChunkBits = 12;

    /// <summary>Entries per chunk.</summary>
    public const int ChunkLength = 1 << ChunkBits;

    private T[][] _chunks = [];
    private int _count;

    /// <summary>Number of entries.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>An entry.</summary>
    public T this[int index] => _chunks[index >> ChunkBits][index & (ChunkLength - 1)];

    /// <summary>A list of so many entries that are still to be filled in, chunk by chunk.</summary>
    public static AppendOnlyList<T> OfCount(int count)
    {
        var list = new AppendOnlyList<T> { _count = count };
        list._chunks = [.. Enumerable.Range(0, (count + ChunkLength - 1) / ChunkLength).Select(_ => GC.AllocateUninitializedArray<T>(ChunkLength))];
        return list;
    }

    /// <summary>The entries of a chunk, also those still unused.</summary>
    public Span<T> Chunk(int chunk) => _chunks[chunk];

    /// <inheritdoc/>
    public int Add(T entry)
    {
        int index = _count;
        if (index >> ChunkBits == _chunks.Length)
            _chunks = [.. _chunks, new T[ChunkLength]];
        _chunks[index >> ChunkBits][index & (ChunkLength - 1)] = entry;
        Volatile.Write(ref _count, index + 1);
        return index;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
            yield return this[index];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

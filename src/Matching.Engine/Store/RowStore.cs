namespace Matching.Engine.Store;

/// <summary>Rows of genotype codes, one after the other; a row never moves once appended.</summary>
/// <remarks>One writer at a time, any number of readers of the rows appended before.</remarks>
internal sealed class RowStore(int width)
{
    private const int ChunkBits = 12;

    /// <summary>Rows per chunk.</summary>
    public const int RowsPerChunk = 1 << ChunkBits;

    private ushort[][] _chunks = [];

    /// <summary>Codes per row.</summary>
    public int Width { get; } = width;

    /// <summary>A row.</summary>
    public ReadOnlySpan<ushort> this[int row] => Of(row);

    /// <summary>Rows that are still to be filled in, chunk by chunk.</summary>
    public static RowStore OfCount(int width, int count)
    {
        var store = new RowStore(width);
        store._chunks = [.. Enumerable.Range(0, (count + RowsPerChunk - 1) / RowsPerChunk).Select(_ => GC.AllocateUninitializedArray<ushort>(RowsPerChunk * width))];
        return store;
    }

    /// <summary>The codes of a chunk, also of rows still unused.</summary>
    public Span<ushort> Chunk(int chunk) => _chunks[chunk];

    /// <summary>Room for the next row, which follows the last.</summary>
    public Span<ushort> Append(int row)
    {
        if (row >> ChunkBits == _chunks.Length)
            _chunks = [.. _chunks, new ushort[RowsPerChunk * Width]];
        return Of(row);
    }

    private Span<ushort> Of(int row) => _chunks[row >> ChunkBits].AsSpan((row & (RowsPerChunk - 1)) * Width, Width);
}

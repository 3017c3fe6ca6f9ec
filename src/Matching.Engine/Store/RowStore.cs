namespace Matching.Engine.Store;

/// <summary>Rows of genotype codes, one after the other; a row never moves once appended.</summary>
/// <remarks>One writer at a time, any number of readers of the rows appended before.</remarks>
internal sealed class RowStore(int width)
{
    private const int ChunkBits = 12;
    private const int RowsPerChunk = 1 << ChunkBits;

    private ushort[][] _chunks = [];

    /// <summary>A row.</summary>
    public ReadOnlySpan<ushort> this[int row] => Of(row);

    /// <summary>Room for the next row, which follows the last.</summary>
    public Span<ushort> Append(int row)
    {
        if (row >> ChunkBits == _chunks.Length)
            _chunks = [.. _chunks, new ushort[RowsPerChunk * width]];
        return Of(row);
    }

    private Span<ushort> Of(int row) => _chunks[row >> ChunkBits].AsSpan((row & (RowsPerChunk - 1)) * width, width);
}

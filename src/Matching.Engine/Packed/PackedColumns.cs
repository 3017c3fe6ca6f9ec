using Matching.Engine.Classes;
using Matching.Engine.Store;
using Matching.Kernels;

namespace Matching.Engine.Packed;

/// <summary>Columns of class codes in blocks that fit twice into a first-level cache. Columns are only added.</summary>
/// <remarks>One writer at a time; a reader reads the columns that existed when it learned of their number.</remarks>
internal sealed class PackedColumns
{
    private const int WideBlock = 1024, NarrowBlock = 512, MostWideRows = 32;

    // Long segments let the system use large pages; short ones keep a group of a few families small.
    private const int MostBlocksPerSegment = 1024;

    private readonly AppendOnlyList<(AlignedBuffer Segment, int Offset)> _blocks = new();
    private int _count;

    public PackedColumns(int rows)
    {
        Rows = rows;
        Width = rows <= MostWideRows ? WideBlock : NarrowBlock;
    }

    /// <summary>Codes per column, at least 1.</summary>
    public int Rows { get; }

    /// <summary>Columns per block.</summary>
    public int Width { get; }

    /// <summary>Number of blocks that hold so many columns.</summary>
    public int BlocksOf(int columns) => (columns + Width - 1) / Width;

    /// <summary>Appends a column.</summary>
    public void Append(ReadOnlySpan<byte> column)
    {
        int block = _count / Width;
        if (block == _blocks.Count)
            AddSegment();
        var codes = CodesOf(block)[(_count % Width)..];
        for (int row = 0; row < Rows; row++)
            codes[row * Width] = column[row];
        _count++;
    }

    /// <summary>A block of the first so many.</summary>
    public ScanBlock Block(int block, int blocks) => new(CodesOf(block), Rows, Width, block + 1 < blocks ? CodesOf(block + 1) : default);

    /// <summary>Reads a column back.</summary>
    public void Read(int index, Span<byte> column)
    {
        var codes = CodesOf(index / Width)[(index % Width)..];
        for (int row = 0; row < Rows; row++)
            column[row] = codes[row * Width];
    }

    private Span<byte> CodesOf(int block)
    {
        var (segment, offset) = _blocks[block];
        return segment.Span.Slice(offset, Rows * Width);
    }

    private void AddSegment()
    {
        int blocks = Math.Clamp(_blocks.Count, 1, MostBlocksPerSegment);
        var segment = new AlignedBuffer(blocks * Rows * Width, isCleared: false);
        segment.Span.Fill(GenotypeClasses.Vacant);
        for (int block = 0; block < blocks; block++)
            _blocks.Add((segment, block * Rows * Width));
    }
}

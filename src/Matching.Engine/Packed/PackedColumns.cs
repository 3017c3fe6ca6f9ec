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
            AddSegment(Math.Clamp(_blocks.Count, 1, MostBlocksPerSegment), isFilled: true);
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

    /// <summary>Columns that are still to be filled in, block by block.</summary>
    public static PackedColumns OfCount(int rows, int count)
    {
        var columns = new PackedColumns(rows) { _count = count };
        for (int left = columns.BlocksOf(count); left > 0; left -= MostBlocksPerSegment)
            columns.AddSegment(Math.Min(left, MostBlocksPerSegment), isFilled: false);
        return columns;
    }

    /// <summary>The codes of some blocks where they lie together, else of the first alone.</summary>
    public Span<byte> CodesOf(int block, int blocks)
    {
        var (segment, offset) = _blocks[block];
        int length = blocks * Rows * Width;
        return segment.Length - offset >= length ? segment.Span.Slice(offset, length) : CodesOf(block);
    }

    /// <summary>The codes of a block, row after row.</summary>
    public Span<byte> CodesOf(int block)
    {
        var (segment, offset) = _blocks[block];
        return segment.Span.Slice(offset, Rows * Width);
    }

    private void AddSegment(int blocks, bool isFilled)
    {
        var segment = new AlignedBuffer(blocks * Rows * Width, isCleared: false);
        if (isFilled)
            segment.Span.Fill(GenotypeClasses.Vacant);
        for (int block = 0; block < blocks; block++)
            _blocks.Add((segment, block * Rows * Width));
    }
}

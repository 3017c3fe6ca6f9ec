namespace Matching.Kernels;

/// <summary>Neighbouring columns of a block together with one query: what one inner loop of a kernel works on.</summary>
internal readonly unsafe struct Strip(byte* codes, nint stride, byte* table, int probe, int rows)
{
    /// <summary>First column of the strip in the first row.</summary>
    public readonly byte* Codes = codes;

    /// <summary>Bytes from a column to the same column of the next row.</summary>
    public readonly nint Stride = stride;

    /// <summary>The query's table of the first row; that of the next row follows at once.</summary>
    public readonly byte* Table = table;

    /// <summary>Rows before the first look.</summary>
    public readonly int Probe = probe;

    /// <summary>All rows.</summary>
    public readonly int Rows = rows;
}

using System.Runtime.CompilerServices;

namespace Matching.Kernels;

/// <summary>A batch of queries over neighbouring columns of a block: what the inner loops of a kernel work on, all of it pinned by the caller.</summary>
internal readonly unsafe struct StripScan
{
    /// <summary>First column of the strip in the first row.</summary>
    public readonly byte* Codes;

    /// <summary>Bytes from a column to the same column of the next row.</summary>
    public readonly nint Stride;

    public readonly int Rows;

    public readonly int Queries;

    private readonly byte* _tables;
    private readonly int* _probes;
    private readonly ulong* _answers;

    public StripScan(in ScanBlock block, byte* codes, in QueryBatch queries, byte* tables, int* probes, ulong* answers, int column)
    {
        Codes = codes + column;
        Stride = block.Width;
        Rows = block.Rows;
        Queries = queries.Count;
        _tables = tables;
        _probes = probes;
        _answers = answers + column / 64;
    }

    /// <summary>The table of a query and a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Table(int query, int row) => _tables + ((nint)query * Rows + row) * QueryBatch.TableSize;

    /// <summary>The rows of a query before its first look, brought into 1 to <see cref="Rows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Probe(int query) => Math.Min(Math.Max(_probes[query], 1), Rows);

    /// <summary>Where the answer to a query goes, starting with the first column of the strip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong* Answer(int query) => _answers + query * Stride / 64;
}

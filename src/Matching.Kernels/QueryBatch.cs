using System.Globalization;

namespace Matching.Kernels;

/// <summary>Queries that are answered in one pass over a block: a table of 128 bytes for every query and row.</summary>
/// <remarks>All queries of a batch share the order of the rows, which is the order of the block.</remarks>
public readonly ref struct QueryBatch
{
    /// <summary>Entries of one table: the byte of entry c is added for code c.</summary>
    public const int TableSize = 128;

    /// <summary>Describes a batch of queries; the number of queries is the number of probes.</summary>
    /// <param name="tables">Exactly queries x <paramref name="rows"/> x <see cref="TableSize"/> bytes: query after query, row after row.</param>
    /// <param name="probes">See <see cref="Probes"/>.</param>
    /// <param name="rows">Number of rows, 1 or more.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public QueryBatch(ReadOnlySpan<byte> tables, ReadOnlySpan<int> probes, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        long expected = (long)probes.Length * rows * TableSize;
        if (tables.Length != expected)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{probes.Length} queries of {rows} rows take {expected} bytes of tables, not {tables.Length}."), nameof(tables));
        Tables = tables;
        Probes = probes;
        Rows = rows;
    }

    /// <summary>The tables: query after query, row after row.</summary>
    public ReadOnlySpan<byte> Tables { get; }

    /// <summary>Per query, how many rows are summed before the first look whether any column is still within the limit.</summary>
    /// <remarks>
    /// A hint that never changes the answer; the number of rows means no early exit, and values outside 1 to <see cref="Rows"/> are taken as the
    /// nearest of them. Too small a value costs more than too large a one.
    /// </remarks>
    public ReadOnlySpan<int> Probes { get; }

    /// <summary>Number of rows of every query.</summary>
    public int Rows { get; }

    /// <summary>Number of queries.</summary>
    public int Count => Probes.Length;

    internal void RequireFit(in ScanBlock block, ReadOnlySpan<ulong> alive)
    {
        if (Count > 0 && block.Rows != Rows)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The block has {block.Rows} rows, the queries have {Rows}."), nameof(block));
        if (alive.Length < (long)Count * block.Words)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The answer takes {(long)Count * block.Words} words, not {alive.Length}."), nameof(alive));
    }
}

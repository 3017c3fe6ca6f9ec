using System.Collections.Immutable;
using Matching.Kernels;

namespace Matching.Engine.Filter;

/// <summary>One question to a block of codes: who can still reach a ratio?</summary>
/// <remarks>
/// With M the sum of the rows' maxima, log10 LR = M - sum of deficits. LR &gt;= T needs a sum of deficits of at most
/// B = M - log10 T. Each deficit is written as min(255, floor(254 d / B)): the bytes of anybody who reaches T sum to at
/// most 254, because every rounding is downwards. See docs/no-miss.md.
/// </remarks>
internal sealed class FilterQuery
{
    // Covers the rounding of logarithms and of the exact product, both below 1e-12 decades.
    private const double Guard = 1e-9;

    private const double Scale = 65536;

    private readonly ImmutableArray<DeficitRow?> _rows;
    private readonly double _maximum;

    /// <summary>Makes the question.</summary>
    /// <param name="rows">Per row of the block its deficits; null where the row does not matter.</param>
    public FilterQuery(IEnumerable<DeficitRow?> rows)
    {
        _rows = [.. rows];
        foreach (var row in _rows)
            _maximum += row?.Maximum ?? 0;
    }

    /// <summary>Writes the byte tables for a threshold; false when nothing can be dismissed at all.</summary>
    /// <param name="log10Threshold">log10 of the smallest ratio of interest.</param>
    /// <param name="tables">128 bytes per row.</param>
    public bool Write(double log10Threshold, Span<byte> tables)
    {
        if (double.IsNegativeInfinity(log10Threshold))
            return false;
        double budget = _maximum - log10Threshold + Guard;
        uint factor = budget <= 0 ? ushort.MaxValue : (uint)Math.Min(ushort.MaxValue, Math.Floor(ScanKernels.Limit * Scale / (DeficitRow.UnitsPerDecade * budget)));
        for (int row = 0; row < _rows.Length; row++)
        {
            var table = tables.Slice(row * QueryBatch.TableSize, QueryBatch.TableSize);
            if (_rows[row] is { } deficits)
                Write(deficits.ByClass, factor, table);
            else
                table.Clear();
            table[GenotypeClasses.Vacant] = byte.MaxValue;
        }

        // Not even the best possible genotypes reach the threshold.
        if (budget < 0)
            tables.Fill(byte.MaxValue);
        return true;
    }

    private static void Write(ReadOnlySpan<ushort> deficits, uint factor, Span<byte> table)
    {
        for (int c = 0; c < table.Length; c++)
            table[c] = deficits[c] == DeficitRow.Impossible ? byte.MaxValue : (byte)Math.Min(255, deficits[c] * factor >> 16);
    }
}

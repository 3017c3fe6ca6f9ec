using Matching.Engine.Classes;
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

    private readonly DeficitRow?[] _rows;
    private readonly double _maximum;

    /// <summary>Makes the question.</summary>
    /// <param name="rows">Per row of the block its deficits; null where the row does not matter.</param>
    public FilterQuery(DeficitRow?[] rows)
    {
        _rows = rows;
        foreach (var row in rows)
            _maximum += row?.Maximum ?? 0;
    }

    /// <summary>Writes the byte tables for a threshold.</summary>
    /// <param name="log10Threshold">log10 of the smallest ratio of interest; finite.</param>
    /// <param name="tables">128 bytes per row.</param>
    public void Write(double log10Threshold, Span<byte> tables)
    {
        double budget = BudgetOf(log10Threshold);
        // Not even the best possible genotypes reach the threshold.
        if (budget < 0)
        {
            tables.Fill(byte.MaxValue);
            return;
        }

        ushort factor = budget == 0 ? ushort.MaxValue : (ushort)Math.Min(ushort.MaxValue, Math.Floor(ScanKernels.Limit * Scale / (DeficitRow.UnitsPerDecade * budget)));
        for (int row = 0; row < _rows.Length; row++)
        {
            var table = tables.Slice(row * QueryBatch.TableSize, QueryBatch.TableSize);
            if (_rows[row] is { } deficits)
                DeficitBytes.Write(deficits.ByClass, factor, table);
            else
                table.Clear();
            table[GenotypeClasses.Vacant] = byte.MaxValue;
        }
    }

    /// <summary>After how many rows hardly anybody unrelated is left for a threshold; never changes an answer.</summary>
    /// <remarks>
    /// A normal approximation with its first correction for skewness (Cornish and Fisher 1938): where most genotypes lie near the largest
    /// deficit, as with siblings, the few small sums are more than a normal distribution has.
    /// </remarks>
    /// <param name="log10Threshold">log10 of the smallest ratio of interest; finite.</param>
    /// <param name="deviations">How many standard deviations the budget must lie below the mean of a normal sum.</param>
    public int ProbeRows(double log10Threshold, double deviations)
    {
        double budget = BudgetOf(log10Threshold), mean = 0, variance = 0, skew = 0, correction = (deviations * deviations - 1) / 6;
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_rows[row] is not { } deficits)
                continue;
            mean += deficits.Mean;
            variance += deficits.Variance;
            skew += deficits.Skew;
            if (mean > budget && (mean - budget + skew / variance * correction) is var margin && margin > 0 && margin * margin >= deviations * deviations * variance)
                return row + 1;
        }

        return _rows.Length;
    }

    private double BudgetOf(double log10Threshold) => _maximum - log10Threshold + Guard;
}

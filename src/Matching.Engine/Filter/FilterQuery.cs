using Matching.Engine.Classes;
using Matching.Kernels;

namespace Matching.Engine.Filter;

/// <summary>One question to a block of codes: who can still reach a ratio, or is an identical record?</summary>
/// <remarks>
/// With M the sum of the rows' maxima, log10 LR = M - sum of deficits. LR &gt;= T needs a sum of deficits of at most
/// B = M - log10 T. Each deficit is written as min(255, floor(254 d / B)): the bytes of anybody who reaches T sum to at
/// most 254, because every rounding is downwards. The bytes of a person's own genotypes are 0, so that an identical record
/// has the sum 0. See docs/no-miss.md.
/// </remarks>
internal sealed class FilterQuery
{
    // Covers the rounding of logarithms and of the exact product, both below 1e-12 decades.
    private const double Guard = 1e-9;

    private const double Scale = 65536;

    private readonly DeficitRow?[] _rows;
    private readonly OwnClasses? _own;
    private readonly double _maximum;

    /// <summary>Makes the question.</summary>
    /// <param name="rows">Per row of the block its deficits; null where the row does not matter.</param>
    /// <param name="own">Whose identical record is sought as well; null for nobody's.</param>
    public FilterQuery(DeficitRow?[] rows, OwnClasses? own = null)
    {
        (_rows, _own) = (rows, own);
        foreach (var row in rows)
            _maximum += row?.Maximum ?? 0;
    }

    /// <summary>Writes the byte tables for a threshold.</summary>
    /// <param name="log10Threshold">log10 of the smallest ratio of interest; finite.</param>
    /// <param name="tables">128 bytes per row.</param>
    public void Write(double log10Threshold, Span<byte> tables)
    {
        double budget = BudgetOf(log10Threshold);
        ushort factor = budget <= 0 ? ushort.MaxValue : (ushort)Math.Min(ushort.MaxValue, Math.Floor(ScanKernels.Limit * Scale / (DeficitRow.UnitsPerDecade * budget)));
        for (int row = 0; row < _rows.Length; row++)
        {
            var table = tables.Slice(row * QueryBatch.TableSize, QueryBatch.TableSize);
            // Below 0 not even the best possible genotypes reach the threshold.
            if (budget < 0)
                table.Fill(byte.MaxValue);
            else if (_rows[row] is { } deficits)
                DeficitBytes.Write(deficits.ByClass, factor, table);
            else
                table.Clear();
            _own?.Spare(row, table);
            table[GenotypeClasses.Vacant] = byte.MaxValue;
        }
    }

    /// <summary>True when a column that survived the bytes also survives the finer deficits, or may be an identical record.</summary>
    /// <remarks>The codes of the block are at hand; the profile itself is a walk to memory.</remarks>
    /// <param name="log10Threshold">log10 of the smallest ratio of interest; finite.</param>
    /// <param name="codes">The codes of the block.</param>
    /// <param name="width">Columns of the block.</param>
    /// <param name="column">The column.</param>
    public bool Keeps(double log10Threshold, ReadOnlySpan<byte> codes, int width, int column) =>
        MayReach(log10Threshold, codes, width, column) || _own?.May(codes, width, column) == true;

    private bool MayReach(double log10Threshold, ReadOnlySpan<byte> codes, int width, int column)
    {
        double left = BudgetOf(log10Threshold) * DeficitRow.UnitsPerDecade;
        for (int row = 0; row < _rows.Length && left >= 0; row++)
        {
            if (_rows[row] is not { } deficits)
                continue;
            ushort deficit = deficits.ByClass[codes[row * width + column]];
            left = deficit == DeficitRow.Impossible ? double.NegativeInfinity : left - deficit;
        }

        return left >= 0;
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

using System.Runtime.CompilerServices;
namespace Matching.Kernels;

/// <summary>The definition that every other kernel equals: plain loops over the columns of each query.</summary>
/// <remarks>
/// <para>Row layout: code[row, i] is byte row * Width + i of the block; table[q, row][c] is byte (q * Rows + row) * 128 + c of the tables.</para>
/// <para>Lane: one column has one int as its sum. Four neighbouring columns run side by side, so that their look-ups overlap.</para>
/// <para>
/// Overflow: a row adds at most 255 to an int. A byte sum that saturates at 255 is above the limit of 254 exactly when the int sum is, and both
/// only grow; so columns may be given up at any row where they exceed the limit. Four columns are given up together, first after the probe
/// rows and then after every <see cref="Stage"/> rows.
/// </para>
/// <para>Past the last row: nothing is read; the last stage is cut off at the number of rows.</para>
/// </remarks>
internal sealed unsafe class ScalarScanKernel : IScanKernel
{
    private const int Stage = 4;

    /// <summary>Keeps a code that breaks the contract inside its table.</summary>
    private const int CodeMask = QueryBatch.TableSize - 1;

    public string Name => "scalar";

    public double SurvivorRows => 0.5;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Filter(in ScanBlock block, in QueryBatch queries, Span<ulong> alive)
    {
        queries.RequireFit(block, alive);
        fixed (byte* codes = block.Codes, tables = queries.Tables)
        fixed (int* probes = queries.Probes)
        fixed (ulong* answers = alive)
        {
            var scan = new StripScan(block, codes, queries, tables, probes, answers, column: 0);
            for (int query = 0; query < queries.Count; query++)
                for (int word = 0; word < block.Words; word++)
                    scan.Answer(query)[word] = FilterWord(scan, query, word * 64);
        }
    }

    private static ulong FilterWord(in StripScan scan, int query, int column)
    {
        ulong alive = 0;
        for (int bit = 0; bit < 64; bit += 4)
            alive |= (ulong)FilterFour(scan, query, column + bit) << bit;
        return alive;
    }

    private static uint FilterFour(in StripScan scan, int query, int column)
    {
        int sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        byte* codes = scan.Codes + column;
        byte* table = scan.Table(query, 0);
        for (int row = 0, look = scan.Probe(query); row < scan.Rows; look = Math.Min(look + Stage, scan.Rows))
        {
            for (; row < look; row++, codes += scan.Stride, table += QueryBatch.TableSize)
            {
                sum0 += table[(uint)(codes[0] & CodeMask)];
                sum1 += table[(uint)(codes[1] & CodeMask)];
                sum2 += table[(uint)(codes[2] & CodeMask)];
                sum3 += table[(uint)(codes[3] & CodeMask)];
            }

            // Negative exactly when all four are above the limit: four comparisons would be four unpredictable branches.
            if (((ScanKernels.Limit - sum0) & (ScanKernels.Limit - sum1) & (ScanKernels.Limit - sum2) & (ScanKernels.Limit - sum3)) < 0)
                return 0;
        }

        return Bit(sum0, 0) | Bit(sum1, 1) | Bit(sum2, 2) | Bit(sum3, 3);
    }

    private static uint Bit(int sum, int place) => sum <= ScanKernels.Limit ? 1U << place : 0;
}

namespace Matching.Kernels;

/// <summary>The definition that every other kernel equals: plain loops over the columns of each query.</summary>
/// <remarks>
/// <para>Row layout: code[row, i] is byte row * Width + i of the block; table[q, row][c] is byte (q * Rows + row) * 128 + c of the tables.</para>
/// <para>Lane: a column is summed by itself, 64 columns fill one word of the answer.</para>
/// <para>
/// Overflow: the sum is an int and a row adds at most 255. A byte sum that saturates at 255 is above the limit of 254 exactly when the int
/// sum is, and both only grow; so a column may be given up at any row where it exceeds the limit. That happens first after the probe rows and
/// then after every <see cref="Stage"/> rows, because a look costs about as much as a row.
/// </para>
/// <para>Past the last row: nothing is read; the last stage is cut off at the number of rows.</para>
/// </remarks>
internal sealed class ScalarScanKernel : IScanKernel
{
    private const int Stage = 4;

    public string Name => "scalar";

    public void Filter(in ScanBlock block, in QueryBatch queries, Span<ulong> alive)
    {
        queries.RequireFit(block, alive);
        int tableLength = block.Rows * QueryBatch.TableSize;
        for (int query = 0; query < queries.Count; query++)
        {
            var table = queries.Tables.Slice(query * tableLength, tableLength);
            var answer = alive.Slice(query * block.Words, block.Words);
            for (int word = 0; word < answer.Length; word++)
                answer[word] = FilterWord(block, word * 64, table, queries.ProbeOf(query));
        }
    }

    private static ulong FilterWord(in ScanBlock block, int firstColumn, ReadOnlySpan<byte> table, int probe)
    {
        ulong alive = 0;
        for (int bit = 0; bit < 64; bit++)
            if (IsWithinLimit(block, firstColumn + bit, table, probe))
                alive |= 1UL << bit;
        return alive;
    }

    private static bool IsWithinLimit(in ScanBlock block, int column, ReadOnlySpan<byte> table, int probe)
    {
        int sum = 0;
        for (int row = 0, look = probe; row < block.Rows; look = Math.Min(look + Stage, block.Rows))
        {
            for (; row < look; row++)
                sum += table[row * QueryBatch.TableSize + block.Codes[row * block.Width + column]];
            if (sum > ScanKernels.Limit)
                return false;
        }

        return true;
    }
}

using System.Runtime.Intrinsics.X86;

namespace Matching.Kernels;

/// <summary>Fetches the next block in equal shares, one share before each query, so that the loads of no query wait behind it.</summary>
/// <remarks>A prefetch of any address is harmless, so a share may reach beyond the end of a block whose size is not a multiple of 64.</remarks>
internal unsafe struct BlockPrefetch
{
    private const int LineLength = 64;

    /// <summary>From this many queries on all rows are fetched; below, memory is the limit and only the rows before the first look are.</summary>
    private const int SharedScan = 12;

    private readonly int _share;
    private readonly int _end;
    private int _done;

    public BlockPrefetch(in ScanBlock block, in QueryBatch queries, int stripWidth)
    {
        int turns = (block.Width + stripWidth - 1) / stripWidth * queries.Count;
        if (block.Next.IsEmpty || turns == 0)
            return;
        _end = block.Next.Length;
        if (queries.Count < SharedScan)
            _end = (int)Math.Min(_end, (long)LongestProbe(queries) * block.Width);
        _share = ((_end + turns - 1) / turns + LineLength - 1) / LineLength * LineLength;
    }

    /// <summary>Fetches the share of one query.</summary>
    public void Advance(byte* next)
    {
        int end = Math.Min(_done + _share, _end);
        for (; _done < end; _done += LineLength)
            Sse.Prefetch0(next + _done);
    }

    private static int LongestProbe(in QueryBatch queries)
    {
        int longest = 0;
        for (int query = 0; query < queries.Count; query++)
            longest = Math.Max(longest, queries.ProbeOf(query));
        return longest;
    }
}

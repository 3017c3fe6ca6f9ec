using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Matching.Kernels;

/// <summary>Fetches the next block in equal shares, one share before each query, so that the loads of no query wait behind it.</summary>
/// <remarks>A prefetch of any address is harmless, so a share may reach beyond the end of the block.</remarks>
internal readonly unsafe struct BlockPrefetch
{
    private const int LineLength = 64;

    /// <summary>From this many queries on all rows are fetched; below, memory is the limit and only the rows before the first look are.</summary>
    private const int SharedScan = 12;

    private readonly byte* _next;
    private readonly byte* _end;
    private readonly nint _share;

    public BlockPrefetch(in ScanBlock block, byte* next, in QueryBatch queries, int stripWidth)
    {
        int shares = (block.Width + stripWidth - 1) / stripWidth * queries.Count;
        if (block.Next.IsEmpty || shares == 0)
            return;
        long length = queries.Count >= SharedScan ? block.Next.Length : Math.Min(block.Next.Length, (long)LongestProbe(queries) * block.Width);
        _next = next;
        _end = next + length;
        _share = (nint)((length + shares - 1) / shares + LineLength - 1) / LineLength * LineLength;
    }

    /// <summary>Fetches one of the shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int share)
    {
        byte* line = _next + share * _share;
        for (byte* end = line + _share; line < end && line < _end; line += LineLength)
            Sse.Prefetch0(line);
    }

    private static int LongestProbe(in QueryBatch queries)
    {
        int longest = 1;
        foreach (int probe in queries.Probes)
            longest = Math.Max(longest, Math.Min(probe, queries.Rows));
        return longest;
    }
}

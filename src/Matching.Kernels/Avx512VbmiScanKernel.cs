using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matching.Kernels;

/// <summary>One permute of 128 table entries per 64 codes; equals <see cref="ScalarScanKernel"/>.</summary>
/// <remarks>
/// <para>Row layout: code[row, i] is byte row * Width + i of the block. A strip is 1024 neighbouring columns of all rows, or 512 where no 1024 are left.</para>
/// <para>
/// Lane: byte k of accumulator v is the running sum of column 64 * v + k of the strip. The 16 (8) accumulators and the two halves of a row's
/// table stay in registers over all rows, so a row costs two table loads and, per 64 columns, a load, a permute and an add.
/// </para>
/// <para>
/// Overflow: the adds saturate at 255 and 255 is above the limit of 254; a lane that reached 255 stays there. A lane is therefore within the
/// limit exactly when it is not 255, and 255 in all lanes after any number of rows is final.
/// </para>
/// <para>
/// Past the last row: nothing is read. After the probe rows a strip without a living lane is done; otherwise only the vectors with a living
/// lane run through the remaining rows, one at a time.
/// </para>
/// <para>
/// Codes are loaded four vectors at a time into locals that the permute overwrites. Written as one expression per vector, the code generator
/// overwrites the table instead (vpermt2b) and copies it before every permute, which is half as slow again.
/// </para>
/// </remarks>
internal sealed unsafe class Avx512VbmiScanKernel : IScanKernel
{
    private const int Lanes = 64;
    private const int WideStrip = 1024;
    private const int NarrowStrip = 512;

    public static bool IsSupported => Avx512Vbmi.IsSupported && Avx512BW.IsSupported;

    public string Name => "avx512vbmi";

    // A mispredicted look weighs ten rows, and the columns beside the living one go with it.
    public double SurvivorRows => 13;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Filter(in ScanBlock block, in QueryBatch queries, Span<ulong> alive)
    {
        queries.RequireFit(block, alive);
        byte* sums = stackalloc byte[WideStrip];
        fixed (byte* codes = block.Codes, tables = queries.Tables, next = block.Next)
        fixed (int* probes = queries.Probes)
        fixed (ulong* answers = alive)
        {
            var prefetch = new BlockPrefetch(block, next, queries, WideStrip);
            for (int column = 0; column < block.Width; column += WideStrip)
            {
                var scan = new StripScan(block, codes, queries, tables, probes, answers, column);
                bool wide = block.Width - column >= WideStrip;
                int share = column / WideStrip * queries.Count;
                for (int query = 0; query < queries.Count; query++)
                {
                    query = wide ? FirstAliveWide(scan, query, prefetch, share, sums) : FirstAliveNarrow(scan, query, prefetch, share, sums);
                    if (query < queries.Count)
                        Finish(scan, query, wide ? WideStrip : NarrowStrip, sums);
                }
            }
        }
    }

    /// <summary>Answers the queries from a given one on up to the first with a living column after its probe rows; that one's sums are stored.</summary>
    /// <returns>The query whose sums are stored, or the number of queries. No call is made here, so that everything stays in registers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstAliveWide(in StripScan scan, int query, in BlockPrefetch prefetch, int share, byte* sums)
    {
        for (; query < scan.Queries; query++)
        {
            prefetch.Fetch(share + query);
            Vector512<byte> s0 = default, s1 = default, s2 = default, s3 = default;
            Vector512<byte> s4 = default, s5 = default, s6 = default, s7 = default;
            Vector512<byte> s8 = default, s9 = default, s10 = default, s11 = default;
            Vector512<byte> s12 = default, s13 = default, s14 = default, s15 = default;
            byte* codes = scan.Codes;
            nint stride = scan.Stride;
            byte* table = scan.Table(query, 0);
            for (byte* end = scan.Table(query, scan.Probe(query)); table < end; table += QueryBatch.TableSize, codes += stride)
            {
                var low = Vector512.Load(table);
                var high = Vector512.Load(table + Lanes);
                var x0 = Vector512.Load(codes);
                var x1 = Vector512.Load(codes + 1 * Lanes);
                var x2 = Vector512.Load(codes + 2 * Lanes);
                var x3 = Vector512.Load(codes + 3 * Lanes);
                x0 = Avx512Vbmi.PermuteVar64x8x2(low, x0, high);
                x1 = Avx512Vbmi.PermuteVar64x8x2(low, x1, high);
                x2 = Avx512Vbmi.PermuteVar64x8x2(low, x2, high);
                x3 = Avx512Vbmi.PermuteVar64x8x2(low, x3, high);
                s0 = Avx512BW.AddSaturate(s0, x0);
                s1 = Avx512BW.AddSaturate(s1, x1);
                s2 = Avx512BW.AddSaturate(s2, x2);
                s3 = Avx512BW.AddSaturate(s3, x3);
                var x4 = Vector512.Load(codes + 4 * Lanes);
                var x5 = Vector512.Load(codes + 5 * Lanes);
                var x6 = Vector512.Load(codes + 6 * Lanes);
                var x7 = Vector512.Load(codes + 7 * Lanes);
                x4 = Avx512Vbmi.PermuteVar64x8x2(low, x4, high);
                x5 = Avx512Vbmi.PermuteVar64x8x2(low, x5, high);
                x6 = Avx512Vbmi.PermuteVar64x8x2(low, x6, high);
                x7 = Avx512Vbmi.PermuteVar64x8x2(low, x7, high);
                s4 = Avx512BW.AddSaturate(s4, x4);
                s5 = Avx512BW.AddSaturate(s5, x5);
                s6 = Avx512BW.AddSaturate(s6, x6);
                s7 = Avx512BW.AddSaturate(s7, x7);
                var x8 = Vector512.Load(codes + 8 * Lanes);
                var x9 = Vector512.Load(codes + 9 * Lanes);
                var x10 = Vector512.Load(codes + 10 * Lanes);
                var x11 = Vector512.Load(codes + 11 * Lanes);
                x8 = Avx512Vbmi.PermuteVar64x8x2(low, x8, high);
                x9 = Avx512Vbmi.PermuteVar64x8x2(low, x9, high);
                x10 = Avx512Vbmi.PermuteVar64x8x2(low, x10, high);
                x11 = Avx512Vbmi.PermuteVar64x8x2(low, x11, high);
                s8 = Avx512BW.AddSaturate(s8, x8);
                s9 = Avx512BW.AddSaturate(s9, x9);
                s10 = Avx512BW.AddSaturate(s10, x10);
                s11 = Avx512BW.AddSaturate(s11, x11);
                var x12 = Vector512.Load(codes + 12 * Lanes);
                var x13 = Vector512.Load(codes + 13 * Lanes);
                var x14 = Vector512.Load(codes + 14 * Lanes);
                var x15 = Vector512.Load(codes + 15 * Lanes);
                x12 = Avx512Vbmi.PermuteVar64x8x2(low, x12, high);
                x13 = Avx512Vbmi.PermuteVar64x8x2(low, x13, high);
                x14 = Avx512Vbmi.PermuteVar64x8x2(low, x14, high);
                x15 = Avx512Vbmi.PermuteVar64x8x2(low, x15, high);
                s12 = Avx512BW.AddSaturate(s12, x12);
                s13 = Avx512BW.AddSaturate(s13, x13);
                s14 = Avx512BW.AddSaturate(s14, x14);
                s15 = Avx512BW.AddSaturate(s15, x15);
            }

            var all = (s0 & s1 & s2 & s3) & (s4 & s5 & s6 & s7)
                & (s8 & s9 & s10 & s11) & (s12 & s13 & s14 & s15);
            if (all == Vector512<byte>.AllBitsSet)
            {
                ulong* answer = scan.Answer(query);
                Vector512<ulong>.Zero.Store(answer);
                Vector512<ulong>.Zero.Store(answer + 8);
                continue;
            }

            s0.Store(sums);
            s1.Store(sums + 1 * Lanes);
            s2.Store(sums + 2 * Lanes);
            s3.Store(sums + 3 * Lanes);
            s4.Store(sums + 4 * Lanes);
            s5.Store(sums + 5 * Lanes);
            s6.Store(sums + 6 * Lanes);
            s7.Store(sums + 7 * Lanes);
            s8.Store(sums + 8 * Lanes);
            s9.Store(sums + 9 * Lanes);
            s10.Store(sums + 10 * Lanes);
            s11.Store(sums + 11 * Lanes);
            s12.Store(sums + 12 * Lanes);
            s13.Store(sums + 13 * Lanes);
            s14.Store(sums + 14 * Lanes);
            s15.Store(sums + 15 * Lanes);
            return query;
        }

        return scan.Queries;
    }

    /// <summary>The same as <see cref="FirstAliveWide"/> for 512 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstAliveNarrow(in StripScan scan, int query, in BlockPrefetch prefetch, int share, byte* sums)
    {
        for (; query < scan.Queries; query++)
        {
            prefetch.Fetch(share + query);
            Vector512<byte> s0 = default, s1 = default, s2 = default, s3 = default;
            Vector512<byte> s4 = default, s5 = default, s6 = default, s7 = default;
            byte* codes = scan.Codes;
            nint stride = scan.Stride;
            byte* table = scan.Table(query, 0);
            for (byte* end = scan.Table(query, scan.Probe(query)); table < end; table += QueryBatch.TableSize, codes += stride)
            {
                var low = Vector512.Load(table);
                var high = Vector512.Load(table + Lanes);
                var x0 = Vector512.Load(codes);
                var x1 = Vector512.Load(codes + 1 * Lanes);
                var x2 = Vector512.Load(codes + 2 * Lanes);
                var x3 = Vector512.Load(codes + 3 * Lanes);
                x0 = Avx512Vbmi.PermuteVar64x8x2(low, x0, high);
                x1 = Avx512Vbmi.PermuteVar64x8x2(low, x1, high);
                x2 = Avx512Vbmi.PermuteVar64x8x2(low, x2, high);
                x3 = Avx512Vbmi.PermuteVar64x8x2(low, x3, high);
                s0 = Avx512BW.AddSaturate(s0, x0);
                s1 = Avx512BW.AddSaturate(s1, x1);
                s2 = Avx512BW.AddSaturate(s2, x2);
                s3 = Avx512BW.AddSaturate(s3, x3);
                var x4 = Vector512.Load(codes + 4 * Lanes);
                var x5 = Vector512.Load(codes + 5 * Lanes);
                var x6 = Vector512.Load(codes + 6 * Lanes);
                var x7 = Vector512.Load(codes + 7 * Lanes);
                x4 = Avx512Vbmi.PermuteVar64x8x2(low, x4, high);
                x5 = Avx512Vbmi.PermuteVar64x8x2(low, x5, high);
                x6 = Avx512Vbmi.PermuteVar64x8x2(low, x6, high);
                x7 = Avx512Vbmi.PermuteVar64x8x2(low, x7, high);
                s4 = Avx512BW.AddSaturate(s4, x4);
                s5 = Avx512BW.AddSaturate(s5, x5);
                s6 = Avx512BW.AddSaturate(s6, x6);
                s7 = Avx512BW.AddSaturate(s7, x7);
            }

            var all = (s0 & s1 & s2 & s3) & (s4 & s5 & s6 & s7);
            if (all == Vector512<byte>.AllBitsSet)
            {
                ulong* answer = scan.Answer(query);
                Vector512<ulong>.Zero.Store(answer);
                continue;
            }

            s0.Store(sums);
            s1.Store(sums + 1 * Lanes);
            s2.Store(sums + 2 * Lanes);
            s3.Store(sums + 3 * Lanes);
            s4.Store(sums + 4 * Lanes);
            s5.Store(sums + 5 * Lanes);
            s6.Store(sums + 6 * Lanes);
            s7.Store(sums + 7 * Lanes);
            return query;
        }

        return scan.Queries;
    }

    /// <summary>Runs the vectors that are still alive after the probe through the remaining rows and writes the answer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Finish(in StripScan scan, int query, int width, byte* sums)
    {
        var dead = Vector512<byte>.AllBitsSet;
        ulong* answer = scan.Answer(query);
        for (int column = 0; column < width; column += Lanes)
        {
            var sum = Vector512.Load(sums + column);
            for (int row = scan.Probe(query); row < scan.Rows && sum != dead; row++)
            {
                byte* table = scan.Table(query, row);
                var codes = Vector512.Load(scan.Codes + row * scan.Stride + column);
                sum = Avx512BW.AddSaturate(sum, Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(table), codes, Vector512.Load(table + Lanes)));
            }

            answer[column / Lanes] = ~Vector512.Equals(sum, dead).ExtractMostSignificantBits();
        }
    }
}

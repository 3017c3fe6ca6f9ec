using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matching.Kernels;

/// <summary>Eight shuffles of 16 table entries per 32 codes; equals <see cref="ScalarScanKernel"/>.</summary>
/// <remarks>
/// <para>Row layout: code[row, i] is byte row * Width + i of the block. A strip is 512 neighbouring columns of all rows.</para>
/// <para>
/// Lane: byte k of vector v is column 32 * v + k of the strip; its running sum lies in a small buffer, because the eight slices of a row's
/// table fill half of the registers. Rows are the outer loop, so the slices are loaded once per row and used for 16 vectors.
/// </para>
/// <para>
/// Look-up: a shuffle selects among the 16 entries of one slice by the low four bits of the code; bits 4, 5 and 6, each moved to the sign bit
/// of its byte, then choose between the slices pair by pair. The shifts work on 16-bit lanes: what they carry into a byte stays below its sign bit.
/// </para>
/// <para>
/// Overflow: the adds saturate at 255 and 255 is above the limit of 254; a lane that reached 255 stays there. A lane is therefore within the
/// limit exactly when it is not 255.
/// </para>
/// <para>
/// Past the last row: nothing is read. After the probe rows a strip without a living lane is done; otherwise only the vectors with a living
/// lane run through the remaining rows, one at a time.
/// </para>
/// </remarks>
internal sealed unsafe class Avx2ScanKernel : IScanKernel
{
    private const int Lanes = 32;
    private const int StripWidth = 512;

    public static bool IsSupported => Avx2.IsSupported;

    public string Name => "avx2";

    public void Filter(in ScanBlock block, in QueryBatch queries, Span<ulong> alive)
    {
        queries.RequireFit(block, alive);
        nint tableLength = (nint)block.Rows * QueryBatch.TableSize;
        var prefetch = new BlockPrefetch(block, queries, StripWidth);
        byte* sums = stackalloc byte[StripWidth];
        fixed (byte* codes = block.Codes, tables = queries.Tables, next = block.Next)
        fixed (ulong* answers = alive)
            for (int column = 0; column < block.Width; column += StripWidth)
                for (int query = 0; query < queries.Count; query++)
                {
                    prefetch.Advance(next);
                    var strip = new Strip(codes + column, block.Width, tables + query * tableLength, queries.ProbeOf(query), block.Rows);
                    FilterStrip(strip, (uint*)(answers + (nint)query * block.Words + column / 64), sums);
                }
    }

    private static void FilterStrip(in Strip strip, uint* answer, byte* sums)
    {
        new Span<byte>(sums, StripWidth).Clear();
        for (int row = 0; row < strip.Probe; row++)
            AddRow(strip.Codes + row * strip.Stride, strip.Table + row * QueryBatch.TableSize, sums, sums + StripWidth);
        for (int vector = 0; vector < StripWidth / Lanes; vector++)
        {
            byte* sum = sums + vector * Lanes;
            for (int row = strip.Probe; row < strip.Rows && IsAlive(sum); row++)
                AddRow(strip.Codes + row * strip.Stride + vector * Lanes, strip.Table + row * QueryBatch.TableSize, sum, sum + Lanes);
            answer[vector] = ~Vector256.Equals(Vector256.Load(sum), Vector256<byte>.AllBitsSet).ExtractMostSignificantBits();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAlive(byte* sum) => Vector256.Load(sum) != Vector256<byte>.AllBitsSet;

    private static void AddRow(byte* codes, byte* table, byte* sums, byte* end)
    {
        var t0 = Avx2.BroadcastVector128ToVector256(table);
        var t1 = Avx2.BroadcastVector128ToVector256(table + 16);
        var t2 = Avx2.BroadcastVector128ToVector256(table + 32);
        var t3 = Avx2.BroadcastVector128ToVector256(table + 48);
        var t4 = Avx2.BroadcastVector128ToVector256(table + 64);
        var t5 = Avx2.BroadcastVector128ToVector256(table + 80);
        var t6 = Avx2.BroadcastVector128ToVector256(table + 96);
        var t7 = Avx2.BroadcastVector128ToVector256(table + 112);
        for (; sums < end; sums += Lanes, codes += Lanes)
        {
            var code = Vector256.Load(codes);
            var bit4 = (code.AsUInt16() << 3).AsByte();
            var bit5 = (code.AsUInt16() << 2).AsByte();
            var bit6 = code + code;
            var e0 = Avx2.BlendVariable(Avx2.Shuffle(t0, code), Avx2.Shuffle(t1, code), bit4);
            var e1 = Avx2.BlendVariable(Avx2.Shuffle(t2, code), Avx2.Shuffle(t3, code), bit4);
            var e2 = Avx2.BlendVariable(Avx2.Shuffle(t4, code), Avx2.Shuffle(t5, code), bit4);
            var e3 = Avx2.BlendVariable(Avx2.Shuffle(t6, code), Avx2.Shuffle(t7, code), bit4);
            var low = Avx2.BlendVariable(e0, e1, bit5);
            var high = Avx2.BlendVariable(e2, e3, bit5);
            var entries = Avx2.BlendVariable(low, high, bit6);
            Avx2.AddSaturate(Vector256.Load(sums), entries).Store(sums);
        }
    }
}

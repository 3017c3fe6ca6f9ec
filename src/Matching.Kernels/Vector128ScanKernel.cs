using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Matching.Kernels;

/// <summary>Eight portable shuffles of 16 table entries per 16 codes; equals <see cref="ScalarScanKernel"/>.</summary>
/// <remarks>
/// <para>Row layout: code[row, i] is byte row * Width + i of the block. A strip is 512 neighbouring columns of all rows.</para>
/// <para>
/// Lane: byte k of vector v is column 16 * v + k of the strip; its running sum lies in a small buffer. Rows are the outer loop, so the eight
/// slices of a row's table are loaded once per row and used for 32 vectors.
/// </para>
/// <para>
/// Look-up: slice s holds the entries 16 * s to 16 * s + 15. A portable shuffle gives 0 for every index outside 0 to 15, and code - 16 * s,
/// taken modulo 256, is inside for one s only; so the eight shuffles are simply joined by "or".
/// </para>
/// <para>
/// Overflow: the adds saturate at 255 and 255 is above the limit of 254; a lane that reached 255 stays there. A lane is therefore within the
/// limit exactly when it is not 255.
/// </para>
/// <para>
/// Past the last row: nothing is read. After the probe rows only the vectors with a living lane run through the remaining rows, one at a time.
/// </para>
/// </remarks>
internal sealed unsafe class Vector128ScanKernel : IScanKernel
{
    private const int Lanes = 16;
    private const int StripWidth = 512;

    /// <summary>Where a byte shuffle is an instruction; elsewhere it would be emulated lane by lane.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated && (Ssse3.IsSupported || AdvSimd.Arm64.IsSupported);

    public string Name => "vector128";

    public void Filter(in ScanBlock block, in QueryBatch queries, Span<ulong> alive)
    {
        queries.RequireFit(block, alive);
        nint tableLength = (nint)block.Rows * QueryBatch.TableSize;
        byte* sums = stackalloc byte[StripWidth];
        fixed (byte* codes = block.Codes, tables = queries.Tables)
        fixed (ulong* answers = alive)
            for (int column = 0; column < block.Width; column += StripWidth)
                for (int query = 0; query < queries.Count; query++)
                {
                    var strip = new Strip(codes + column, block.Width, tables + query * tableLength, queries.ProbeOf(query), block.Rows);
                    FilterStrip(strip, (ushort*)(answers + (nint)query * block.Words + column / 64), sums);
                }
    }

    private static void FilterStrip(in Strip strip, ushort* answer, byte* sums)
    {
        new Span<byte>(sums, StripWidth).Clear();
        for (int row = 0; row < strip.Probe; row++)
            AddRow(strip.Codes + row * strip.Stride, strip.Table + row * QueryBatch.TableSize, sums, sums + StripWidth);
        for (int vector = 0; vector < StripWidth / Lanes; vector++)
        {
            byte* sum = sums + vector * Lanes;
            for (int row = strip.Probe; row < strip.Rows && IsAlive(sum); row++)
                AddRow(strip.Codes + row * strip.Stride + vector * Lanes, strip.Table + row * QueryBatch.TableSize, sum, sum + Lanes);
            answer[vector] = (ushort)~Vector128.Equals(Vector128.Load(sum), Vector128<byte>.AllBitsSet).ExtractMostSignificantBits();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAlive(byte* sum) => Vector128.Load(sum) != Vector128<byte>.AllBitsSet;

    private static void AddRow(byte* codes, byte* table, byte* sums, byte* end)
    {
        var t0 = Vector128.Load(table);
        var t1 = Vector128.Load(table + 16);
        var t2 = Vector128.Load(table + 32);
        var t3 = Vector128.Load(table + 48);
        var t4 = Vector128.Load(table + 64);
        var t5 = Vector128.Load(table + 80);
        var t6 = Vector128.Load(table + 96);
        var t7 = Vector128.Load(table + 112);
        for (; sums < end; sums += Lanes, codes += Lanes)
        {
            var code = Vector128.Load(codes);
            var entries = Vector128.Shuffle(t0, code)
                | Vector128.Shuffle(t1, code - Vector128.Create((byte)16))
                | Vector128.Shuffle(t2, code - Vector128.Create((byte)32))
                | Vector128.Shuffle(t3, code - Vector128.Create((byte)48))
                | Vector128.Shuffle(t4, code - Vector128.Create((byte)64))
                | Vector128.Shuffle(t5, code - Vector128.Create((byte)80))
                | Vector128.Shuffle(t6, code - Vector128.Create((byte)96))
                | Vector128.Shuffle(t7, code - Vector128.Create((byte)112));
            Vector128.AddSaturate(Vector128.Load(sums), entries).Store(sums);
        }
    }
}

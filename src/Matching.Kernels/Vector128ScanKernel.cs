using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Matching.Kernels;

/// <summary>Eight portable shuffles of 16 table entries per 16 codes; equals <see cref="ScalarScanKernel"/>.</summary>
/// <remarks>
/// <para>Row layout: code[row, i] is byte row * Width + i of the block. A strip is 1024 neighbouring columns of all rows, or the 512 that are left.</para>
/// <para>
/// Lane: byte k of vector v is column 16 * v + k of the strip; its running sum lies in a small buffer. Rows are the outer loop, so the eight
/// slices of a row's table are loaded once per row and used for 64 vectors.
/// </para>
/// <para>
/// Look-up: a shuffle selects among the 16 entries of one slice by the low four bits of the code, which all processors do alike as long as the
/// other bits are 0; bits 4, 5 and 6 then choose between the slices pair by pair. The shifts work on 16-bit lanes: what they carry into a byte
/// stays below its sign bit.
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
    private const int WidestStrip = 1024;

    /// <summary>Where a byte shuffle is an instruction; elsewhere it would be emulated lane by lane.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated && (Ssse3.IsSupported || AdvSimd.Arm64.IsSupported);

    public string Name => "vector128";

    public double SurvivorRows => 1.5;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Filter(in ScanBlock block, in QueryBatch queries, Span<ulong> alive)
    {
        queries.RequireFit(block, alive);
        byte* sums = stackalloc byte[WidestStrip];
        fixed (byte* codes = block.Codes, tables = queries.Tables)
        fixed (int* probes = queries.Probes)
        fixed (ulong* answers = alive)
        {
            for (int column = 0; column < block.Width; column += WidestStrip)
            {
                var scan = new StripScan(block, codes, queries, tables, probes, answers, column);
                for (int query = 0; query < queries.Count; query++)
                    FilterStrip(scan, query, Math.Min(WidestStrip, block.Width - column), sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FilterStrip(in StripScan scan, int query, int width, byte* sums)
    {
        new Span<byte>(sums, width).Clear();
        int probe = scan.Probe(query);
        for (int row = 0; row < probe; row++)
            AddRow(scan.Codes + row * scan.Stride, scan.Table(query, row), sums, sums + width);
        var answer = (ushort*)scan.Answer(query);
        for (int column = 0; column < width; column += Lanes)
        {
            byte* sum = sums + column;
            for (int row = probe; row < scan.Rows && IsAlive(sum); row++)
                AddRow(scan.Codes + row * scan.Stride + column, scan.Table(query, row), sum, sum + Lanes);
            answer[column / Lanes] = (ushort)~Vector128.Equals(Vector128.Load(sum), Vector128<byte>.AllBitsSet).ExtractMostSignificantBits();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAlive(byte* sum) => Vector128.Load(sum) != Vector128<byte>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
            var place = code & Vector128.Create((byte)15);
            var bit4 = SignOf(code.AsUInt16() << 3);
            var bit5 = SignOf(code.AsUInt16() << 2);
            var bit6 = SignOf(code.AsUInt16() << 1);
            var e0 = Choose(bit4, Vector128.ShuffleNative(t1, place), Vector128.ShuffleNative(t0, place));
            var e1 = Choose(bit4, Vector128.ShuffleNative(t3, place), Vector128.ShuffleNative(t2, place));
            var e2 = Choose(bit4, Vector128.ShuffleNative(t5, place), Vector128.ShuffleNative(t4, place));
            var e3 = Choose(bit4, Vector128.ShuffleNative(t7, place), Vector128.ShuffleNative(t6, place));
            var entries = Choose(bit6, Choose(bit5, e3, e2), Choose(bit5, e1, e0));
            Vector128.AddSaturate(Vector128.Load(sums), entries).Store(sums);
        }
    }

    /// <summary>All bits of a byte set where its sign bit is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> SignOf(Vector128<ushort> shifted) => Vector128.LessThan(shifted.AsSByte(), Vector128<sbyte>.Zero).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Choose(Vector128<byte> mask, Vector128<byte> one, Vector128<byte> other) => Vector128.ConditionalSelect(mask, one, other);
}

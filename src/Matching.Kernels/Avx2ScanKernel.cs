using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matching.Kernels;

/// <summary>Eight shuffles of 16 table entries per 32 codes; equals <see cref="ScalarScanKernel"/>.</summary>
/// <remarks>
/// <para>Row layout: code[row, i] is byte row * Width + i of the block. A strip is 1024 neighbouring columns of all rows, or the 512 that are left.</para>
/// <para>
/// Lane: byte k of vector v is column 32 * v + k of the strip; its running sum lies in a small buffer, because the eight slices of a row's
/// table fill half of the registers. Rows are the outer loop, so the slices are loaded once per row and used for 32 vectors.
/// </para>
/// <para>
/// Look-up: a shuffle takes an entry of one slice by the low four bits of an index, or 0 where bit 7 of the index is set. The four slices of
/// each half of the table share their indices: the code without bit 6, lowered by 16 before each further slice, so that it is negative and
/// adds nothing for the slices above its own. Slices are kept as the difference (by "xor") to the slice below; those up to the code's own,
/// joined by "xor", are the entry. Bit 6, moved to the sign bit, chooses between the halves. Choosing by bits 4 and 5 in the same way takes
/// fewer instructions but is slower (1.6 instead of 1.25 ns on Zen 5, 24 rows), because blends have fewer ports than "xor".
/// </para>
/// <para>
/// Overflow: the adds saturate at 255 and 255 is above the limit of 254; a lane that reached 255 stays there. A lane is therefore within the
/// limit exactly when it is not 255.
/// </para>
/// <para>
/// Past the last row: nothing is read. After the probe rows a strip without a living lane is done; otherwise only the vectors with a living
/// lane run through the remaining rows, one at a time.
/// </para>
/// <para>
/// The next block is not fetched ahead: a look-up takes longer than its codes take from memory, and with a burst of fetches a
/// single query took 1.8 instead of 1.1 ns per column.
/// </para>
/// </remarks>
internal sealed unsafe class Avx2ScanKernel : IScanKernel
{
    private const int Lanes = 32;
    private const int WidestStrip = 1024;

    public static bool IsSupported => Avx2.IsSupported;

    public string Name => "avx2";

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
        var answer = (uint*)scan.Answer(query);
        for (int column = 0; column < width; column += Lanes)
        {
            byte* sum = sums + column;
            for (int row = probe; row < scan.Rows && IsAlive(sum); row++)
                AddRow(scan.Codes + row * scan.Stride + column, scan.Table(query, row), sum, sum + Lanes);
            answer[column / Lanes] = ~Vector256.Equals(Vector256.Load(sum), Vector256<byte>.AllBitsSet).ExtractMostSignificantBits();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAlive(byte* sum) => Vector256.Load(sum) != Vector256<byte>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(byte* codes, byte* table, byte* sums, byte* end)
    {
        var slice0 = Avx2.BroadcastVector128ToVector256(table);
        var slice1 = Avx2.BroadcastVector128ToVector256(table + 16);
        var slice2 = Avx2.BroadcastVector128ToVector256(table + 32);
        var slice3 = Avx2.BroadcastVector128ToVector256(table + 48);
        var slice4 = Avx2.BroadcastVector128ToVector256(table + 64);
        var slice5 = Avx2.BroadcastVector128ToVector256(table + 80);
        var slice6 = Avx2.BroadcastVector128ToVector256(table + 96);
        var slice7 = Avx2.BroadcastVector128ToVector256(table + 112);
        slice7 ^= slice6;
        slice6 ^= slice5;
        slice5 ^= slice4;
        slice3 ^= slice2;
        slice2 ^= slice1;
        slice1 ^= slice0;
        var half = Vector256.Create((byte)63);
        var sixteen = Vector256.Create((byte)16);
        for (; sums < end; sums += Lanes, codes += Lanes)
        {
            var code = Vector256.Load(codes);
            var first = code & half;
            var second = first - sixteen;
            var third = second - sixteen;
            var fourth = third - sixteen;
            var low = Avx2.Shuffle(slice0, first) ^ Avx2.Shuffle(slice1, second) ^ Avx2.Shuffle(slice2, third) ^ Avx2.Shuffle(slice3, fourth);
            var high = Avx2.Shuffle(slice4, first) ^ Avx2.Shuffle(slice5, second) ^ Avx2.Shuffle(slice6, third) ^ Avx2.Shuffle(slice7, fourth);
            var entries = Avx2.BlendVariable(low, high, code + code);
            Avx2.AddSaturate(Vector256.Load(sums), entries).Store(sums);
        }
    }
}

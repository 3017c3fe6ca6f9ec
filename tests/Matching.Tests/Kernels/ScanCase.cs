using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>One call of a kernel: codes, tables and probes made from a seed.</summary>
internal sealed class ScanCase
{
    public ScanCase(int rows, int width, int queries, int seed = 1)
    {
        Rows = rows;
        Width = width;
        Queries = queries;
        Codes = new byte[rows * width];
        Tables = new byte[queries * rows * 128];
        Probes = new int[queries];
        var random = new Random(seed);
        // Entries that lie around 254 / rows on average, so that some columns end below the limit, some above, many near it.
        int largest = Math.Min(255, 508 / rows + 1);
        for (int i = 0; i < Codes.Length; i++)
            Codes[i] = (byte)random.Next(128);
        for (int i = 0; i < Tables.Length; i++)
            Tables[i] = random.Next(rows * 20) == 0 ? (byte)255 : (byte)random.Next(largest + 1);
        for (int query = 0; query < queries; query++)
            Probes[query] = 1 + random.Next(rows);
    }

    public int Rows { get; }

    public int Width { get; }

    public int Queries { get; }

    public byte[] Codes { get; }

    public byte[] Tables { get; }

    public int[] Probes { get; }

    public byte[] Next { get; set; } = [];

    public ScanCase WithProbes(int probe)
    {
        Array.Fill(Probes, probe);
        return this;
    }

    public ScanCase WithTables(byte value)
    {
        Array.Fill(Tables, value);
        return this;
    }

    public ulong[] AnswerOf(IScanKernel kernel)
    {
        // Poisoned, so that a word that is not written shows.
        var alive = new ulong[Queries * Width / 64];
        Array.Fill(alive, 0xDEAD_BEEF_DEAD_BEEFUL);
        kernel.Filter(new ScanBlock(Codes, Rows, Width, Next), new QueryBatch(Tables, Probes, Rows), alive);
        return alive;
    }
}

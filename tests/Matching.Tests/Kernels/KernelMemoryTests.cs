using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>Where a kernel reads and writes: any alignment, nothing outside the spans, nothing on the heap.</summary>
public sealed class KernelMemoryTests
{
    private const ulong Canary = 0x0123_4567_89AB_CDEF;

    public static TheoryData<string> Supported => [.. KernelTheories.SupportedNames];

    [Theory]
    [MemberData(nameof(Supported))]
    public void Any_alignment_of_codes_and_tables_gives_the_same_answer(string name)
    {
        var given = new ScanCase(rows: 24, width: 1536, queries: 3);
        var expected = given.AnswerOf(KernelTheories.Scalar);
        var codes = new AlignedBuffer(given.Codes.Length + 64);
        var tables = new AlignedBuffer(given.Tables.Length + 64);
        foreach (int shift in (int[])[0, 1, 7, 16, 31, 32, 33, 63])
        {
            given.Codes.CopyTo(codes.Span[shift..]);
            given.Tables.CopyTo(tables.Span[(64 - shift)..]);
            var block = new ScanBlock(codes.Span.Slice(shift, given.Codes.Length), given.Rows, given.Width);
            var queries = new QueryBatch(tables.Span.Slice(64 - shift, given.Tables.Length), given.Probes, given.Rows);
            var alive = new ulong[expected.Length];
            KernelTheories.Named(name).Filter(block, queries, alive);
            Assert.Equal(expected, alive);
        }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Words_around_the_answer_are_left_alone(string name)
    {
        foreach (int width in KernelTheories.Widths)
        {
            var given = new ScanCase(rows: 23, width, queries: 3);
            var expected = given.AnswerOf(KernelTheories.Scalar);
            var words = new ulong[expected.Length + 20];
            Array.Fill(words, Canary);
            KernelTheories.Named(name).Filter(new ScanBlock(given.Codes, given.Rows, width), new QueryBatch(given.Tables, given.Probes, given.Rows), words.AsSpan(10));
            Assert.Equal(expected, words[10..^10]);
            Assert.All(words[..10], word => Assert.Equal(Canary, word));
            Assert.All(words[^10..], word => Assert.Equal(Canary, word));
        }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Nothing_beyond_the_spans_is_touched(string name)
    {
        // Each span ends where unmapped memory begins: a single byte too far ends the process.
        if (!OperatingSystem.IsLinux())
            return;
        foreach (int width in (int[])[512, 1024, 1536])
            foreach (int rows in (int[])[1, 24])
            {
                var given = new ScanCase(rows, width, queries: 3);
                var expected = given.AnswerOf(KernelTheories.Scalar);
                var codes = new GuardedMemory(given.Codes.Length);
                var tables = new GuardedMemory(given.Tables.Length);
                using var alive = new GuardedMemory(expected.Length * sizeof(ulong));
                given.Codes.CopyTo(codes.Span);
                given.Tables.CopyTo(tables.Span);
                var block = new ScanBlock(codes.Span, rows, width, codes.Span);
                KernelTheories.Named(name).Filter(block, new QueryBatch(tables.Span, given.Probes, rows), alive.Words);
                Assert.Equal(expected, alive.Words.ToArray());
            }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void A_call_allocates_nothing(string name)
    {
        var kernel = KernelTheories.Named(name);
        var given = new ScanCase(rows: 24, width: 1536, queries: 3);
        var alive = new ulong[given.Queries * given.Width / 64];
        long allocated = 0;
        for (int call = 0; call < 20; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            kernel.Filter(new ScanBlock(given.Codes, given.Rows, given.Width, given.Codes), new QueryBatch(given.Tables, given.Probes, given.Rows), alive);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_buffer_is_aligned_and_zeroed()
    {
        foreach (int length in (int[])[0, 1, 63, 1000, 5_000_000])
        {
            var buffer = new AlignedBuffer(length);
            Assert.Equal(length, buffer.Span.Length);
            Assert.False(buffer.Span.ContainsAnyExcept((byte)0));
            Assert.Equal(0, GuardedMemory.AddressOf(buffer.Span) % AlignedBuffer.Alignment);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
    }
}

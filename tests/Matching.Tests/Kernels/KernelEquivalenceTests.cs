namespace Matching.Tests.Kernels;

/// <summary>Every kernel that this processor can run gives the answer of the scalar kernel, bit for bit.</summary>
public sealed class KernelEquivalenceTests
{
    public static MatrixTheoryData<int, int> Shapes => new(KernelTheories.RowCounts, KernelTheories.Widths);

    public static TheoryData<string> Supported => [.. KernelTheories.SupportedNames];

    public static MatrixTheoryData<int, int> SmallShapes => new(KernelTheories.RowCounts, [512, 1536]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_kernel_equals_the_scalar_one_at_every_edge_of_the_shape(int rows, int width)
    {
        foreach (int queries in KernelTheories.QueryCounts)
        {
            var given = new ScanCase(rows, width, queries, seed: rows + width + queries);
            var expected = given.AnswerOf(KernelTheories.Scalar);
            foreach (string name in KernelTheories.SupportedNames)
                Assert.True(expected.AsSpan().SequenceEqual(given.AnswerOf(KernelTheories.Named(name))), $"{name}, {queries} queries");
        }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void A_kernel_equals_the_scalar_one_on_many_seeds(string name)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var given = new ScanCase(rows: 1 + seed % 30, width: 512 * (1 + seed % 4), queries: 1 + seed % 7, seed);
            Assert.Equal(given.AnswerOf(KernelTheories.Scalar), given.AnswerOf(KernelTheories.Named(name)));
        }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void No_probe_changes_the_answer(string name)
    {
        var given = new ScanCase(rows: 24, width: 1536, queries: 3);
        var expected = given.WithProbes(24).AnswerOf(KernelTheories.Scalar);
        foreach (int probe in (int[])[.. Enumerable.Range(1, 24), 0, -1, 25, int.MinValue, int.MaxValue])
            Assert.Equal(expected, given.WithProbes(probe).AnswerOf(KernelTheories.Named(name)));
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void The_next_block_never_changes_the_answer(string name)
    {
        var given = new ScanCase(rows: 24, width: 1536, queries: 5);
        var expected = given.AnswerOf(KernelTheories.Scalar);
        foreach (int length in (int[])[0, 1, 63, 64, 65, 24 * 1536, 100_000])
        {
            given.Next = new byte[length];
            Assert.Equal(expected, given.AnswerOf(KernelTheories.Named(name)));
        }
    }

    [Theory]
    [MemberData(nameof(SmallShapes))]
    public void The_scalar_kernel_equals_its_naive_twin(int rows, int width)
    {
        foreach (int queries in (int[])[0, 1, 3])
        {
            var given = new ScanCase(rows, width, queries, seed: rows + width);
            Assert.Equal(NaiveFilter.Answer(given), given.AnswerOf(KernelTheories.Scalar));
        }
    }

    [Fact]
    public void The_cases_hold_living_and_dead_columns()
    {
        foreach (int rows in KernelTheories.RowCounts)
        {
            var answer = new ScanCase(rows, width: 1024, queries: 4).AnswerOf(KernelTheories.Scalar);
            int alive = answer.Sum(System.Numerics.BitOperations.PopCount);
            Assert.InRange(alive, 1, 4 * 1024 - 1);
        }
    }
}

using Matching.Genetics;

namespace Matching.Tests.Mutation;

public class MutationMatrixGoldenTests
{
    private static readonly Lazy<IReadOnlyList<ReferenceMatrix>> Cases = new(ReferenceMatrixFile.Read);

    public static TheoryData<string> Ids => [.. Cases.Value.Select(c => c.Id)];

    [Fact]
    public void All_reference_matrices_are_read() => Assert.Equal(88, Cases.Value.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Matrix_equals_the_reference(string id)
    {
        var reference = Cases.Value.Single(c => c.Id == id);
        if (reference.Entries is not { } expected)
        {
            var refusal = Assert.Throws<PedigreeException>(() => reference.Model.MatrixFor(reference.Frequencies));
            Assert.Equal("mutation.undefined", refusal.Code);
            return;
        }

        var matrix = reference.Model.MatrixFor(reference.Frequencies);
        Assert.Equal(expected.Count, matrix.Size);
        for (int from = 0; from < matrix.Size; from++)
            for (int to = 0; to < matrix.Size; to++)
                Assert.True(Math.Abs(expected[from][to] - matrix[from, to]) <= 1e-12, $"{id}: entry ({from}, {to}) is {matrix[from, to]}, not {expected[from][to]}.");
        Assert.Equal(reference.OverallRate, matrix.OverallRate(reference.Frequencies), 1e-12);
        Assert.Equal(reference.Stationary, matrix.IsStationaryFor(reference.Frequencies));
        Assert.Equal(reference.Reversible, matrix.IsReversibleFor(reference.Frequencies));
    }
}

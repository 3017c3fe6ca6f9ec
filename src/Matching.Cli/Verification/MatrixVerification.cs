using System.Collections.Immutable;
using Matching.Formats.ReferenceCases;
using Matching.Genetics;

namespace Matching.Cli.Verification;

/// <summary>Builds mutation matrices from their parameters; a model stated to be undefined must be refused.</summary>
internal static class MatrixVerification
{
    public static ImmutableArray<Comparison> Compare(MatrixCase @case)
    {
        if (@case.Entries is not { } expected)
            return [Comparison.OfCount("refused", 1, IsRefused(@case) ? 1 : 0)];
        var matrix = @case.Model.MatrixFor(@case.Frequencies);
        if (matrix.Entries.Length != expected.Length)
            return [Comparison.OfCount("entries", expected.Length, matrix.Entries.Length)];
        var comparisons = ImmutableArray.CreateBuilder<Comparison>(expected.Length);
        for (int i = 0; i < expected.Length; i++)
            comparisons.Add(Comparison.OfEntry($"({i / matrix.Size + 1}, {i % matrix.Size + 1})", expected[i], matrix.Entries[i]));
        return comparisons.ToImmutable();
    }

    private static bool IsRefused(MatrixCase @case)
    {
        try
        {
            @case.Model.MatrixFor(@case.Frequencies);
            return false;
        }
        catch (PedigreeException refused) when (refused.Code.StartsWith("mutation.", StringComparison.Ordinal))
        {
            return true;
        }
    }
}

using System.Collections.Immutable;
using Matching.Engine.Scan;

namespace Matching.Cli.MatchRun;

/// <summary>One line of the result: a child and a family, or one member of it.</summary>
internal sealed record ResultRow
{
    public required string Child { get; init; }

    /// <summary>Null for an identical record, which is not ranked.</summary>
    public int? Rank { get; init; }

    public required string Family { get; init; }

    public required ImmutableArray<string> Relatives { get; init; }

    public required string Relationship { get; init; }

    public required double Log10Lr { get; init; }

    public required double Posterior { get; init; }

    public required double ExpectedCoincidences { get; init; }

    public required bool Identical { get; init; }

    public required ImmutableArray<double> RelativesLog10Lr { get; init; }

    public required ImmutableArray<double> ConditionalLog10Lr { get; init; }

    public required ImmutableArray<string> Notes { get; init; }

    public required ImmutableArray<LocusDetail> Loci { get; init; }

    /// <summary>Rows in the stores, for the genotypes of the details.</summary>
    public required int ChildRow { get; init; }

    public required ImmutableArray<int> RelativeRows { get; init; }

    public int LociCompared => Loci.Count(l => l.IsCompared);

    public int LociInconsistent => Loci.Count(l => l.IsInconsistent);

    public int LociMissing => Loci.Length - LociCompared;

    public string Note => string.Join("; ", Notes);
}

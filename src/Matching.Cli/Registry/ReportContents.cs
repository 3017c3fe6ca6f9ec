using System.Collections.Immutable;
using Matching.Casework.Models;

namespace Matching.Cli.Registry;

/// <summary>The report about a child, as it is written.</summary>
internal sealed record ReportContents
{
    public string Format { get; init; } = "matching-report/1";

    public required string Language { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string Program { get; init; }

    public required ReportChild Child { get; init; }

    public required ReportModel Model { get; init; }

    public required ReportBase Base { get; init; }

    public required ReportSearch Search { get; init; }

    /// <summary>Prior probability that a family is the child's, each judged singly.</summary>
    public required double Prior { get; init; }

    public required string PriorMeans { get; init; }

    public required string PropositionOne { get; init; }

    public required string PropositionTwo { get; init; }

    /// <summary>Families from the threshold on, the best first; null in a report about one family.</summary>
    public ImmutableArray<ReportCandidate>? Candidates { get; init; }

    /// <summary>Records with the child's own genotypes.</summary>
    public ImmutableArray<ReportCandidate>? Identical { get; init; }

    /// <summary>The family asked for, one entry for each way in which it is searched.</summary>
    public ImmutableArray<ReportCandidate>? Pairs { get; init; }

    public required string Conclusion { get; init; }

    public required ImmutableArray<string> Limits { get; init; }
}

/// <summary>The child.</summary>
/// <param name="LociLeftOut">Typed loci that are not compared under the model.</param>
internal sealed record ReportChild(string Code, int Version, string? Case, ImmutableArray<string> LociLeftOut);

internal sealed record ReportModel(
    int Number, string Name, string Digest, string Frequencies, string FrequenciesDigest, MutationSettings Mutation, double Theta, double DropOut, double MinLog10Lr, ImmutableArray<string> Loci);

/// <summary>How much the child was compared with.</summary>
/// <param name="Entries">Families and lone relatives in force.</param>
internal sealed record ReportBase(int Entries);

/// <summary>The search behind the report.</summary>
/// <param name="State"><c>complete</c>, or <c>waiting</c> when something has not been compared with the child yet.</param>
/// <param name="Searched">When the last of it was committed; null for never.</param>
/// <param name="Runs">The runs that compared the child.</param>
internal sealed record ReportSearch(string State, DateTimeOffset? Searched, ImmutableArray<long> Runs);

/// <summary>A child and an entry, or one of its members.</summary>
/// <param name="Rank">Rank among the candidates; null for an identical record, and below the threshold.</param>
/// <param name="Family">Code of the family; of the person where there is none.</param>
/// <param name="Relationship">father, couple, family, father-alone, identity ...</param>
/// <param name="Relatives">Codes of the relatives that were taken together.</param>
/// <param name="Log10Lr">log10 LR; null where it is infinite or undefined.</param>
/// <param name="Impossible">True where the LR is 0.</param>
/// <param name="Posterior">Probability of proposition one under the prior.</param>
/// <param name="ExpectedCoincidences">Unrelated entries that would look so, at most.</param>
internal sealed record ReportCandidate(
    int? Rank, string Family, string? Relationship, ImmutableArray<string> Relatives, double? Log10Lr, bool Impossible, double Posterior, double ExpectedCoincidences)
{
    public required int LociCompared { get; init; }

    public required int LociInconsistent { get; init; }

    public required int LociMissing { get; init; }

    public ImmutableArray<double?>? RelativesLog10Lr { get; init; }

    public ImmutableArray<double?>? ConditionalLog10Lr { get; init; }

    /// <summary>log10 LR with linked loci taken together; null where linkage changes nothing.</summary>
    public double? LinkedLog10Lr { get; init; }

    public ImmutableArray<string>? LinkedPairs { get; init; }

    public bool SearchedInPart { get; init; }

    public bool RelativesContradict { get; init; }

    /// <summary>False where the profiles on file do not give the kept LR any more: one of the two was changed past the program, or made by another version.</summary>
    public bool IsReproduced { get; init; } = true;

    public string? Note { get; init; }

    /// <summary>Locus by locus, in a report about one family.</summary>
    public ImmutableArray<ReportLocus>? Loci { get; init; }
}

internal sealed record ReportLocus(string Locus, string Child, ImmutableArray<string> Relatives, double? Lr, bool Inconsistent);

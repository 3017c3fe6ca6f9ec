using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Casework.Review;

/// <summary>A search run that compared the two sides of a report.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="At">When the comparison was committed.</param>
public readonly record struct ReportRun(long Run, DateTimeOffset At);

/// <summary>Everything that a report rests on and that may change later, as it was when the report was issued. With the numbered profiles it makes the report again.</summary>
public sealed record ReportBasis
{
    /// <summary>Version of the match.</summary>
    public required int MatchVersion { get; init; }

    /// <summary>The last change of the registry: which versions of profiles were in force is read from it.</summary>
    public required long Change { get; init; }

    /// <summary>Prior probability that the family is the child's.</summary>
    public required double Prior { get; init; }

    /// <summary>True when the prior was stated; false for 1 / (base size + 1).</summary>
    public required bool IsPriorStated { get; init; }

    /// <summary>Families and lone relatives that the child was compared with.</summary>
    public required int BaseSize { get; init; }

    /// <summary>Candidates of the child that every reader of the report may know of: the open ones, and this family.</summary>
    public required int Candidates { get; init; }

    /// <summary>Rank of the family among them; null for an identical record, and where a version has been amended since the match was opened.</summary>
    public int? Rank { get; init; }

    /// <summary>True when nothing waited to be compared with the child.</summary>
    public required bool IsSearched { get; init; }

    /// <summary>When the last of its searches was committed; null for never.</summary>
    public DateTimeOffset? Searched { get; init; }

    /// <summary>The runs that compared the child with the family.</summary>
    public required ImmutableArray<ReportRun> Runs { get; init; }

    /// <summary>Place of the member who reached the ratio alone; -1 for the family as a whole.</summary>
    public required int Member { get; init; }

    /// <summary>How the ratio was reached.</summary>
    public required HitRelation Relation { get; init; }

    /// <summary>Numbers of the relatives' profiles that were compared, in the order of the entry.</summary>
    public required ImmutableArray<int> Relatives { get; init; }

    /// <summary>True when the family is beyond the budget and only some of its members were taken together.</summary>
    public bool IsInPart { get; init; }

    /// <summary>True when the members of the family contradict each other.</summary>
    public bool IsContradictory { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Engine { get; init; }

    /// <summary>SHA-256 of the report as JSON, which says the same in every language; in hexadecimal digits.</summary>
    public string FactsDigest { get; init; } = "";
}

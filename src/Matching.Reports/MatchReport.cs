using System.Collections.Immutable;
using Matching.Casework.Cases;
using Matching.Casework.Models;
using Matching.Casework.Review;

namespace Matching.Reports;

/// <summary>A report about a child and a family, or about everybody found for a child: facts in codes, numbers and words of no language. The renderers add nothing to it.</summary>
public sealed record MatchReport
{
    public string Format { get; init; } = "matching-report/2";

    /// <summary>Code of the report; null for one that stands in no registry.</summary>
    public string? Code { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Program { get; init; }

    /// <summary>Set in a copy of a report whose match was recalled: what it says was found wrong.</summary>
    public RecallMark? Recall { get; init; }

    public required ReportChild Child { get; init; }

    /// <summary>The match and what people decided; null where none was opened.</summary>
    public ReportMatch? Match { get; init; }

    public required ReportModel Model { get; init; }

    public required ReportBase Base { get; init; }

    public required ReportSearch Search { get; init; }

    /// <summary>Prior probability that a family is the child's, each judged singly.</summary>
    public required double Prior { get; init; }

    /// <summary>True when the prior was stated; false for one chance in the number of entries and one more.</summary>
    public bool PriorIsStated { get; init; }

    /// <summary>What kind of report this is.</summary>
    public required ReportConclusion Conclusion { get; init; }

    /// <summary>Families from the threshold on, the best first; null in a report about one family.</summary>
    public ImmutableArray<ReportPair>? Candidates { get; init; }

    /// <summary>Records with the child's own genotypes; null in a report about one family.</summary>
    public ImmutableArray<ReportPair>? Identical { get; init; }

    /// <summary>The family of the report, locus by locus; several where it is searched in several ways; null in a report about everybody.</summary>
    public ImmutableArray<ReportPair>? Pairs { get; init; }

    /// <summary>What no result of this kind can exclude, and what this report is not.</summary>
    public ImmutableArray<ReportLimit> Limits { get; init; } = [.. Enum.GetValues<ReportLimit>()];

    /// <summary>The scale of the words in it, by id and version.</summary>
    public string VerbalScale { get; init; } = Reports.VerbalScale.Default.Id;
}

/// <summary>What a report says in the end.</summary>
public enum ReportConclusion
{
    /// <summary>About one family: see its pairs.</summary>
    Pair = 0,

    /// <summary>Families reached the threshold.</summary>
    Candidates = 1,

    /// <summary>No family reached the threshold.</summary>
    NoCandidate = 2,
}

/// <summary>What no result of this kind can exclude, and what a report is not.</summary>
public enum ReportLimit
{
    /// <summary>A likelihood ratio is not the probability of a relationship.</summary>
    RatioIsNoProbability = 0,

    IdenticalTwins = 1,

    CloseRelatives = 2,

    SampleExchange = 3,

    Mutation = 4,

    Population = 5,

    /// <summary>Expected coincidences count unrelated families only.</summary>
    UnrelatedOnly = 6,

    /// <summary>A report decides nothing about where a child lives.</summary>
    NoPlacement = 7,
}

/// <summary>The child.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Version of its profile.</param>
/// <param name="Case">Its case; null for none.</param>
/// <param name="LociLeftOut">Typed loci that are not compared under the model.</param>
/// <param name="Typing">Sample, kit and laboratory.</param>
public sealed record ReportChild(string Code, int Version, string? Case, ImmutableArray<string> LociLeftOut, ReportTyping Typing);

/// <summary>How a profile came about.</summary>
/// <param name="Profile">Number of the profile in the registry.</param>
/// <param name="Sample">Code of the sample; null where not stated.</param>
/// <param name="Kit">The kit; null where not stated.</param>
/// <param name="Laboratory">Code of the laboratory; null where not stated.</param>
/// <param name="DropOut">Drop-out probability assumed.</param>
/// <param name="IsInForce">False when a later version stood in its place already.</param>
public sealed record ReportTyping(int Profile, string? Sample, string? Kit, string? Laboratory, double DropOut, bool IsInForce);

/// <summary>The model of the comparison.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Digest">SHA-256 of its document.</param>
/// <param name="Frequencies">Name of the frequency table.</param>
/// <param name="FrequenciesDigest">SHA-256 of the table.</param>
/// <param name="FrequenciesSampleSize">Persons counted for the table: the fewest and the most of a locus; null where not known.</param>
/// <param name="Mutation">Mutation model.</param>
/// <param name="MutationRates">Mutation rates of fathers and mothers per meiosis: the lowest and the highest of a locus.</param>
/// <param name="Theta">Coancestry.</param>
/// <param name="DropOut">Drop-out probability where none is stated.</param>
/// <param name="Silent">Frequency of silent alleles.</param>
/// <param name="MinLog10Lr">A pair is kept from this log10 LR on.</param>
/// <param name="Loci">Its loci.</param>
public sealed record ReportModel(
    int Number,
    string Name,
    string Digest,
    string Frequencies,
    string FrequenciesDigest,
    ReportRange? FrequenciesSampleSize,
    MutationSettings Mutation,
    ReportRates MutationRates,
    double Theta,
    double DropOut,
    double Silent,
    double MinLog10Lr,
    ImmutableArray<string> Loci);

/// <summary>The least and the greatest of some numbers.</summary>
public sealed record ReportRange(double From, double To);

/// <summary>Mutation rates.</summary>
public sealed record ReportRates(ReportRange Male, ReportRange Female);

/// <summary>How much the child was compared with.</summary>
/// <param name="Entries">Families and lone relatives in force.</param>
public sealed record ReportBase(int Entries);

/// <summary>The search behind the report.</summary>
/// <param name="State"><c>complete</c>, or <c>waiting</c> when something had not been compared with the child yet.</param>
/// <param name="Searched">When the last of it was committed; null for never.</param>
/// <param name="Candidates">Candidates of the child; of a report that a server issues those that every reader of it may know of: the open ones, and the family itself.</param>
/// <param name="Runs">The runs that compared the pair; in a report about everybody, the child.</param>
public sealed record ReportSearch(string State, DateTimeOffset? Searched, int Candidates, ImmutableArray<ReportRun> Runs);

/// <summary>The match and what people decided.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Family">Code of the family.</param>
/// <param name="FoundAt">When the search found it.</param>
/// <param name="Decisions">Decisions of the reviewers, by codes.</param>
/// <param name="FreshSamples">Samples taken again.</param>
public sealed record ReportMatch(
    string Code, int Version, MatchState State, string Family, DateTimeOffset FoundAt, ImmutableArray<ReportDecision> Decisions, ImmutableArray<FreshSample> FreshSamples);

/// <summary>What a reviewer decided.</summary>
/// <param name="Reviewer">Code of the reviewer.</param>
/// <param name="Verdict">Confirm or exclude.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record ReportDecision(string Reviewer, Verdict Verdict, ReviewReason Reason, DateTimeOffset At);

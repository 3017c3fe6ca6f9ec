using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Casework.Findings;

/// <summary>A member of a candidate.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Profile">Number of its profile.</param>
/// <param name="OwnLog10">log10 LR of this member alone.</param>
/// <param name="ConditionalLog10">log10 LR(all) - log10 LR(all but this one); NaN where undefined.</param>
public sealed record MemberFinding(string Person, int Profile, double OwnLog10, double ConditionalLog10);

/// <summary>One locus of a candidate.</summary>
/// <param name="Locus">Its name.</param>
/// <param name="Child">What the child shows.</param>
/// <param name="Members">What each member shows.</param>
/// <param name="Ratio">LR; NaN where it is undefined.</param>
/// <param name="RatioInOtherRole">LR in the second possible role; the same where there is none.</param>
/// <param name="IsCompared">True when a member is typed.</param>
/// <param name="IsInconsistent">True when the profiles are impossible without mutation.</param>
public sealed record LocusFinding(string Locus, Genotype Child, ImmutableArray<Genotype> Members, double Ratio, double RatioInOtherRole, bool IsCompared, bool IsInconsistent);

/// <summary>A hit with everything that is said of it, computed anew from the profiles under the model of the search.</summary>
public sealed record PairFinding
{
    /// <summary>The hit as it was stored.</summary>
    public required SearchHit Hit { get; init; }

    /// <summary>Code of the child that asked.</summary>
    public required string Child { get; init; }

    /// <summary>Code of the family, the owner of the item, the suspect, or the other child.</summary>
    public required string Other { get; init; }

    /// <summary>father, couple, family, father-alone, full-siblings, half-siblings, identity ...</summary>
    public required string Relationship { get; init; }

    /// <summary>Rank among the candidates, equal ratios sharing one; null for an identical record, which is not ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>Probability that the pair is related as stated; each pair is judged singly.</summary>
    public required double Posterior { get; init; }

    /// <summary>How many unrelated entries of the base would look so, at most.</summary>
    public required double ExpectedCoincidences { get; init; }

    public required int Compared { get; init; }

    public required int Inconsistent { get; init; }

    public required int Missing { get; init; }

    public required ImmutableArray<MemberFinding> Members { get; init; }

    /// <summary>log10 LR with linked loci taken together; null where linkage changes nothing.</summary>
    public double? LinkedLog10 { get; init; }

    /// <summary>The linked pairs that counted, as <c>vWA-D12S391</c>.</summary>
    public ImmutableArray<string> LinkedPairs { get; init; } = [];

    /// <summary>What the entry has to say at each of its results.</summary>
    public string? Note { get; init; }

    /// <summary>True when the family is beyond the budget and only some of its members were taken together.</summary>
    public bool IsInPart { get; init; }

    /// <summary>True when the members of the family contradict each other.</summary>
    public bool IsContradictory { get; init; }

    /// <summary>True when the ratio computed anew has the bits of the stored one. False means that profiles, model or program are not those of the search.</summary>
    public required bool IsReproduced { get; init; }
}

/// <summary>Whether everything has been compared that a result rests on.</summary>
public enum FindingState
{
    /// <summary>Some active pairs still wait; the candidates so far are shown.</summary>
    Waiting = 0,

    /// <summary>Every active pair has been compared.</summary>
    Searched = 1,
}

/// <summary>What the searches of one kind under one model found for a child or for an entry.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Number">Number of the child's profile, or of the entry.</param>
/// <param name="State">Whether everything has been compared.</param>
/// <param name="Searched">When the last of it was committed; null for never.</param>
/// <param name="BaseSize">Active entries, or children, that it is compared with.</param>
/// <param name="Prior">Prior probability of each.</param>
/// <param name="Loci">Loci of the model, in its order.</param>
/// <param name="LociLeftOut">Typed loci of the child that are not compared: without frequencies, or not passed on by both parents.</param>
/// <param name="Identities">Identical records: the same person, a twin, or an exchanged sample.</param>
/// <param name="Candidates">The best candidates, by rank.</param>
/// <param name="CandidatesInAll">Candidates in all; more than are listed when a limit was given.</param>
/// <param name="Retired">Hits one side of which has been amended or withdrawn since: as stored.</param>
public sealed record SearchFindings(
    int Model, SearchKind Kind, int Number, FindingState State, DateTimeOffset? Searched, int BaseSize, double Prior, ImmutableArray<string> Loci, ImmutableArray<string> LociLeftOut,
    ImmutableArray<PairFinding> Identities, ImmutableArray<PairFinding> Candidates, int CandidatesInAll, ImmutableArray<SearchHit> Retired)
{
    /// <summary>True when everything was compared and nobody reached the threshold.</summary>
    public bool IsNegative => State == FindingState.Searched && CandidatesInAll == 0 && Identities.IsEmpty;
}

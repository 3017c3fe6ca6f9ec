using System.Collections.Immutable;
using Matching.Casework.Findings;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>Which hits of a child are listed.</summary>
public enum CandidateSubject
{
    /// <summary>Families, ranked.</summary>
    Families = 0,

    /// <summary>Full and half siblings among children, within its case and, where that was asked for, beyond.</summary>
    Siblings = 1,

    /// <summary>Identical records among families, items and other children.</summary>
    Identities = 2,

    /// <summary>Suspects and holders; sealed always.</summary>
    Suspects = 3,
}

/// <summary>Which part of a list is wanted.</summary>
public sealed record CandidateQuery
{
    /// <summary>Number of the model; null: the newest in use.</summary>
    public int? Model { get; init; }

    /// <summary>Prior probability of each entry, between 0 and 1; null: 1 / (base size + 1).</summary>
    public double? Prior { get; init; }

    /// <summary>The last place of the part before; null: from the beginning.</summary>
    public CandidatePlace? After { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>Least log10 LR; identical records are shown whatever it is.</summary>
    public double? MinLog10 { get; init; }

    /// <summary>Most expected coincidences; identical records are shown whatever it is.</summary>
    public double? MaxCoincidences { get; init; }

    /// <summary>The one family that is asked for; null: all.</summary>
    public string? Family { get; init; }

    /// <summary>True to have the loci one by one.</summary>
    public bool WithLoci { get; init; }
}

/// <summary>What was searched: with it anybody can repeat the search, and a list without candidates is a finding.</summary>
/// <param name="Model">The model.</param>
/// <param name="Settings">Its document.</param>
/// <param name="Position">The registry as far as it was read for this answer.</param>
/// <param name="IsWhole">False for a reader to whom pairs with sealed families of other units are not shown, whether there are any or not: then everything said holds for the others.</param>
/// <param name="Searches">State and base of each search of the list; empty where there is no profile in force.</param>
/// <param name="Runs">Runs that compared it, in order; the newest ones of many.</param>
/// <param name="InAll">Candidates in all that the reader may see, whatever the filters.</param>
/// <param name="Identities">Identical records in all that the reader may see.</param>
public sealed record CandidateSearch(
    StoredModel Model, SearchModel Settings, RegistryPosition Position, bool IsWhole, ImmutableArray<SearchFindings> Searches, ImmutableArray<long> Runs, int InAll, int Identities)
{
    /// <summary>The searches that every profile has to go through; siblings beyond the case are searched on request alone.</summary>
    public IEnumerable<SearchFindings> Required => Searches.Where(search => SearchKinds.Required.Contains(search.Kind));

    /// <summary>True when everything was compared, with somebody, and nobody reached the threshold.</summary>
    public bool IsNegative =>
        InAll == 0 && Identities == 0 && Required.Any() && Required.All(search => search.State == FindingState.Searched) && Required.Any(search => search.BaseSize > 0);
}

/// <summary>A candidate as a reader sees it.</summary>
/// <param name="Pair">The numbers.</param>
/// <param name="Kind">Which search found it.</param>
/// <param name="Subject">Code of the child, or of the family, that was asked about.</param>
/// <param name="Other">Code of what was found: the family, item, suspect or child.</param>
/// <param name="IsReversed">True where the child that was asked about stands on the other side of the pair: an earlier child, found by a later one.</param>
/// <param name="Run">The run that found it.</param>
/// <param name="Match">The match that stands of the two, where the reader may see it.</param>
/// <param name="Flags">What is known of members of the family.</param>
/// <param name="Loci">The loci, where they were asked for.</param>
/// <param name="MayReadGenotypes">True where the reader may see the genotypes of both sides.</param>
public sealed record Candidate(
    PairFinding Pair, SearchKind Kind, string Subject, string Other, bool IsReversed, long Run, Match? Match, ImmutableArray<FlaggedPerson> Flags, ImmutableArray<LocusFinding> Loci, bool MayReadGenotypes)
{
    /// <summary>Its place in the list.</summary>
    public CandidatePlace Place => CandidatePlace.Of(Kind, Pair.Hit);
}

/// <summary>A part of a list of candidates.</summary>
/// <param name="Search">What was searched.</param>
/// <param name="Items">The part.</param>
/// <param name="Next">The last place of the part; null where nothing comes behind it.</param>
public sealed record CandidateList(CandidateSearch Search, ImmutableArray<Candidate> Items, CandidatePlace? Next);

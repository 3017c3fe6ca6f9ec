namespace Matching.Api.Findings;

/// <summary>How far a search has come.</summary>
public enum StatementState
{
    /// <summary>There is no profile in force to be searched, or nobody asked for this search.</summary>
    NotSearched = 0,

    /// <summary>Some pairs still wait; what was found so far is shown.</summary>
    Waiting = 1,

    /// <summary>Everything has been compared.</summary>
    Searched = 2,
}

/// <summary>Of whom a statement speaks.</summary>
public enum StatementScope
{
    /// <summary>Of everybody who was compared.</summary>
    All = 0,

    /// <summary>Of everybody who was compared without those whom only their own case officer and child protection may know of. Said to every reader who may not know of them, whether there are any or not.</summary>
    OpenOnly = 1,
}

/// <summary>What was searched, when, against how many, at which loci, under which model: enough to repeat the search.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="SearchedAt">When the last of it was committed; null for never.</param>
/// <param name="Negative">True when everything was compared and nobody within <c>scope</c> reached the threshold.</param>
/// <param name="Scope">Of whom counts, ranks and <c>negative</c> speak.</param>
/// <param name="BaseSize">Entries, or children, that it is compared with.</param>
/// <param name="Model">The model.</param>
/// <param name="Loci">Loci of the model.</param>
/// <param name="LociLeftOut">Typed loci of the child that are not compared.</param>
/// <param name="Prior">Prior probability of each entry.</param>
/// <param name="PriorAssumes">What the prior assumes, in words.</param>
/// <param name="CoincidenceMethod"><c>bound</c>: expected coincidences are an upper bound for unrelated entries, min(N, N / LR); relatives of the true parents are not counted.</param>
/// <param name="Threshold">log10 LR from which a pair is a candidate.</param>
/// <param name="CandidatesInAll">Candidates in all, whatever the filters.</param>
/// <param name="IdentitiesInAll">Identical records in all.</param>
/// <param name="Runs">Numbers of the search runs that compared it; the newest hundred of many.</param>
/// <param name="Position">The registry as far as it was read for this answer.</param>
/// <param name="Searches">The same of each of the searches that this answer puts together.</param>
public sealed record SearchStatement(
    StatementState State, DateTimeOffset? SearchedAt, bool Negative, StatementScope Scope, int BaseSize, StatedModel Model, IReadOnlyList<string> Loci, IReadOnlyList<string> LociLeftOut,
    double? Prior, string PriorAssumes, string CoincidenceMethod, double Threshold, int CandidatesInAll, int IdentitiesInAll, IReadOnlyList<long> Runs, StatedPosition Position,
    IReadOnlyList<StatedSearch> Searches);

/// <summary>The model of a search.</summary>
/// <param name="Number">Number.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Digest">SHA-256 of its document, lower-case hexadecimal.</param>
public sealed record StatedModel(int Number, string Name, string Digest);

/// <summary>How far the registry had come.</summary>
/// <param name="Change">Number of its last change.</param>
/// <param name="Children">Versions of children's profiles so far.</param>
/// <param name="Relatives">Versions of relatives' profiles so far.</param>
/// <param name="Families">Standing families so far.</param>
/// <param name="Items">Standing personal items so far.</param>
/// <param name="Suspects">Standing suspects so far.</param>
public sealed record StatedPosition(long Change, int Children, int Relatives, int Families, int Items, int Suspects);

/// <summary>One of the searches behind an answer.</summary>
/// <param name="Kind">families, items, suspects, siblings-in-case or siblings.</param>
/// <param name="State">How far it has come; siblings beyond the case are searched on request alone.</param>
/// <param name="SearchedAt">When the last of it was committed; null for never.</param>
/// <param name="BaseSize">Entries, or children, that it is compared with.</param>
/// <param name="Prior">Prior probability of each.</param>
public sealed record StatedSearch(Casework.Registry.SearchKind Kind, StatementState State, DateTimeOffset? SearchedAt, int BaseSize, double Prior);

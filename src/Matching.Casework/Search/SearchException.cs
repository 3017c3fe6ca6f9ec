namespace Matching.Casework.Search;

/// <summary>A search cannot be made as asked, and was not made in part either.</summary>
/// <param name="code">Stable code, listed in docs/errors.md.</param>
/// <param name="message">What was wrong and what to do. Never personal or genetic data.</param>
/// <param name="cause">What broke the search; null for a refusal of our own.</param>
public sealed class SearchException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;
}

/// <summary>Why a search is refused, or a snapshot not used.</summary>
public static class SearchCodes
{
    /// <summary>A tile reaches beyond what has been read of the registry.</summary>
    public const string BeyondIndex = "search.beyond-index";

    /// <summary>Rows and numbers of the registry have come apart.</summary>
    public const string OutOfStep = "search.index-out-of-step";

    /// <summary>There is no such model.</summary>
    public const string UnknownModel = "search.unknown-model";

    /// <summary>A search by a model is not complete, so that nothing may rest on it alone.</summary>
    public const string Incomplete = "search.incomplete";

    /// <summary>A tile failed for a reason that will not pass by itself.</summary>
    public const string TileFailed = "search.tile-failed";

    /// <summary>A claim is checked with somebody who stands in no entry, or with nobody.</summary>
    public const string NoClaimant = "search.no-claimant";

    /// <summary>The run is finished or given up, so that there is nothing to pause or resume.</summary>
    public const string RunOver = "search.run-over";

    /// <summary>The run compares what has come in, or closes a gap: it is never paused.</summary>
    public const string RunNeeded = "search.run-needed";

    /// <summary>There is no profile in force that could be compared.</summary>
    public const string NoProfile = "search.no-profile";

    /// <summary>There is a model of this name, or with these settings, already.</summary>
    public const string ModelKnown = "search.model-known";

    /// <summary>A packed snapshot comes from another registry, from before a withdrawal, or from the future.</summary>
    public const string SnapshotNotValid = "snapshot.not-valid";
}

using System.Collections.Immutable;
using Matching.Casework.Findings;
using Matching.Casework.Registry;

namespace Matching.Casework.Desks;

/// <summary>How far somebody has read the feed of hits.</summary>
/// <param name="Line">Number of the line of the coverage ledger that is being read.</param>
/// <param name="Pair">The last pair that was read of it.</param>
public readonly record struct FeedPlace(long Line, PairPlace Pair)
{
    /// <summary>Before everything.</summary>
    public static FeedPlace Beginning { get; } = new(0, PairPlace.End);
}

/// <summary>A hit that is told.</summary>
/// <param name="Place">Its place in the feed, the same for every reader.</param>
/// <param name="Line">The line of the ledger that compared the pair first.</param>
/// <param name="News">The hit, and what is said with it.</param>
/// <param name="Pair">The numbers, computed anew.</param>
public sealed record FeedEvent(FeedPlace Place, Coverage Line, HitNotification News, PairFinding Pair);

/// <summary>A part of the feed.</summary>
/// <param name="Events">What the reader may be told, in the order in which it was committed.</param>
/// <param name="Next">Where to read on.</param>
/// <param name="IsMore">True when there is more to be read at once.</param>
public sealed record FeedPage(ImmutableArray<FeedEvent> Events, FeedPlace Next, bool IsMore);

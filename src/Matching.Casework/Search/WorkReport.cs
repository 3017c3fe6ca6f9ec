using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>What a worker tells while it works.</summary>
public abstract record SearchEvent;

/// <summary>A tile was searched and committed, or somebody else had done so already.</summary>
/// <param name="Tile">The tile.</param>
/// <param name="Counts">What the scan counted.</param>
/// <param name="Hits">Hits found.</param>
/// <param name="Done">Tiles committed by this worker in this pass.</param>
public sealed record TileSearched(Tile Tile, TileCounts Counts, int Hits, int Done) : SearchEvent;

/// <summary>A tile failed for a reason that will not pass by itself. It waits still, its run is not finished, and somebody has to look.</summary>
/// <param name="Tile">The tile.</param>
/// <param name="Code">Stable code, listed in docs/errors.md.</param>
/// <param name="Message">What was wrong.</param>
public sealed record TileFailed(Tile Tile, string Code, string Message) : SearchEvent;

/// <summary>The store was away; the worker waits and goes on.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Wait">How long it waits.</param>
public sealed record StoreInterrupted(string Code, TimeSpan Wait) : SearchEvent;

/// <summary>What a pass came to.</summary>
/// <param name="Tiles">Tiles searched and committed.</param>
/// <param name="Pairs">Pairs seen in them.</param>
/// <param name="Failed">Tiles that failed for good.</param>
public sealed record WorkReport(int Tiles, long Pairs, ImmutableArray<TileFailed> Failed)
{
    /// <summary>True when nothing is left that somebody has to look at.</summary>
    public bool IsComplete => Failed.IsEmpty;
}

/// <summary>A pass while it goes on.</summary>
internal sealed class WorkPass
{
    public int Done { get; private set; }

    public long Pairs { get; private set; }

    public List<TileFailed> Failed { get; } = [];

    /// <summary>Tiles that failed.</summary>
    public List<IClaimedTile> Held { get; } = [];

    /// <summary>Tiles that were searched and not committed yet.</summary>
    public List<(IClaimedTile Claim, TileResult Result)> Searched { get; } = [];

    public void Hold(IClaimedTile claim, TileFailed failed)
    {
        Held.Add(claim);
        Failed.Add(failed);
    }

    public void Add(TileResult result)
    {
        Done++;
        Pairs += result.Counts.Pairs;
    }
}

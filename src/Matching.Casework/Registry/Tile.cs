namespace Matching.Casework.Registry;

/// <summary>What is compared with what.</summary>
public enum SearchKind
{
    /// <summary>Children with reference families: the main search.</summary>
    Families = 0,

    /// <summary>Children with personal items: identity.</summary>
    Items = 1,

    /// <summary>Children with suspects and holders, on their legal basis.</summary>
    Suspects = 2,

    /// <summary>Children with earlier children of the same case: identical, full and half siblings. Always.</summary>
    SiblingsInCase = 3,

    /// <summary>Children with earlier children of all cases, on request.</summary>
    Siblings = 4,
}

/// <summary>A rectangle of pairs: children of a range of numbers with entries, or other children, of a range of numbers.</summary>
/// <param name="ChildFrom">First child.</param>
/// <param name="ChildTo">Behind the last child.</param>
/// <param name="OtherFrom">First entry of the other side.</param>
/// <param name="OtherTo">Behind the last entry.</param>
public readonly record struct Rectangle(int ChildFrom, int ChildTo, int OtherFrom, int OtherTo)
{
    /// <summary>True when it holds no pair.</summary>
    public bool IsEmpty => ChildFrom >= ChildTo || OtherFrom >= OtherTo;

    /// <summary>Pairs of numbers in it.</summary>
    public long Pairs => IsEmpty ? 0 : (long)(ChildTo - ChildFrom) * (OtherTo - OtherFrom);

    /// <summary>True when a pair of numbers lies in it.</summary>
    public bool Holds(int child, int other) => ChildFrom <= child && child < ChildTo && OtherFrom <= other && other < OtherTo;

    /// <summary>True when the two have a pair in common.</summary>
    public bool Meets(Rectangle other) =>
        Math.Max(ChildFrom, other.ChildFrom) < Math.Min(ChildTo, other.ChildTo) && Math.Max(OtherFrom, other.OtherFrom) < Math.Min(OtherTo, other.OtherTo);
}

/// <summary>A piece of work that waits: a rectangle under a model. It leaves the list when its results and its coverage are committed.</summary>
/// <param name="Number">Unique number.</param>
/// <param name="Run">The search run it belongs to.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="Kind">What is compared.</param>
/// <param name="Area">The pairs.</param>
public sealed record Tile(long Number, long Run, int Model, SearchKind Kind, Rectangle Area);

/// <summary>A tile to be added.</summary>
public sealed record NewTile(int Model, SearchKind Kind, Rectangle Area);

/// <summary>A line of the coverage ledger: these pairs were compared under this model. Only ever added.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="Kind">What was compared.</param>
/// <param name="Area">The pairs.</param>
/// <param name="Run">The search run.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Counts">What the scan counted.</param>
public sealed record Coverage(int Model, SearchKind Kind, Rectangle Area, long Run, DateTimeOffset At, TileCounts Counts);

/// <summary>A line of the ledger with its number: lines are numbered in the order of writing, those of all models and kinds together.</summary>
/// <param name="Number">Number of the line; greater than that of every line written before.</param>
/// <param name="Line">The line.</param>
public sealed record NumberedCoverage(long Number, Coverage Line);

/// <summary>What the scan of a tile counted; the counts add up: pairs = dismissed by proof + rescored.</summary>
/// <param name="ActiveChildren">Children of the range that took part.</param>
/// <param name="ActiveOthers">Entries of the other side that took part.</param>
/// <param name="Pairs">Pairs seen.</param>
/// <param name="Rescored">Pairs whose exact ratio was taken.</param>
/// <param name="InPart">Families that exceeded the budget and were searched in part.</param>
/// <param name="Kernel">The kernel that dismissed.</param>
public sealed record TileCounts(int ActiveChildren, int ActiveOthers, long Pairs, long Rescored, int InPart, string Kernel);

/// <summary>What a tile came to.</summary>
/// <param name="Tile">The tile.</param>
/// <param name="Hits">Every pair that reached the threshold of the model.</param>
/// <param name="Counts">What was counted.</param>
public sealed record TileResult(Tile Tile, IReadOnlyList<SearchHit> Hits, TileCounts Counts);

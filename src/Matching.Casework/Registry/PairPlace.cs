namespace Matching.Casework.Registry;

/// <summary>A place between the pairs of a rectangle: behind one pair and before the next.</summary>
/// <remarks>
/// Pairs of a rectangle go by its shorter side, so that few numbers are looked up: by child and entry, or by entry and child where it has more children than
/// entries. A line of the ledger never changes, so neither does the order of its pairs.
/// </remarks>
/// <param name="Child">Number of the child's profile; -1 before all pairs.</param>
/// <param name="Other">Number of the entry, or of the other child; -1 before all pairs.</param>
public readonly record struct PairPlace(int Child, int Other)
{
    /// <summary>Before all pairs.</summary>
    public static PairPlace Beginning { get; } = new(-1, -1);

    /// <summary>Behind all pairs.</summary>
    public static PairPlace End { get; } = new(int.MaxValue, int.MaxValue);

    /// <summary>True where the pairs of a rectangle go by entry and child.</summary>
    public static bool IsByOther(Rectangle area) => (long)area.ChildTo - area.ChildFrom > (long)area.OtherTo - area.OtherFrom;

    /// <summary>True when a hit of the rectangle lies behind this place.</summary>
    public bool IsBefore(SearchHit hit, Rectangle area) => IsByOther(area)
        ? hit.Other > Other || (hit.Other == Other && hit.Child > Child)
        : hit.Child > Child || (hit.Child == Child && hit.Other > Other);
}

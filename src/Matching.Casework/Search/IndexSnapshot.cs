using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Engine.Packed;

namespace Matching.Casework.Search;

/// <summary>A personal item as it is searched.</summary>
/// <param name="Row">Row among the relatives.</param>
/// <param name="IsActive">True while it takes part.</param>
internal readonly record struct ItemEntry(int Row, bool IsActive);

/// <summary>An index as it stood at one moment: what one tile is searched on.</summary>
/// <param name="Position">The registry as far as it has been read.</param>
/// <param name="Children">The children; index, row and number are one.</param>
/// <param name="Families">The families; index and number are one.</param>
/// <param name="Suspects">The suspects, likewise.</param>
/// <param name="Items">The personal items by number.</param>
/// <param name="Cases">The case of each child as a number; -1 for none.</param>
internal sealed record IndexSnapshot(
    RegistryPosition Position, ChildSnapshot Children, FamilySnapshot Families, FamilySnapshot Suspects, ImmutableArray<ItemEntry> Items, ReadOnlyMemory<int> Cases)
{
    /// <summary>The list of a kind that children are compared with as families.</summary>
    public FamilySnapshot Of(SearchKind kind) => kind == SearchKind.Suspects ? Suspects : Families;

    /// <summary>The active children of a range.</summary>
    public ImmutableArray<int> ActiveChildren(int from, int to) => [.. Enumerable.Range(from, to - from).Where(Children.IsActive)];

    /// <summary>Refuses a rectangle that reaches beyond what has been read: searched as far as it goes it would count as compared.</summary>
    public void Require(SearchKind kind, Rectangle area)
    {
        if (area.ChildFrom < 0 || area.OtherFrom < 0 || area.ChildTo > Position.Children || area.OtherTo > kind.Others(Position))
            throw new SearchException(SearchCodes.BeyondIndex, $"A tile of {kind} reaches to child {area.ChildTo} and entry {area.OtherTo}; the registry has been read to {Position.Children} and {kind.Others(Position)}. Nothing was compared; read on and search again.");
    }
}

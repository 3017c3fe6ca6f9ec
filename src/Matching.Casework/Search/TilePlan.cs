using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>Which pairs have to be compared, and in what pieces.</summary>
/// <remarks>
/// A pair becomes due when the later of its two numbers is given. A change gives the numbers from where the registry stood to where it then stands:
/// its new children are due with every entry there is by then, its new entries with every earlier child. So every pair is due exactly once, in the
/// change that completes it; docs/coverage.md.
/// </remarks>
public static class TilePlan
{
    /// <summary>Pairs of a tile, unless one asking person alone has more: some seconds of work.</summary>
    public const long MostPairs = 1L << 30;

    /// <summary>Persons or families that ask within one tile: their tables and their results are held in memory together.</summary>
    public const int MostAsking = 4096;

    /// <summary>The tiles that a change makes due under all active models.</summary>
    /// <param name="before">The registry before the change.</param>
    /// <param name="after">The registry with what the change has added.</param>
    /// <param name="models">The models; those that are not active are passed over.</param>
    public static IReadOnlyList<NewTile> For(RegistryPosition before, RegistryPosition after, IEnumerable<StoredModel> models) =>
        [.. models.Where(m => m.IsActive).SelectMany(m => For(before, after, m.Number))];

    /// <summary>The tiles that a change makes due under one model.</summary>
    public static IEnumerable<NewTile> For(RegistryPosition before, RegistryPosition after, int model)
    {
        foreach (var kind in SearchKinds.Required)
            foreach (var area in Due(kind, before, after))
                foreach (var piece in Cut(area))
                    yield return new NewTile(model, kind, piece);
    }

    /// <summary>The tiles that compare everything there is under a model.</summary>
    public static IReadOnlyList<NewTile> Full(RegistryPosition position, int model) => [.. For(new RegistryPosition(0, 0, 0, 0, 0, 0), position, model)];

    /// <summary>The tiles that compare the children of all cases with each other.</summary>
    public static IReadOnlyList<NewTile> Siblings(RegistryPosition position, int model)
    {
        // Each strip of later children with all that are earlier than its last one.
        var strips = Cut(new Rectangle(0, position.Children, 0, position.Children));
        return [.. strips.Select(strip => new NewTile(model, SearchKind.Siblings, strip with { OtherTo = strip.ChildTo }))];
    }

    /// <summary>The tiles that compare one child with everything again.</summary>
    public static IReadOnlyList<NewTile> OfChild(RegistryPosition position, int model, int child) =>
    [
        .. SearchKinds.Required.SelectMany(kind => Of(model, kind, new Rectangle(child, child + 1, 0, kind.IsOfSiblings() ? child : kind.Others(position)))),
        .. Of(model, SearchKind.SiblingsInCase, new Rectangle(child + 1, position.Children, child, child + 1)),
    ];

    /// <summary>The tiles that compare one entry with all children again.</summary>
    public static IReadOnlyList<NewTile> OfEntry(RegistryPosition position, int model, SearchKind kind, int entry) =>
        [.. Of(model, kind, new Rectangle(0, position.Children, entry, entry + 1))];

    /// <summary>The tiles of one rectangle.</summary>
    public static IEnumerable<NewTile> Of(int model, SearchKind kind, Rectangle area) => Cut(area).Select(piece => new NewTile(model, kind, piece));

    /// <summary>The pairs of a kind that become due, as rectangles without a common pair.</summary>
    internal static IEnumerable<Rectangle> Due(SearchKind kind, RegistryPosition before, RegistryPosition after)
    {
        if (kind.IsOfSiblings())
            return [new Rectangle(before.Children, after.Children, 0, after.Children)];
        int known = before.Standing(kind.Standing()), all = after.Standing(kind.Standing());
        return [new Rectangle(before.Children, after.Children, 0, all), new Rectangle(0, before.Children, known, all)];
    }

    /// <summary>Cuts a rectangle across its shorter side into equal pieces of bounded work: nothing for an empty one.</summary>
    internal static IEnumerable<Rectangle> Cut(Rectangle area)
    {
        if (area.IsEmpty)
            yield break;
        int children = area.ChildTo - area.ChildFrom, others = area.OtherTo - area.OtherFrom;
        int shorter = Math.Min(children, others), longer = Math.Max(children, others);
        int most = (int)Math.Clamp(MostPairs / longer, 1, MostAsking);
        int pieces = (shorter - 1) / most + 1;
        for (int piece = 0; piece < pieces; piece++)
        {
            int from = (int)((long)shorter * piece / pieces), to = (int)((long)shorter * (piece + 1) / pieces);
            yield return children <= others
                ? area with { ChildFrom = area.ChildFrom + from, ChildTo = area.ChildFrom + to }
                : area with { OtherFrom = area.OtherFrom + from, OtherTo = area.OtherFrom + to };
        }
    }
}

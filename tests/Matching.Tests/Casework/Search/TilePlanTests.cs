using FsCheck;
using FsCheck.Fluent;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>Every pair becomes due exactly once, whatever comes in and in what order.</summary>
public sealed class TilePlanTests
{
    private static readonly RegistryPosition Empty = new(0, 0, 0, 0, 0, 0);

    private static StoredModel Model(int number, bool isActive = true) => new(number, $"m{number}", "{}", [], isActive);

    [Fact]
    public void Every_pair_becomes_due_exactly_once() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps => IsDueOnce(steps)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rectangle_is_cut_into_bounded_pieces_that_fill_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<uint>(), (children, others) => IsCutWell(children, (int)(others & 0xFFFFFF))).QuickCheckThrowOnFailure();

    private static bool IsDueOnce(byte[] steps)
    {
        var position = Empty;
        var tiles = new List<NewTile>();
        foreach (byte step in steps)
        {
            var next = new RegistryPosition(position.Change + 1, position.Children + (step & 3), position.Relatives, position.Families + (step >> 2 & 3), position.Items + (step >> 4 & 1), position.Suspects + (step >> 5 & 1));
            tiles.AddRange(TilePlan.For(position, next, [Model(1)]));
            position = next;
        }

        foreach (var kind in SearchKinds.Required)
        {
            var seen = new int[position.Children + 1, kind.Others(position) + 1];
            foreach (var area in tiles.Where(t => t.Kind == kind).Select(t => t.Area))
                for (int child = area.ChildFrom; child < area.ChildTo; child++)
                    for (int other = area.OtherFrom; other < area.OtherTo; other++)
                        seen[child, other]++;
            for (int child = 0; child < position.Children; child++)
                for (int other = 0; other < (kind.IsOfSiblings() ? child : kind.Others(position)); other++)
                    Assert.Equal(1, seen[child, other]);
        }

        return true;
    }

    private static bool IsCutWell(int children, int others)
    {
        var area = new Rectangle(7, 7 + children, 11, 11 + others);
        var pieces = TilePlan.Cut(area).ToList();
        Assert.Equal(area.Pairs, pieces.Sum(p => p.Pairs));
        foreach (var piece in pieces)
        {
            int asking = Math.Min(piece.ChildTo - piece.ChildFrom, piece.OtherTo - piece.OtherFrom);
            Assert.True(piece.Pairs <= TilePlan.MostPairs || asking == 1);
            Assert.True(asking <= TilePlan.MostAsking);
            Assert.False(piece.IsEmpty);
        }

        for (int i = 1; i < pieces.Count; i++)
            Assert.True(pieces[i].ChildFrom == pieces[i - 1].ChildTo || pieces[i].OtherFrom == pieces[i - 1].OtherTo);
        return true;
    }

    [Fact]
    public void One_new_child_among_a_million_families_is_one_tile()
    {
        var before = new RegistryPosition(9, 100_000, 1_500_000, 1_000_000, 0, 0);
        var tile = Assert.Single(TilePlan.For(before, before with { Change = 10, Children = 100_001 }, [Model(1)]), t => t.Kind == SearchKind.Families);
        Assert.Equal(new Rectangle(100_000, 100_001, 0, 1_000_000), tile.Area);
    }

    [Fact]
    public void Everything_at_once_is_cut_into_a_hundred_tiles_not_into_thousands()
    {
        var tiles = TilePlan.Full(new RegistryPosition(9, 100_000, 1_500_000, 1_000_000, 0, 0), model: 1);
        Assert.InRange(tiles.Count(t => t.Kind == SearchKind.Families), 90, 110);
    }

    [Fact]
    public void A_model_that_is_not_active_gets_no_tiles()
    {
        var tiles = TilePlan.For(Empty, Empty with { Change = 1, Children = 2, Families = 1 }, [Model(1), Model(2, isActive: false), Model(3)]);
        Assert.Equal([1, 3], tiles.Select(t => t.Model).Distinct());
    }
}

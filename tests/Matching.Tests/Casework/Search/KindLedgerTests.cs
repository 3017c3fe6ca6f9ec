using Matching.Casework.Completeness;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>The ledger in memory says what the list of its lines says.</summary>
public sealed class KindLedgerTests
{
    private const int Side = 60;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SearchKind.Families)]
    [InlineData(SearchKind.SiblingsInCase)]
    public void What_is_bare_is_what_no_line_covers(SearchKind kind)
    {
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var (ledger, lines) = Draw(kind, random, lines: random.Next(40));
            for (int i = 0; i < 5; i++)
            {
                var area = Area(random);
                Assert.Equal(Due(kind, GapSweep.Of(area, lines.Select(l => l.Area))), Due(kind, ledger.Bare(area)));
            }
        }
    }

    [Fact]
    public void Lines_are_found_by_child_by_entry_by_pair_and_by_run()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (ledger, lines) = Draw(SearchKind.Families, random, lines: random.Next(60));
            var all = lines.ConvertAll(l => new LedgerLine(l.Area, l.Run, l.At));
            for (int number = 0; number < Side; number++)
            {
                int other = random.Next(Side);
                Assert.Equal(all.Where(l => l.Area.Meets(new Rectangle(number, number + 1, 0, Side))), ledger.LinesOfChild(number));
                Assert.Equal(all.Where(l => l.Area.Meets(new Rectangle(0, Side, number, number + 1))), ledger.LinesOfOther(number));
                Assert.Equal(all.Where(l => l.Area.Holds(number, other)), ledger.LinesOf(number, other));
                Assert.Equal(all.Where(l => l.Run == number), ledger.LinesOfRun(number));
            }
        }
    }

    [Fact]
    public void The_latest_line_of_a_child_or_of_an_entry_is_found_whatever_the_clock_did()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (ledger, lines) = Draw(SearchKind.Families, random, lines: random.Next(60));
            for (int number = 0; number < Side; number++)
                foreach (var area in (Rectangle[])[new(number, number + 1, 5, 40), new(5, 40, number, number + 1), new(number, number + 1, 7, 7)])
                    Assert.Equal(lines.Where(l => l.Area.Meets(area)).Max(l => (DateTimeOffset?)l.At), ledger.LatestOf(area));
        }
    }

    [Fact]
    public void A_registry_that_keeps_up_is_one_band()
    {
        var (families, siblings) = (new CoveredBands(isOfSiblings: false), new CoveredBands(isOfSiblings: true));
        for (int child = 0; child < 200; child++)
        {
            families.Add(new Rectangle(child, child + 1, 0, 1000));
            siblings.Add(new Rectangle(child, child + 1, 0, child + 1));
        }

        families.Add(new Rectangle(0, 200, 1000, 1001));
        // All children who are there, and nobody.
        Assert.Equal((2, 2), (families.Count, siblings.Count));
        Assert.Empty(families.Bare(new Rectangle(0, 200, 0, 1001)));
        Assert.Equal([new Rectangle(200, 201, 0, 5)], siblings.Bare(new Rectangle(150, 201, 0, 5)));
    }

    private static (KindLedger Ledger, List<Coverage> Lines) Draw(SearchKind kind, Random random, int lines)
    {
        var ledger = new KindLedger(kind);
        var written = new List<Coverage>();
        for (int i = 0; i < lines; i++)
        {
            written.Add(new Coverage(1, kind, Area(random), random.Next(1, 8), Noon.AddSeconds(i - random.Next(20)), new TileCounts(1, 1, 1, 0, 0, "none")));
            ledger.Add(written[^1]);
        }

        return (ledger, written);
    }

    private static Rectangle Area(Random random)
    {
        var (children, others) = (Range(random), Range(random));
        return new Rectangle(children.From, children.To, others.From, others.To);
    }

    private static (int From, int To) Range(Random random)
    {
        int from = random.Next(Side);
        return (from, random.Next(3) == 0 ? from + 1 : random.Next(from, Side) + 1);
    }

    private static IEnumerable<(int Child, int Other)> Due(SearchKind kind, IEnumerable<Rectangle> areas) =>
        from area in areas
        from child in Enumerable.Range(area.ChildFrom, area.ChildTo - area.ChildFrom)
        from other in Enumerable.Range(area.OtherFrom, area.OtherTo - area.OtherFrom)
        where !kind.IsOfSiblings() || other < child
        orderby child, other
        select (child, other);
}

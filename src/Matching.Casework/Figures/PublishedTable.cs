using System.Collections.Immutable;
using System.Globalization;

namespace Matching.Casework.Figures;

/// <summary>How a number is shown.</summary>
public enum ShownAs
{
    /// <summary>As it is.</summary>
    Number = 0,

    /// <summary>As "fewer than five": one to four.</summary>
    FewerThanFive = 1,

    /// <summary>Not at all, because a small number could be worked out with it.</summary>
    Withheld = 2,
}

/// <summary>A number as it is published.</summary>
/// <param name="Group">What is counted.</param>
/// <param name="Number">The number; null when it is not shown.</param>
/// <param name="As">How it is shown.</param>
public readonly record struct ShownCount(string Group, int? Number, ShownAs As)
{
    public override string ToString() => As switch
    {
        ShownAs.Number => Number!.Value.ToString(CultureInfo.InvariantCulture),
        ShownAs.FewerThanFive => "<5",
        _ => "-",
    };
}

/// <summary>
/// Counts for the public. One to four are shown as "fewer than five", because few children are known children; and as many others are withheld as it
/// takes that none of the small ones can be worked out from the total.
/// </summary>
/// <param name="Counts">The counts, in the order given.</param>
/// <param name="Total">Their sum.</param>
public sealed record PublishedTable(ImmutableArray<ShownCount> Counts, ShownCount Total)
{
    /// <summary>From this number on a count is shown.</summary>
    public const int Smallest = 5;

    private const string Sum = "total";

    /// <summary>The table as it may be published.</summary>
    public static PublishedTable Of(IReadOnlyList<(string Group, int Count)> counts)
    {
        int total = counts.Sum(c => c.Count);
        var ways = counts.Select(c => Small(c.Count) ? ShownAs.FewerThanFive : ShownAs.Number).ToArray();
        var totalWay = Small(total) ? ShownAs.FewerThanFive : ShownAs.Number;
        while (GivesAway(counts, ways, total, totalWay))
        {
            int next = NextToWithhold(counts, ways);
            if (next < 0)
            {
                totalWay = ShownAs.Withheld;
                break;
            }

            ways[next] = ShownAs.Withheld;
        }

        return new PublishedTable([.. counts.Select((c, i) => Shown(c.Group, c.Count, ways[i]))], Shown(Sum, total, totalWay));
    }

    private static bool Small(int count) => count is > 0 and < Smallest;

    private static ShownCount Shown(string group, int count, ShownAs way) => new(group, way == ShownAs.Number ? count : null, way);

    // The least of those that are shown; a zero says nothing about anybody and stays.
    private static int NextToWithhold(IReadOnlyList<(string Group, int Count)> counts, ShownAs[] ways) =>
        Enumerable.Range(0, ways.Length).Where(i => ways[i] == ShownAs.Number && counts[i].Count >= Smallest).OrderBy(i => counts[i].Count).FirstOrDefault(-1);

    // With the total known, each small one lies between what the other hidden ones leave at most and at least.
    private static bool GivesAway(IReadOnlyList<(string Group, int Count)> counts, ShownAs[] ways, int total, ShownAs totalWay)
    {
        int small = ways.Count(way => way == ShownAs.FewerThanFive), withheld = ways.Count(way => way == ShownAs.Withheld);
        if (small == 0 || totalWay == ShownAs.Withheld)
            return false;
        int shown = counts.Where((_, i) => ways[i] == ShownAs.Number).Sum(c => c.Count);
        int least = totalWay == ShownAs.Number ? total - shown : Math.Max(0, 1 - shown), most = totalWay == ShownAs.Number ? total - shown : Smallest - 1 - shown;
        int othersLeast = small - 1 + (Smallest * withheld);
        int othersMost = withheld > 0 ? int.MaxValue : (Smallest - 1) * (small - 1);
        int from = Math.Max(1, withheld > 0 ? 1 : least - othersMost), to = Math.Min(Smallest - 1, most - othersLeast);
        return from >= to;
    }
}

using FsCheck;
using FsCheck.Fluent;
using Matching.Casework.Figures;
using Matching.Casework.Records;

namespace Matching.Tests.Casework;

public class FigureTests
{
    private static readonly DateTimeOffset Now = People.Now;

    [Fact]
    public void A_count_at_a_moment_names_the_records_it_counts()
    {
        IndexedVersion[] versions = [Version("m1", 1, "candidate", 0), Version("m1", 2, "confirmed", 2), Version("m2", 1, "candidate", 1)];
        string Show(int day) => string.Join(" ", FigureTable.At(versions, Now.AddDays(day), index => index.State).Select(f => $"{f.Group}={string.Join(",", f.Records.Select(r => $"{r.Code}/{r.Version}"))}"));
        Assert.Equal("", Show(-1));
        Assert.Equal("candidate=m1/1", Show(0));
        Assert.Equal("candidate=m1/1,m2/1", Show(1));
        Assert.Equal("candidate=m2/1 confirmed=m1/2", Show(2));
    }

    [Fact]
    public void Counts_from_one_to_four_are_not_shown_and_zero_is()
    {
        Assert.Equal("0 <5 - 9 17", Text(0, 2, 6, 9));
        Assert.Equal("5 6 11", Text(5, 6));
        Assert.Equal("<5 <5", Text(3));
    }

    [Fact]
    public void No_small_count_can_be_worked_out_from_what_is_shown()
    {
        var count = Gen.OneOf(Gen.Choose(0, 6), Gen.Choose(0, 12));
        var table = from size in Gen.Choose(1, 5) from counts in Gen.ArrayOf(count, size) select counts;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(table.ToArbitrary(), counts => IsSafe(counts)));
    }

    [Fact]
    public void What_is_shown_is_true_and_small_counts_never_are()
    {
        var table = from size in Gen.Choose(1, 8) from counts in Gen.ArrayOf(Gen.Choose(0, 40), size) select counts;
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(table.ToArbitrary(), counts =>
        {
            var shown = Of(counts);
            return shown.Counts.Zip(counts).All(pair => pair.First.As == ShownAs.FewerThanFive == pair.Second is >= 1 and <= 4 && (pair.First.Number ?? pair.Second) == pair.Second)
                && shown.Counts.All(c => c.As == ShownAs.Number == c.Number.HasValue)
                && (shown.Total.Number ?? counts.Sum()) == counts.Sum();
        }));
    }

    private static PublishedTable Of(params int[] counts) => PublishedTable.Of([.. counts.Select((c, i) => ($"g{i}", c))]);

    private static string Text(params int[] counts) => string.Join(" ", Of(counts).Counts.Append(Of(counts).Total));

    // Tries every table that would be shown in the same way: each small count has to have two values at least.
    private static bool IsSafe(int[] counts)
    {
        var shown = Of(counts);
        var possible = Tables(shown, 0, [], shown.Total.As == ShownAs.Number ? shown.Total.Number!.Value : 40).Where(table => Fits(shown.Total, table.Sum())).ToList();
        return Enumerable.Range(0, counts.Length).Where(i => shown.Counts[i].As == ShownAs.FewerThanFive).All(i => possible.Select(table => table[i]).Distinct().Count() > 1);
    }

    private static IEnumerable<int[]> Tables(PublishedTable shown, int at, int[] begun, int most)
    {
        if (at == shown.Counts.Length)
            return [begun];
        var (from, to) = shown.Counts[at].As switch
        {
            ShownAs.Number => (shown.Counts[at].Number!.Value, shown.Counts[at].Number!.Value),
            ShownAs.FewerThanFive => (1, 4),
            _ => (5, Math.Min(most, 40)),
        };
        return Enumerable.Range(from, Math.Max(0, to - from + 1)).Where(n => begun.Sum() + n <= most).SelectMany(n => Tables(shown, at + 1, [.. begun, n], most));
    }

    private static bool Fits(ShownCount total, int sum) => total.As switch
    {
        ShownAs.Number => sum == total.Number,
        ShownAs.FewerThanFive => sum is >= 1 and <= 4,
        _ => true,
    };

    private static IndexedVersion Version(string code, int version, string state, int day) =>
        new(new RecordKey(RecordKind.Match, code), version, new RecordIndex(state), Now.AddDays(day));
}

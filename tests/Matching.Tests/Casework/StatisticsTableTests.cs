using FsCheck;
using FsCheck.Fluent;
using Matching.Casework.Figures;
using Matching.Casework.Notices;
using Matching.Casework.Records;

namespace Matching.Tests.Casework;

public class StatisticsTableTests
{
    private static readonly DateTimeOffset Now = People.Now;

    [Fact]
    public void Two_tables_of_the_same_records_show_the_same_total()
    {
        var records = Gen.ArrayOf(from state in Gen.Elements("waiting", "searching", "closed") from unit in Gen.Elements("a", "b", "c", "d") from isSealed in Gen.Elements(true, false, false) select (state, unit, isSealed));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(records.ToArbitrary(), drawn =>
        {
            var versions = drawn.Select((r, i) => Version($"f{i}", 1, r.state, r.unit, r.isSealed)).ToList();
            var (one, other) = (StatisticsTable.At(versions, Now, Grouping.State).Show(), StatisticsTable.At(versions, Now, Grouping.Unit).Show());
            return one.Total == other.Total && one.SealedAtLeast == other.SealedAtLeast && one.Total.As != ShownAs.Withheld && IsSafe(one) && IsSafe(other);
        }));
    }

    [Fact]
    public void A_table_whose_small_counts_follow_from_the_total_has_no_groups()
    {
        IndexedVersion[] versions = [.. Enumerable.Range(0, 8).Select(i => Version($"f{i}", 1, i < 4 ? "waiting" : "searching", "a"))];
        var shown = StatisticsTable.At(versions, Now, Grouping.State).Show();
        Assert.Equal((0, 8), (shown.Groups.Length, shown.Total.Number));
        Assert.Equal("8", StatisticsTable.At(versions, Now, Grouping.Unit).Show().Groups.Single().ToString());
        Assert.Equal((0, ShownAs.FewerThanFive), (StatisticsTable.At(versions[..4], Now, Grouping.State).Show().Groups.Length, StatisticsTable.At(versions[..4], Now, Grouping.State).Show().Total.As));
    }

    [Fact]
    public void What_is_sealed_now_or_was_then_stands_in_no_group_and_in_no_total()
    {
        IndexedVersion[] versions =
        [
            Version("f1", 1, "waiting", "a"), Version("f1", 2, "waiting", "a", isSealed: true, day: 1), Version("f2", 1, "waiting", "a", isSealed: true), Version("f2", 2, "waiting", "a", day: 1),
            Version("f3", 1, "waiting", null),
        ];
        var then = StatisticsTable.At(versions, Now, Grouping.Unit);
        Assert.Equal(("f3", "f1 f2"), (Codes(then.RecordsOf(StatisticsTable.NoUnit)), Codes(then.RecordsOf(StatisticsTable.SealedGroup))));
        var today = StatisticsTable.At(versions, Now.AddDays(1), Grouping.Unit);
        Assert.Equal(("f2", "f1"), (Codes(today.RecordsOf("a")), Codes(today.RecordsOf(StatisticsTable.SealedGroup))));
        Assert.Empty(today.RecordsOf("b"));
    }

    [Fact]
    public void Shown_notices_are_counted_sealed_or_not_and_no_others()
    {
        IndexedVersion[] versions = [Version("n1", 1, "published", "a", isSealed: true), Version("n2", 1, "published", "a"), Version("n3", 1, "draft", "a"), Version("n4", 1, "no-longer-shown", "a", isSealed: true)];
        var table = StatisticsTable.OfNotices(versions, Now);
        Assert.Equal("n1 n2", Codes(table.RecordsOf(RecordJson.Word(NoticeState.Published))));
        Assert.Empty(table.Sealed.Records);
    }

    // A hidden count next to a shown total has more than one value unless it is alone, and then it would be the total.
    private static bool IsSafe(ShownStatistics shown) =>
        shown.Groups.Count(group => group.As != ShownAs.Number) != 1 && shown.Groups.All(group => group.Number is null or 0 or >= PublishedTable.Smallest);

    private static string Codes(IEnumerable<(string Code, int Version)> records) => string.Join(" ", records.Select(record => record.Code));

    private static IndexedVersion Version(string code, int version, string state, string? unit, bool isSealed = false, int day = 0) =>
        new(new RecordKey(RecordKind.Family, code), version, new RecordIndex(state, unit, IsSealed: isSealed), Now.AddDays(day));
}

using System.Collections.Immutable;
using Matching.Casework.Notices;
using Matching.Casework.Records;

namespace Matching.Casework.Figures;

/// <summary>What records are counted by.</summary>
public enum Grouping
{
    State = 0,
    Unit = 1,
}

/// <summary>The numbers of a kind of records at a moment, as they may be shown to whoever reads statistics.</summary>
/// <param name="Groups">The groups by name; none where a small number could be worked out whatever is withheld.</param>
/// <param name="Total">Their sum, the same under every grouping.</param>
/// <param name="SealedAtLeast">Sealed records, which stand apart: a multiple of five that there are at least; zero says nothing.</param>
public sealed record ShownStatistics(ImmutableArray<ShownCount> Groups, ShownCount Total, int SealedAtLeast);

/// <summary>The records of a kind at a moment, by group.</summary>
/// <remarks>
/// Three rules keep a small number from being worked out. Sealed records, sealed then or since, stand in no group and in no total: whoever lists the open
/// records of a group counts what the table says, and a difference tells of none. The total is shown alike under every grouping, so that two tables
/// know no more than each one and the total. A table whose small numbers could be worked out from the total whatever is withheld has no groups at all.
/// </remarks>
/// <param name="Open">The open records, by group.</param>
/// <param name="Sealed">The sealed records.</param>
public sealed record StatisticsTable(ImmutableArray<Figure> Open, Figure Sealed)
{
    /// <summary>Name of those that stand apart.</summary>
    public const string SealedGroup = "sealed";

    /// <summary>Name of records that belong to no unit.</summary>
    public const string NoUnit = "no-unit";

    /// <summary>Counts.</summary>
    /// <param name="versions">All versions of all records of one kind.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="by">What they are counted by.</param>
    public static StatisticsTable At(IReadOnlyCollection<IndexedVersion> versions, DateTimeOffset moment, Grouping by)
    {
        var sealedNow = versions.GroupBy(version => version.Key.Code).Where(history => history.MaxBy(version => version.Version)!.Index.IsSealed)
            .Select(history => history.Key).ToHashSet(StringComparer.Ordinal);
        bool IsApart(IndexedVersion version) => version.Index.IsSealed || sealedNow.Contains(version.Key.Code);
        var standing = versions.Where(version => version.At <= moment).GroupBy(version => version.Key.Code).Select(history => history.MaxBy(version => version.Version)!).ToLookup(IsApart);
        var open = FigureTable.At(standing[false], moment, index => by == Grouping.State ? index.State : index.Unit ?? NoUnit);
        return new StatisticsTable(open, new Figure(SealedGroup, [.. standing[true].Select(version => (version.Key.Code, version.Version)).Order()]));
    }

    /// <summary>Counts notices as the public does: those that are shown, the sealed ones among them, because nothing may tell them apart; no others.</summary>
    /// <param name="versions">All versions of all notices.</param>
    /// <param name="moment">The moment.</param>
    public static StatisticsTable OfNotices(IEnumerable<IndexedVersion> versions, DateTimeOffset moment)
    {
        string shown = RecordJson.Word(NoticeState.Published);
        return new StatisticsTable(FigureTable.At(versions, moment, index => index.State == shown ? shown : null), new Figure(SealedGroup, []));
    }

    /// <summary>The records behind a group; none for a group that is not there.</summary>
    public ImmutableArray<(string Code, int Version)> RecordsOf(string group) =>
        group == SealedGroup ? Sealed.Records : Open.FirstOrDefault(figure => figure.Group == group)?.Records ?? [];

    /// <summary>What may be shown of it.</summary>
    public ShownStatistics Show()
    {
        var table = PublishedTable.Of([.. Open.Select(figure => (figure.Group, figure.Count))]);
        int total = Open.Sum(figure => figure.Count);
        // Withholding the total here would be undone by the same total under another grouping.
        var shown = table.Total.As == ShownAs.Withheld ? new ShownCount(table.Total.Group, total, ShownAs.Number) : table.Total;
        if (total is > 0 and < PublishedTable.Smallest)
            shown = new ShownCount(table.Total.Group, null, ShownAs.FewerThanFive);
        return new ShownStatistics(table.Total.As == ShownAs.Number ? table.Counts : [], shown, Sealed.Count / PublishedTable.Smallest * PublishedTable.Smallest);
    }
}

using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Figures;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>Counts of records at a moment, and the records behind each count for those who may read them.</summary>
/// <param name="store">The registry.</param>
/// <param name="book">The records.</param>
public sealed class StatisticsDesk(ICaseStore store, RecordBook book)
{
    /// <summary>Counts the records of a kind.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="by">What they are counted by; notices in one group, whatever is said: those that the public is shown.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="stop">Stops.</param>
    public async Task<StatisticsTable> OfAsync(RecordKind kind, Grouping by, DateTimeOffset moment, CancellationToken stop = default)
    {
        var versions = new List<IndexedVersion>();
        await foreach (var version in store.VersionsAsync(kind, stop))
            versions.Add(version);
        return kind == RecordKind.Notice ? StatisticsTable.OfNotices(versions, moment) : StatisticsTable.At(versions, moment, by);
    }

    /// <summary>The records behind a count that an actor may read, by code: those behind a code, at most as many as are wanted.</summary>
    public async Task<IReadOnlyList<(string Code, int Version)>> RecordsAsync(
        RecordKind kind, Grouping by, DateTimeOffset moment, string group, string? after, int limit, Actor actor, CancellationToken stop = default)
    {
        var readable = new List<(string Code, int Version)>();
        foreach (var record in (await OfAsync(kind, by, moment, stop)).RecordsOf(group).SkipWhile(record => after is not null && string.CompareOrdinal(record.Code, after) <= 0))
        {
            if (readable.Count == limit)
                break;
            if (await MayReadAsync(kind, record.Code, actor, stop))
                readable.Add(record);
        }

        return readable;
    }

    private async Task<bool> MayReadAsync(RecordKind kind, string code, Actor actor, CancellationToken stop) => kind switch
    {
        RecordKind.Case => await book.ReadAsync<Case>(code, Permission.ReadCase, actor, stop) is not null,
        RecordKind.Child => await book.ReadAsync<RescuedChild>(code, Permission.ReadChild, actor, stop) is not null,
        RecordKind.Family => await book.ReadAsync<ReferenceFamily>(code, Permission.ReadFamily, actor, stop) is not null,
        RecordKind.Match => await book.ReadAsync<Match>(code, Permission.ReadMatch, actor, stop) is not null,
        RecordKind.Notice => await book.ReadAsync<Notice>(code, Permission.KeepNotice, actor, stop) is not null,
        _ => false,
    };
}

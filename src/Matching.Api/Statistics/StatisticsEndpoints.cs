using System.Diagnostics.CodeAnalysis;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Figures;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Statistics;

/// <summary>Counts at a moment, and the records behind each count.</summary>
internal static class StatisticsEndpoints
{
    public static void MapStatistics(this RouteGroupBuilder api)
    {
        var statistics = api.MapGroup("/statistics").WithTags("Statistics");
        statistics.MapGet("", GetAsync).Allow(Permission.ReadStatistics)
            .WithName("getStatistics").WithSummary("Counts as they stood at a moment, and nothing but counts; one to four read \"<5\", and no small number can be worked out.");
        statistics.MapGet("/{of}/records", RecordsAsync).Allow(Permission.ReadStatistics).WithProblems(404)
            .WithName("listCountedRecords").WithSummary("The records behind a count, by code: those that you may read. Not found where there are none.");
    }

    private static async Task<Results<Ok<StatisticsView>, ProblemHttpResult>> GetAsync(
        string of, string? by, DateTimeOffset? at, StatisticsDesk desk, TimeProvider clock, CancellationToken stop)
    {
        if (!TryRead(of, by, out var counted, out var grouping, out var problem))
            return problem;
        var moment = (at ?? clock.GetUtcNow()).ToUniversalTime();
        var shown = (await desk.OfAsync(KindOf(counted), grouping, moment, stop)).Show();
        return TypedResults.Ok(new StatisticsView(moment, counted, grouping, [.. shown.Groups.Select(CountView.Of)], CountView.Of(shown.Total), shown.SealedAtLeast));
    }

    private static async Task<Results<Ok<Page<CountedRecord>>, ProblemHttpResult>> RecordsAsync(
        string of, [Code] string group, string? by, DateTimeOffset? at, [AsParameters] PageQuery page, StatisticsDesk desk, [AsParameters] Acting acting)
    {
        if (!TryRead(of, by, out var counted, out var grouping, out var problem))
            return problem;
        if (!page.TryRead(out string? after))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the one that the part before gave, or none.");
        var found = await desk.RecordsAsync(KindOf(counted), grouping, at ?? acting.Now(), group, after, page.Size() + 1, acting.Actor, acting.Stop);
        if (found.Count == 0 && after is null)
            return Problem.Of(AccessRules.Denied(Permission.ReadStatistics));
        var items = found.Take(page.Size()).Select(record => new CountedRecord(record.Code, record.Version)).ToList();
        return TypedResults.Ok(new Page<CountedRecord>(items, found.Count > items.Count ? PageQuery.CursorOf(items[^1].Id) : null));
    }

    private static bool TryRead(string of, string? by, out Counted counted, out Grouping grouping, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (counted, grouping) = (default, default);
        if (!QueryWords.TryRead<Counted>("of", of, out var what, out problem) || !QueryWords.TryRead<Grouping>("by", by, out var how, out problem))
            return false;
        (counted, grouping) = (what!.Value, how ?? Grouping.State);
        if (counted == Counted.Notices && grouping != Grouping.State)
            problem = Problem.Field("by", "Notices are counted by their state alone: sealed ones are shown like any other, and a unit's own list would tell them apart.");
        return problem is null;
    }

    private static RecordKind KindOf(Counted counted) => counted switch
    {
        Counted.Children => RecordKind.Child,
        Counted.Families => RecordKind.Family,
        Counted.Matches => RecordKind.Match,
        Counted.Notices => RecordKind.Notice,
        _ => RecordKind.Case,
    };
}

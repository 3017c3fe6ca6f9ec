using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>The acts on a match that touch other records too, each in one change.</summary>
/// <param name="book">The records.</param>
public sealed class MatchDesk(RecordBook book)
{
    /// <summary>A reviewer decides. When that confirms the match, the child's notice is taken down in the same change, unless the case is sealed.</summary>
    public async Task<Outcome<Match>> DecideAsync(
        string code, Verdict verdict, ReviewReason reason, string? note, Actor reviewer, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Match>(code, stop);
        if (kept is null || !AccessRules.May(reviewer, Permission.ReviewMatch, kept.Record.Owner()))
            return AccessRules.Denied(Permission.ReviewMatch);
        var outcome = kept.Record.Decide(verdict, reason, note, reviewer, at);
        if (!outcome.IsDone)
            return outcome;
        change.Put(kept, outcome.Value);
        if (outcome.Value.State == MatchState.Confirmed)
            foreach (var notice in await change.ListAsync<Notice>(OfChild(outcome.Value.Child.Code), stop))
                if (notice.Record.State == NoticeState.Published && notice.Record.TakeDownFor(outcome.Value, reviewer, at) is { IsDone: true } ended)
                    change.Put(notice, ended.Value);
        return await change.CommitAsync("match.decide", outcome.Value, reviewer, at, stop);
    }

    /// <summary>Recalls a match and marks everything that used it, in one change. The answer lists it, and what has to be searched again.</summary>
    public async Task<Outcome<Recall>> RecallAsync(string code, RecallReason reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var outcome = await PutRecallAsync(change, code, reason, actor, at, stop);
        if (!outcome.IsDone)
            return outcome;
        var recall = outcome.Value;
        string details = RecordJson.Write(new
        {
            reason = RecordJson.Word(reason),
            reports = recall.Reports.Select(report => report.Code),
            notices = recall.Notices.Select(notice => notice.Code),
            placements = recall.Placements.Select(placement => placement.Code),
        });
        return await change.CommitAsync(new AuditAct(actor.Code, "match.recall", $"match/{code}", details), recall, at, stop);
    }

    /// <summary>Puts a recall into a change that somebody else commits, so that the new search can be ordered in the same one.</summary>
    public static async Task<Outcome<Recall>> PutRecallAsync(
        RecordChanges change, string code, RecallReason reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        var kept = await change.FindAsync<Match>(code, stop);
        if (kept is null || !AccessRules.May(actor, Permission.RecallMatch, kept.Record.Owner()))
            return AccessRules.Denied(Permission.RecallMatch);
        var ofChild = OfChild(kept.Record.Child.Code);
        var reports = await change.ListAsync<IssuedReport>(ofChild, stop);
        var notices = await change.ListAsync<Notice>(ofChild, stop);
        var placements = await change.ListAsync<Placement>(ofChild, stop);
        var outcome = Recall.Of(kept.Record, reason, Records(reports), Records(notices), Records(placements), actor, at);
        if (!outcome.IsDone)
            return outcome;
        change.Put(kept, outcome.Value.Match);
        PutAll(change, reports, outcome.Value.Reports);
        PutAll(change, notices, outcome.Value.Notices);
        PutAll(change, placements, outcome.Value.Placements);
        return outcome;
    }

    private static RecordQuery OfChild(string child) => new(RecordKind.Match) { Child = child };

    private static IEnumerable<T> Records<T>(IReadOnlyList<Kept<T>> kept)
        where T : class, IKeptRecord =>
        kept.Select(k => k.Record);

    private static void PutAll<T>(RecordChanges change, IReadOnlyList<Kept<T>> before, ImmutableArray<T> after)
        where T : class, IKeptRecord
    {
        foreach (var next in after)
            change.Put(before.First(kept => kept.Record.Code == next.Code), next);
    }
}

using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>Drafting, rewriting and ending a child's notice, and the calls that answer it; each in one change. Publishing is an act of <see cref="ChildDesk"/>.</summary>
/// <param name="book">The records.</param>
public sealed class NoticeDesk(RecordBook book)
{
    /// <summary>Drafts the notice of a child; it goes on with the clock of the one that ended before. A child has one notice at a time.</summary>
    public async Task<Outcome<Notice>> DraftAsync(string child, NoticeContent content, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var ofChild = await change.FindAsync<RescuedChild>(child, stop);
        if (ofChild is null || !AccessRules.May(actor, Permission.KeepNotice, new Ownership([ofChild.Record.Unit], ofChild.Record.IsSealed())))
            return AccessRules.Denied(Permission.KeepNotice);
        var known = (await change.ListAsync<Notice>(new RecordQuery(RecordKind.Notice) { Child = child }, stop)).Select(notice => notice.Record).ToList();
        if (known.Find(notice => notice.State != NoticeState.NoLongerShown) is { } present)
            return new Refusal(CaseworkCodes.NoticeState, $"The child has a notice already, {present.Code}. Rewrite that one.");
        var drafted = Notice.Draft(PublicId.Next(), ofChild.Record, content, known.MaxBy(notice => notice.Ended?.At));
        if (!drafted.IsDone)
            return drafted;
        return await change.AddAsync(drafted.Value, stop) is { } taken ? taken : await change.CommitAsync("notice.draft", drafted.Value, actor, at, stop);
    }

    /// <summary>Changes what a notice says.</summary>
    public async Task<Outcome<Notice>> RewriteAsync(string notice, NoticeContent content, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Notice>(notice, stop);
        var child = kept is null ? null : await change.FindAsync<RescuedChild>(kept.Record.Child, stop);
        if (kept is null || child is null || !AccessRules.May(actor, Permission.KeepNotice, kept.Record.Owner()))
            return AccessRules.Denied(Permission.KeepNotice);
        var outcome = kept.Record.Rewrite(child.Record, content);
        if (!outcome.IsDone)
            return outcome;
        change.Put(kept, outcome.Value);
        return await change.CommitAsync("notice.rewrite", outcome.Value, actor, at, stop);
    }

    /// <summary>Codes of the matches behind a notice of which an actor may not know: the decisions it was published on, what ended it, what was recalled.</summary>
    public async Task<IReadOnlySet<string>> HiddenMatchesAsync(Notice notice, Actor actor, CancellationToken stop = default)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        string?[] used = [.. notice.Published?.DecidedMatches ?? [], notice.Ended?.Match, .. notice.Recalls.Select(mark => mark.Match)];
        foreach (string match in used.OfType<string>().Distinct())
            if (await book.ReadAsync<Match>(match, Permission.ReadMatch, actor, stop) is null)
                hidden.Add(match);
        return hidden;
    }

    /// <summary>The notices that the public sees, by id: those behind an id, at most as many as are wanted.</summary>
    /// <remarks>The same for everybody, whoever asks; a sealed notice is shown like any other.</remarks>
    public async Task<IReadOnlyList<PublicNotice>> ShownAsync(string? after, int limit, CancellationToken stop = default) =>
        [.. (await book.PageAsync<Notice>(new RecordQuery(RecordKind.Notice) { State = RecordJson.Word(NoticeState.Published), After = after, Limit = limit }, stop))
            .Select(kept => PublicNotice.Of(kept.Record)).OfType<PublicNotice>()];

    /// <summary>A notice as the public sees it; null for a draft as for one that is not there.</summary>
    public async Task<PublicNotice?> ShownAsync(string notice, CancellationToken stop = default) =>
        await book.FindAsync<Notice>(notice, stop) is { } kept ? PublicNotice.Of(kept.Record) : null;

    /// <summary>Enters a call about a notice that is shown. The caller becomes nobody's candidate by it.</summary>
    public async Task<Outcome<Caller>> CallAsync(string notice, CallPurpose purpose, string message, string? contact, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        if (await change.FindAsync<Notice>(notice, stop) is not { } kept || kept.Record.State == NoticeState.Draft)
            return AccessRules.Denied(Permission.RegisterCall);
        var call = Caller.Register(PublicId.Next(), kept.Record, purpose, message, contact, at);
        if (!call.IsDone)
            return call;
        return await change.AddAsync(call.Value, stop) is { } taken ? taken : await change.CommitAsync("call.enter", call.Value, actor, at, stop);
    }

    /// <summary>The calls about a notice, the first one first; null when there is no such notice, or the actor may not read its calls.</summary>
    public async Task<IReadOnlyList<Kept<Caller>>?> CallsAsync(string notice, Actor actor, CancellationToken stop = default) =>
        await book.ReadAsync<Notice>(notice, Permission.ReadCalls, actor, stop) is not { } kept
            ? null
            : [.. (await book.ListAsync<Caller>(new RecordQuery(RecordKind.Caller) { Unit = kept.Record.Unit }, stop))
                .Where(call => call.Record.Notice == notice && AccessRules.May(actor, Permission.ReadCalls, call.Record.Owner()))
                .OrderBy(call => call.Record.At).ThenBy(call => call.Record.Code, StringComparer.Ordinal)];
}

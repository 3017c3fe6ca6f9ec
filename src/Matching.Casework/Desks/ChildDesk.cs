using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Consents;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>The acts about a child that touch several records, each in one change.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class ChildDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>Enters a child, counts it in its case, and sets the tasks to ask it again when it is older.</summary>
    /// <param name="facts">What is known of it.</param>
    /// <param name="caseCode">Its case; null for none.</param>
    /// <param name="wasCounted">True when the case counted it among those not recovered.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<RescuedChild>> EnterAsync(
        ChildFacts facts, string? caseCode, bool wasCounted, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var entered = await PutAsync(change, new NewChild(facts, caseCode, wasCounted), actor, at, stop);
        return entered.IsDone ? await change.CommitAsync("child.enter", entered.Value, actor, at, stop) : entered;
    }

    /// <summary>Enters a child within a change that somebody else commits.</summary>
    internal static async Task<Outcome<RescuedChild>> PutAsync(RecordChanges change, NewChild child, Actor actor, DateTimeOffset at, CancellationToken stop)
    {
        var (facts, caseCode, wasCounted) = child;
        var ofCase = caseCode is null ? null : await change.FindAsync<Case>(caseCode, stop);
        if (caseCode is not null && (ofCase is null || !AccessRules.May(actor, Permission.ChangeCase, ofCase.Record.Owner())))
            return AccessRules.Denied(Permission.ChangeCase);
        var entered = RescuedChild.Enter(facts, ofCase?.Record, actor, at);
        if (!entered.IsDone)
            return entered;
        if (!AccessRules.May(actor, Permission.ChangeChild, entered.Value.Owner()))
            return AccessRules.Denied(Permission.ChangeChild);
        if (await change.AddAsync(entered.Value, stop) is { } known)
            return known;
        if (ofCase is not null)
        {
            var counted = ofCase.Record.Recover(facts.Code, wasCounted, actor, at);
            if (!counted.IsDone)
                return counted.Refusal;
            change.Put(ofCase, counted.Value);
        }

        foreach (var task in ConsentTask.For(entered.Value, DateOnly.FromDateTime(at.UtcDateTime)))
            if (await change.AddAsync(task, stop) is { } refusal)
                return refusal;
        return entered;
    }

    /// <summary>Corrects a child's birth window; the tasks to ask it again move with it.</summary>
    public async Task<Outcome<RescuedChild>> RedateAsync(string code, BirthWindow birth, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var child = await change.FindAsync<RescuedChild>(code, stop);
        if (child is null || !AccessRules.May(actor, Permission.ChangeChild, child.Record.Owner()))
            return AccessRules.Denied(Permission.ChangeChild);
        var redated = child.Record.Redate(birth);
        if (!redated.IsDone)
            return redated;
        change.Put(child, redated.Value);
        var known = await change.ListAsync<ConsentTask>(new RecordQuery(RecordKind.ConsentTask) { Child = code }, stop);
        foreach (var task in known)
            if (task.Record.Redate(redated.Value) is { IsDone: true } moved)
                change.Put(task, moved.Value);
        foreach (var task in ConsentTask.For(redated.Value, DateOnly.FromDateTime(at.UtcDateTime)))
            if (known.All(other => other.Record.Code != task.Code) && await change.AddAsync(task, stop) is { } refusal)
                return refusal;
        return await change.CommitAsync("child.redate", redated.Value, actor, at, stop);
    }

    /// <summary>Adds to the chain of custody, ends a stay or takes one back; the open tasks to ask the child go to the bodies that answer for it now.</summary>
    public async Task<Outcome<RescuedChild>> KeepCustodyAsync(
        string code, string act, Func<RescuedChild, Outcome<RescuedChild>> next, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var child = await change.FindAsync<RescuedChild>(code, stop);
        if (child is null || !AccessRules.May(actor, Permission.ChangeCustody, child.Record.Owner()))
            return AccessRules.Denied(Permission.ChangeCustody);
        var moved = next(child.Record);
        if (!moved.IsDone)
            return moved;
        change.Put(child, moved.Value);
        foreach (var task in await change.ListAsync<ConsentTask>(new RecordQuery(RecordKind.ConsentTask) { Child = code }, stop))
            if (!task.Record.Bodies.SequenceEqual(moved.Value.Bodies()) && task.Record.Redate(moved.Value) is { IsDone: true } passed)
                change.Put(task, passed.Value);
        return await change.CommitAsync(act, moved.Value, actor, at, stop);
    }

    /// <summary>Publishes a child's notice against the search and all matches as they stand within the change: never on what was true before.</summary>
    public async Task<Outcome<Notice>> PublishAsync(
        string notice, int model, FalseMatchBudget budget, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Notice>(notice, stop);
        if (kept is null || !AccessRules.May(actor, Permission.KeepNotice, kept.Record.Owner()))
            return AccessRules.Denied(Permission.KeepNotice);
        var matches = await MatchesAsync(change, kept.Record.Child, stop);
        var standing = await new SearchStandings(searches).OfChildAsync(kept.Record.Child, model, budget, matches, stop);
        var outcome = kept.Record.Publish(standing, budget, matches, actor, at);
        if (!outcome.IsDone)
            return await MayKnowAsync(change, kept.Record, outcome.Refusal, model, budget, matches, actor, stop) ? outcome : Notice.SearchOpen;
        change.Put(kept, outcome.Value);
        return await change.CommitAsync("notice.publish", outcome.Value, actor, at, stop);
    }

    /// <summary>The notices of a case for the media.</summary>
    public async Task<MediaExport> MediaAsync(string caseCode, DateTimeOffset at, CancellationToken stop = default) =>
        MediaExport.Of((await book.ListAsync<Notice>(new RecordQuery(RecordKind.Notice) { Case = caseCode }, stop)).Select(kept => kept.Record), at);

    // Whoever may not know of a sealed hit does not learn of it by the reason why a notice is not published.
    private async Task<bool> MayKnowAsync(
        RecordChanges change, Notice notice, Refusal refusal, int model, FalseMatchBudget budget, IReadOnlyCollection<Match> matches, Actor actor, CancellationToken stop)
    {
        if (refusal.Code is not CaseworkCodes.NoticeMatched and not CaseworkCodes.NoticeUndecided)
            return true;
        if (matches.Any(match => (match.IsConfirmed() || match.State == MatchState.UnderReview) && AccessRules.May(actor, Permission.ReadMatch, match.Owner())))
            return true;
        if (refusal.Code == CaseworkCodes.NoticeMatched)
            return false;
        foreach (string family in await new SearchStandings(searches).UndecidedAsync(notice.Child, model, budget, matches, stop))
            if (await change.FindAsync<ReferenceFamily>(family, stop) is { } known
                && AccessRules.May(actor, Permission.ReadCandidates, Match.OwnerOf(new HitParty(notice.Unit, notice.IsSealed), new HitParty(known.Record.Unit, known.Record.IsSealed()))))
                return true;
        return false;
    }

    private static async Task<IReadOnlyCollection<Match>> MatchesAsync(RecordChanges change, string child, CancellationToken stop) =>
        [.. (await change.ListAsync<Match>(new RecordQuery(RecordKind.Match) { Child = child }, stop)).Select(kept => kept.Record)];
}

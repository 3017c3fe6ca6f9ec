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
            return outcome;
        change.Put(kept, outcome.Value);
        return await change.CommitAsync("notice.publish", outcome.Value, actor, at, stop);
    }

    /// <summary>The notices of a case for the media.</summary>
    public async Task<MediaExport> MediaAsync(string caseCode, DateTimeOffset at, CancellationToken stop = default) =>
        MediaExport.Of((await book.ListAsync<Notice>(new RecordQuery(RecordKind.Notice) { Case = caseCode }, stop)).Select(kept => kept.Record), at);

    /// <summary>The guardian body decides on a return to the family of a match.</summary>
    public async Task<Outcome<Placement>> DecideReturnAsync(
        string placement, string match, bool mayReturn, bool? childAgrees, string reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Placement>(placement, stop);
        var found = await change.FindAsync<Match>(match, stop);
        var child = kept is null ? null : await change.FindAsync<RescuedChild>(kept.Record.Child, stop);
        if (kept is null || found is null || child is null || !AccessRules.May(actor, Permission.DecidePlacement, kept.Record.Owner()))
            return AccessRules.Denied(Permission.DecidePlacement);
        var outcome = kept.Record.DecideReturn(mayReturn, found.Record, child.Record, childAgrees, reason, actor, at);
        if (!outcome.IsDone)
            return outcome;
        change.Put(kept, outcome.Value);
        return await change.CommitAsync("placement.decide", outcome.Value, actor, at, stop);
    }

    /// <summary>The guardian body decides on an adoption, against the clock of the child's notice, the search and all matches as they stand within the change.</summary>
    public async Task<Outcome<Placement>> DecideAdoptionAsync(
        string placement, string notice, int model, FalseMatchBudget budget, string reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Placement>(placement, stop);
        var shown = await change.FindAsync<Notice>(notice, stop);
        if (kept is null || shown is null || shown.Record.Child != kept.Record.Child || !AccessRules.May(actor, Permission.DecidePlacement, kept.Record.Owner()))
            return AccessRules.Denied(Permission.DecidePlacement);
        if (shown.Record.Clock() is not { } clock)
            return new Refusal(CaseworkCodes.PlacementTooEarly, "The child was never shown in public, so that its parents could not come forward. Publish its notice first.");
        var matches = await MatchesAsync(change, kept.Record.Child, stop);
        var standing = await new SearchStandings(searches).OfChildAsync(kept.Record.Child, model, budget, matches, stop);
        var outcome = kept.Record.DecideAdoption(clock.Ends, standing, matches, reason, actor, at);
        if (!outcome.IsDone)
            return outcome;
        change.Put(kept, outcome.Value);
        return await change.CommitAsync("placement.decide", outcome.Value, actor, at, stop);
    }

    private static async Task<IReadOnlyCollection<Match>> MatchesAsync(RecordChanges change, string child, CancellationToken stop) =>
        [.. (await change.ListAsync<Match>(new RecordQuery(RecordKind.Match) { Child = child }, stop)).Select(kept => kept.Record)];
}

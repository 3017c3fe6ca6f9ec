using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Consents;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework.Desks;

/// <summary>The acts on consents that reach the profiles, each in one change.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class ConsentDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>Withdraws a consent: the profile is taken out at once, the member leaves the family, and the family formed anew is searched.</summary>
    /// <param name="code">Code of the consent.</param>
    /// <param name="reason">Why; kept in the sealed record alone.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<Consent>> WithdrawAsync(string code, string reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Consent>(code, stop);
        if (kept is null || !AccessRules.May(actor, Permission.KeepConsent, kept.Record.Owner()))
            return AccessRules.Denied(Permission.KeepConsent);
        var withdrawn = kept.Record.Withdraw(at);
        if (!withdrawn.IsDone)
            return withdrawn.Refusal;
        var demand = await PutAsync(change, kept, withdrawn.Value, at, stop);
        var taken = demand is null ? null : await TakeOutAsync(change, demand.Side, demand.Person, reason, actor, at, stop);
        return await change.CommitAsync(ActOf("consent.withdraw", $"consent/{code}", taken, actor), withdrawn.Value.Consent, at, stop);
    }

    /// <summary>Enters what a growing child said. When it refuses, its consents are withdrawn and its profile is taken out in the same change.</summary>
    public async Task<Outcome<ConsentTask>> AnswerAsync(string task, ConsentAnswer answer, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<ConsentTask>(task, stop);
        if (kept is null || !AccessRules.May(actor, Permission.AnswerConsentTask, kept.Record.Owner()))
            return AccessRules.Denied(Permission.AnswerConsentTask);
        var closed = kept.Record.Close(answer, actor, at);
        if (!closed.IsDone)
            return closed;
        change.Put(kept, closed.Value);
        WithdrawalAnswer? taken = null;
        if (answer == ConsentAnswer.Refuses)
        {
            // By their state: the records of withdrawn persons stand under the same kind.
            foreach (var consent in await change.ListAsync<Consent>(new RecordQuery(RecordKind.Consent) { Child = kept.Record.Child, State = "in-force" }, stop))
                if (consent.Record.Withdraw(at) is { IsDone: true, Value.Retire: not null } withdrawn)
                    await PutAsync(change, consent, withdrawn.Value, at, stop);
            taken = await TakeOutAsync(change, Side.Child, kept.Record.Child, "the child refuses", actor, at, stop);
        }

        return await change.CommitAsync(ActOf("consent.answer", $"consent-task/{task}", taken, actor, RecordJson.Word(answer)), closed.Value, at, stop);
    }

    private static async Task<RetireDemand?> PutAsync(RecordChanges change, Kept<Consent> before, Consents.Withdrawal withdrawal, DateTimeOffset at, CancellationToken stop)
    {
        change.Put(before, withdrawal.Consent);
        if (withdrawal.Retire is { Side: Side.Relative } demand && withdrawal.Consent.Family is { } code
            && await change.FindAsync<ReferenceFamily>(code, stop) is { } family && family.Record.Leave(demand.Person, at) is { IsDone: true } left)
            change.Put(family, left.Value);
        return withdrawal.Retire;
    }

    private Task<WithdrawalAnswer> TakeOutAsync(RecordChanges change, Side side, string person, string reason, Actor actor, DateTimeOffset at, CancellationToken stop) =>
        Intake.Withdrawal.PutAsync(searches.Store, change.Change, new WithdrawalOrder(side, person, reason, actor.Code, searches.Engine), at, stop);

    private static AuditAct ActOf(string act, string subject, WithdrawalAnswer? taken, Actor actor, string? answer = null) => new(
        actor.Code, act, subject, RecordJson.Write(new { answer, versions = taken?.Versions, entriesRetired = taken?.EntriesRetired, entriesAdded = taken?.EntriesAdded }));
}

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
    /// <summary>Enters a consent. Whoever enters one can withdraw it, and with it the profile: so the child, or the family, has to be the actor's to act for.</summary>
    /// <param name="given">The consent.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<Consent>> GiveAsync(Outcome<Consent> given, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        if (!given.IsDone)
            return given;
        await using var change = await book.BeginAsync(stop);
        var consent = given.Value;
        var owners = new List<Ownership> { consent.Owner() };
        if (consent.Side == Side.Child)
            owners.Add(await OwnerOfAsync<RescuedChild>(change, consent.Person, stop));
        else
            owners.AddRange(await OwnersOfRelativeAsync(change, consent, stop));
        if (!owners.TrueForAll(owner => AccessRules.May(actor, Permission.KeepConsent, owner)))
            return AccessRules.Denied(Permission.KeepConsent);
        if (await change.AddAsync(consent, stop) is { } taken)
            return taken;
        return await change.CommitAsync("consent.give", consent, actor, at, stop);
    }

    /// <summary>The consents of a person that an actor may read; none of a child or a family that the actor may not know of.</summary>
    public async Task<IReadOnlyList<Kept<Consent>>> OfPersonAsync(string person, Actor actor, CancellationToken stop = default)
    {
        // The index has no room for a relative, so that the consents of the unit are looked through.
        bool isWide = actor.Roles.Any(role => AccessRules.ScopeOf(role, Permission.ReadConsent) == Scope.All);
        var mine = new List<Kept<Consent>>();
        foreach (var kept in await book.ListAsync<Consent>(new RecordQuery(RecordKind.Consent) { Unit = isWide ? null : actor.Unit ?? string.Empty }, stop))
            if (kept.Record.Person == person && AccessRules.May(actor, Permission.ReadConsent, kept.Record.Owner()) && !await IsHiddenAsync(kept.Record, actor, stop))
                mine.Add(kept);
        return mine;
    }

    /// <summary>Enters that the person was asked and agrees again.</summary>
    public async Task<Outcome<Consent>> RenewAsync(string code, DateOnly reviewOn, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        if (await KeptAsync(change, code, actor, stop) is not { } kept)
            return AccessRules.Denied(Permission.KeepConsent);
        var renewed = kept.Record.Renew(reviewOn, at);
        if (!renewed.IsDone)
            return renewed;
        change.Put(kept, renewed.Value);
        return await change.CommitAsync("consent.renew", renewed.Value, actor, at, stop);
    }

    /// <summary>Withdraws a consent: the profile is taken out at once, the member leaves the family, and the family formed anew is searched.</summary>
    /// <param name="code">Code of the consent.</param>
    /// <param name="reason">Why; kept in the sealed record alone.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<Consent>> WithdrawAsync(string code, string reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        if (await KeptAsync(change, code, actor, stop) is not { } kept)
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

    private static async Task<Ownership> OwnerOfAsync<T>(RecordChanges change, string code, CancellationToken stop)
        where T : class, IKeptRecord => (await change.FindAsync<T>(code, stop))?.Record.Owner() ?? Ownership.Nobody;

    // A relative who is known already belongs to the family that the profile names, whatever the consent says.
    private static async Task<List<Ownership>> OwnersOfRelativeAsync(RecordChanges change, Consent consent, CancellationToken stop)
    {
        var owners = new List<Ownership>();
        if (consent.Family is { } family)
            owners.Add(await OwnerOfAsync<ReferenceFamily>(change, family, stop));
        foreach (var profile in await change.Change.ActiveProfilesAsync(Side.Relative, [consent.Person], stop))
            owners.Add(await OwnerOfAsync<ReferenceFamily>(change, profile.Profile.Facts.Family ?? consent.Person, stop));
        return owners;
    }

    // A consent is no more sealed than its form; the child or the family that it is about may be.
    private async Task<Kept<Consent>?> KeptAsync(RecordChanges change, string code, Actor actor, CancellationToken stop) =>
        await change.FindAsync<Consent>(code, stop) is { } kept && AccessRules.May(actor, Permission.KeepConsent, kept.Record.Owner()) && !await IsHiddenAsync(kept.Record, actor, stop)
            ? kept
            : null;

    private async Task<bool> IsHiddenAsync(Consent consent, Actor actor, CancellationToken stop)
    {
        Ownership? owner = consent.Side == Side.Child ? (await book.FindAsync<RescuedChild>(consent.Person, stop))?.Record.Owner()
            : consent.Family is { } family ? (await book.FindAsync<ReferenceFamily>(family, stop))?.Record.Owner()
            : null;
        return owner is { IsSealed: true } && !AccessRules.May(actor, Permission.ReadConsent, owner);
    }

    private Task<WithdrawalAnswer> TakeOutAsync(RecordChanges change, Side side, string person, string reason, Actor actor, DateTimeOffset at, CancellationToken stop) =>
        Intake.Withdrawal.PutAsync(searches.Store, change.Change, new WithdrawalOrder(side, person, reason, actor.Code, searches.Engine), at, stop);

    private static AuditAct ActOf(string act, string subject, WithdrawalAnswer? taken, Actor actor, string? answer = null) => new(
        actor.Code, act, subject, RecordJson.Write(new { answer, versions = taken?.Versions, entriesRetired = taken?.EntriesRetired, entriesAdded = taken?.EntriesAdded }));
}

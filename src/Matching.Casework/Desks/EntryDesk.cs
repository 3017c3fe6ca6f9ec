using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Intake;
using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>Enters children and families together with their profiles: records, profiles and searches in one change, with one entry in the audit.</summary>
/// <param name="book">The records.</param>
/// <param name="intake">What takes the profiles.</param>
public sealed class EntryDesk(RecordBook book, BatchIntake intake)
{
    /// <summary>Enters a child, its profile, or both.</summary>
    /// <param name="code">Code of the child.</param>
    /// <param name="child">What is entered of it; null: nothing but the profile.</param>
    /// <param name="profile">Its profile as a batch of one; null for none.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up; nothing has happened then.</param>
    public async Task<EntryAnswer> ChildAsync(string code, NewChild? child, SubmittedBatch? profile, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        string? caseCode = child is not null ? child.Case : (await book.FindAsync<RescuedChild>(code, stop))?.Record.Case;
        if (Prepared(profile is null ? null : profile with { Case = caseCode }, actor, out var ready) is { } objection)
            return EntryAnswer.Refused(objection);
        await using var change = await book.BeginAsync(stop);
        Outcome<RescuedChild>? entered = child is null ? default(Outcome<RescuedChild>?) : await ChildDesk.PutAsync(change, child, actor, at, stop);
        if (entered?.Refusal is { } refusal)
            return EntryAnswer.Refused(refusal);
        var answer = await TakeAsync(change, ready, entered is null ? null : 1, actor, at, stop);
        if (answer.Refusal is not null)
            return answer;
        return entered is { } record
            ? Ended(answer, (await change.CommitAsync("child.enter", record.Value, Details(ready, answer), actor, at, stop)).Refusal)
            : Ended(answer, (await change.CommitAsync(new AuditAct(actor.Code, "submission.accept", $"child/{code}", RecordJson.Write(Details(ready, answer))), code, at, stop)).Refusal);
    }

    /// <summary>Enters a family with its first members.</summary>
    /// <param name="code">Code of the family.</param>
    /// <param name="missing">Whom it misses.</param>
    /// <param name="members">The members.</param>
    /// <param name="profiles">Profiles of some of them as a batch; null for none.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up; nothing has happened then.</param>
    public async Task<EntryAnswer> FamilyAsync(
        string code, MissingPerson missing, IReadOnlyList<FamilyMember> members, SubmittedBatch? profiles, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        var family = ReferenceFamily.Enter(code, missing, actor, at).Then(entered => With(entered, members));
        if (family.Refusal is { } refusal)
            return EntryAnswer.Refused(refusal);
        if (!AccessRules.May(actor, Permission.ChangeFamily, family.Value.Owner()))
            return EntryAnswer.Refused(AccessRules.Denied(Permission.ChangeFamily));
        if (Prepared(profiles, actor, out var ready) is { } objection)
            return EntryAnswer.Refused(objection);
        await using var change = await book.BeginAsync(stop);
        if (await change.AddAsync(family.Value, stop) is { } known)
            return EntryAnswer.Refused(known);
        return await EndAsync(change, "family.enter", family.Value, 1, ready, actor, at, stop);
    }

    /// <summary>Adds members to a family.</summary>
    /// <param name="code">Code of the family.</param>
    /// <param name="members">The new members.</param>
    /// <param name="profiles">Profiles of some of them as a batch; null for none.</param>
    /// <param name="actor">Who enters them.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up; nothing has happened then.</param>
    public async Task<EntryAnswer> MembersAsync(
        string code, IReadOnlyList<FamilyMember> members, SubmittedBatch? profiles, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        if (Prepared(profiles, actor, out var ready) is { } objection)
            return EntryAnswer.Refused(objection);
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<ReferenceFamily>(code, stop);
        if (kept is null || !AccessRules.May(actor, Permission.ChangeFamily, kept.Record.Owner()))
            return EntryAnswer.Refused(AccessRules.Denied(Permission.ChangeFamily));
        var family = With(kept.Record, members);
        if (family.Refusal is { } refusal)
            return EntryAnswer.Refused(refusal);
        change.Put(kept, family.Value);
        return await EndAsync(change, "family.add", family.Value, kept.Version + 1, ready, actor, at, stop);
    }

    private static Outcome<ReferenceFamily> With(ReferenceFamily family, IReadOnlyList<FamilyMember> members) =>
        members.Aggregate((Outcome<ReferenceFamily>)family, (so, member) => so.Then(known => known.Add(member)));

    private static EntryAnswer Ended(EntryAnswer answer, Refusal? refusal) => refusal is null ? answer : EntryAnswer.Refused(refusal);

    private static object? Details(PreparedBatch? ready, EntryAnswer answer) => ready is null ? null : BatchIntake.Entry(ready, answer.Profiles!);

    private Refusal? Prepared(SubmittedBatch? profiles, Actor actor, out PreparedBatch? ready)
    {
        ready = null;
        if (profiles is null)
            return null;
        if (SubmissionDesk.Objection(actor) is { } objection)
            return objection;
        // A key of its own: what is entered here is an act, and each act is answered by what it did.
        ready = intake.Prepare(profiles with { Laboratory = actor.Unit, Key = $"entry/{Guid.NewGuid():N}" });
        return null;
    }

    private async Task<EntryAnswer> EndAsync(
        RecordChanges change, string act, ReferenceFamily family, int version, PreparedBatch? ready, Actor actor, DateTimeOffset at, CancellationToken stop)
    {
        var answer = await TakeAsync(change, ready, version, actor, at, stop);
        return answer.Refusal is not null ? answer : Ended(answer, (await change.CommitAsync(act, family, Details(ready, answer), actor, at, stop)).Refusal);
    }

    // A profile that is refused refuses the whole act: half of it would look like all of it.
    private async Task<EntryAnswer> TakeAsync(RecordChanges change, PreparedBatch? ready, int? version, Actor actor, DateTimeOffset at, CancellationToken stop)
    {
        if (ready is null)
            return new EntryAnswer(version, null);
        var taken = await intake.PutAsync(change.Change, ready, actor.Code, at, stop);
        var worst = taken.Refusal ?? (taken.Refused > 0 ? taken.Findings.First(finding => finding.Severity == FindingSeverity.Error) : null);
        return worst is null ? new EntryAnswer(version, taken) : new EntryAnswer(null, taken, new Refusal(worst.Code, worst.Text));
    }
}

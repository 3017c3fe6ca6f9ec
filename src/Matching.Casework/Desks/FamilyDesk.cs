using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework.Desks;

/// <summary>The acts on families that reach the profiles, each in one change.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class FamilyDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>
    /// Takes a member out of the search. One who is compared on a stated legal basis, or a thing, loses the profile in the same change; one who is compared on a
    /// consent leaves by withdrawing it.
    /// </summary>
    /// <param name="code">Code of the family.</param>
    /// <param name="person">Code of the member.</param>
    /// <param name="reason">Why; kept in the sealed record of the withdrawal alone.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<ReferenceFamily>> LeaveAsync(string code, string person, string reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<ReferenceFamily>(code, stop);
        if (kept is null || !AccessRules.May(actor, Permission.ChangeFamily, kept.Record.Owner()))
            return AccessRules.Denied(Permission.ChangeFamily);
        var left = kept.Record.Leave(person, at);
        if (!left.IsDone)
            return left;
        var grounds = kept.Record.Searched().First(member => member.Person == person).Grounds;
        bool isTyped = (await change.Change.ActiveProfilesAsync(Side.Relative, [person], stop)).Count > 0;
        if (isTyped && grounds.Consent is { } consent)
            return new Refusal(CaseworkCodes.FamilyConsentInForce, $"{person} is compared on the consent {consent}. Withdraw it: that takes the profile out, and the member leaves with it.");
        change.Put(kept, left.Value);
        var taken = isTyped
            ? await Withdrawal.PutAsync(searches.Store, change.Change, new WithdrawalOrder(Side.Relative, person, reason, actor.Code, searches.Engine), at, stop)
            : null;
        string details = RecordJson.Write(new { person, versions = taken?.Versions, entriesRetired = taken?.EntriesRetired, entriesAdded = taken?.EntriesAdded });
        return await change.CommitAsync(new AuditAct(actor.Code, "family.leave", $"family/{code}", details), left.Value, at, stop);
    }
}

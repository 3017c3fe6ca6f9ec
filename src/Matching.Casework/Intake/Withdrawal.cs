using Matching.Casework.Audit;
using Matching.Casework.Families;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Intake;

/// <summary>What a withdrawal came to.</summary>
/// <param name="Versions">Versions of the profile whose genotypes were erased.</param>
/// <param name="EntriesRetired">Entries that are no longer searched.</param>
/// <param name="EntriesAdded">Entries of the family formed anew without the person.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
public sealed record WithdrawalAnswer(int Versions, int EntriesRetired, int EntriesAdded, CaseFinding? Refusal = null);

/// <summary>Whom to withdraw.</summary>
/// <param name="Side">The side of the person.</param>
/// <param name="Person">Code of the person.</param>
/// <param name="Reason">Why; kept in the sealed record alone.</param>
/// <param name="Actor">Who does it: a code.</param>
/// <param name="Engine">Version of the program, for the search runs.</param>
internal sealed record WithdrawalOrder(Side Side, string Person, string Reason, string Actor, string Engine);

/// <summary>Takes a person out of matching at once: consent was withdrawn. The genotypes of all versions are erased, the family is formed anew.</summary>
/// <param name="store">The registry.</param>
/// <param name="time">The clock.</param>
/// <param name="engine">Version of the program, for the search runs.</param>
public sealed class Withdrawal(ICaseStore store, TimeProvider time, string engine)
{
    /// <summary>State of the record of a withdrawal.</summary>
    public const string State = "withdrawn";

    /// <summary>Withdraws a person.</summary>
    /// <param name="side">The side of the person.</param>
    /// <param name="person">Code of the person.</param>
    /// <param name="reason">Why; kept in the sealed record alone.</param>
    /// <param name="actor">Who does it: a code.</param>
    /// <param name="stop">Stops; nothing has happened then.</param>
    /// <exception cref="CaseStoreException">The registry could not do it; nothing was changed.</exception>
    public async Task<WithdrawalAnswer> RunAsync(Side side, string person, string reason, string actor, CancellationToken stop = default)
    {
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            IReadOnlyList<StoredProfile> active = StatedFacts.CanBeLookedUp(person) ? await change.ActiveProfilesAsync(side, [person], stop).ConfigureAwait(false) : [];
            if (active.Count == 0)
                return new WithdrawalAnswer(0, 0, 0, new CaseFinding(FindingSeverity.Error, IntakeCodes.UnknownPerson, person, null, null,
                    $"'{person}' has no profile in force among the {(side == Side.Child ? "children" : "relatives")}. Check the code and the side."));
            var now = time.GetUtcNow();
            var answer = await PutAsync(store, change, new WithdrawalOrder(side, person, reason, actor, engine), now, stop).ConfigureAwait(false);
            var act = new AuditAct(actor, "person.withdraw", person, RecordJson.Write(new { Side = side, answer.Versions, answer.EntriesRetired, answer.EntriesAdded }));
            await change.CommitAsync(act, now, stop).ConfigureAwait(false);
            return answer;
        }
    }

    /// <summary>Withdraws a person within a change that somebody else commits. A person without a profile is barred from having one.</summary>
    internal static async Task<WithdrawalAnswer> PutAsync(ICaseStore store, IRegistryChange change, WithdrawalOrder order, DateTimeOffset at, CancellationToken stop)
    {
        var before = change.Position;
        var active = await change.ActiveProfilesAsync(order.Side, [order.Person], stop).ConfigureAwait(false);
        int[] versions = [.. (await store.ProfilesOfAsync(order.Side, order.Person, stop).ConfigureAwait(false)).Where(v => v.State != ProfileState.Withdrawn).Select(v => v.Number)];
        var plan = order.Side == Side.Relative && active.Count > 0 ? await PlanAsync(store, change, active, stop).ConfigureAwait(false) : new EntryPlan();
        if (versions.Length > 0)
            await change.RetireProfilesAsync(order.Side, versions, ProfileState.Withdrawn, stop).ConfigureAwait(false);
        await plan.WriteAsync(change, stop).ConfigureAwait(false);
        if (await store.FindRecordAsync(KeyOf(order.Side, order.Person), stop).ConfigureAwait(false) is null)
            await change.SaveAsync([RecordOf(order, active.Count > 0 ? active[0].Profile.Facts : null)], at, order.Actor, stop).ConfigureAwait(false);
        await change.AddDueAsync(
            before, await store.ModelsAsync(stop).ConfigureAwait(false), new NewRun(0, RunReason.Intake, order.Actor, order.Engine), at, stop).ConfigureAwait(false);
        return new WithdrawalAnswer(versions.Length, plan.Retired, plan.Added);
    }

    /// <summary>The record that a person of a side has been withdrawn: one code may stand on both sides.</summary>
    internal static RecordKey KeyOf(Side side, string person) => new(RecordKind.Withdrawal, PrefixOf(side) + person);

    /// <summary>The person of such a record; null for one of the other side.</summary>
    internal static string? PersonOf(Side side, RecordKey key) => key.Code.StartsWith(PrefixOf(side), StringComparison.Ordinal) ? key.Code[PrefixOf(side).Length..] : null;

    private static string PrefixOf(Side side) => side == Side.Child ? "child/" : "relative/";

    private static async Task<EntryPlan> PlanAsync(ICaseStore store, IRegistryChange change, IReadOnlyList<StoredProfile> removed, CancellationToken stop)
    {
        var pedigrees = await KnownPedigrees.OfAsync(store, removed.Select(p => p.Profile.Facts.Family).OfType<string>(), stop).ConfigureAwait(false);
        return await EntryPlan.OfAsync(change, pedigrees, [], removed, Ignore, stop).ConfigureAwait(false);
    }

    // What can be said of the others of the family was said when they came.
    private static void Ignore(FamilyFinding seen)
    {
    }

    private static RecordChange RecordOf(WithdrawalOrder order, ProfileFacts? facts) => new(
        KeyOf(order.Side, order.Person), 0,
        new RecordIndex(State, Case: facts?.Case, Child: order.Side == Side.Child ? order.Person : null, Family: facts?.Family),
        RecordJson.Write(new { order.Person, order.Side, order.Reason }));
}

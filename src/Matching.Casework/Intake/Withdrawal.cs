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

/// <summary>Takes a person out of matching at once: consent was withdrawn. The genotypes of all versions are erased, the family is formed anew.</summary>
/// <param name="store">The registry.</param>
/// <param name="time">The clock.</param>
/// <param name="engine">Version of the program, for the search runs.</param>
public sealed class Withdrawal(ICaseStore store, TimeProvider time, string engine)
{
    /// <summary>State of the record of a withdrawal.</summary>
    public const string State = "withdrawn";

    private const string Prefix = "withdrawal/";

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
            var before = change.Position;
            var now = time.GetUtcNow();
            var versions = await store.ProfilesOfAsync(side, person, stop).ConfigureAwait(false);
            var plan = side == Side.Relative ? await PlanAsync(change, active, stop).ConfigureAwait(false) : new EntryPlan();
            await change.RetireProfilesAsync(side, [.. versions.Select(v => v.Number)], ProfileState.Withdrawn, stop).ConfigureAwait(false);
            await plan.WriteAsync(change, stop).ConfigureAwait(false);
            await change.SaveAsync([RecordOf(side, person, reason, active[0].Profile.Facts)], now, actor, stop).ConfigureAwait(false);
            await change.AddDueAsync(before, await store.ModelsAsync(stop).ConfigureAwait(false), new NewRun(0, RunReason.Intake, actor, engine), now, stop).ConfigureAwait(false);
            var act = new AuditAct(actor, "person.withdraw", person, RecordJson.Write(new { Side = side, Versions = versions.Count, EntriesRetired = plan.Retired, EntriesAdded = plan.Added }));
            await change.CommitAsync(act, now, stop).ConfigureAwait(false);
            return new WithdrawalAnswer(versions.Count, plan.Retired, plan.Added);
        }
    }

    /// <summary>The record that a person has been withdrawn, on whichever side.</summary>
    internal static RecordKey KeyOf(string person) => new(RecordKind.Consent, Prefix + person);

    /// <summary>The person of such a record; null for other records.</summary>
    internal static string? PersonOf(RecordKey key) => key.Code.StartsWith(Prefix, StringComparison.Ordinal) ? key.Code[Prefix.Length..] : null;

    private async Task<EntryPlan> PlanAsync(IRegistryChange change, IReadOnlyList<StoredProfile> removed, CancellationToken stop)
    {
        var pedigrees = await KnownPedigrees.OfAsync(store, removed.Select(p => p.Profile.Facts.Family).OfType<string>(), stop).ConfigureAwait(false);
        return await EntryPlan.OfAsync(change, pedigrees, [], removed, Ignore, stop).ConfigureAwait(false);
    }

    // What can be said of the others of the family was said when they came.
    private static void Ignore(FamilyFinding seen)
    {
    }

    private static RecordChange RecordOf(Side side, string person, string reason, ProfileFacts facts) => new(
        KeyOf(person), 0,
        new RecordIndex(State, Case: facts.Case, Child: side == Side.Child ? person : null, Family: facts.Family),
        RecordJson.Write(new { Person = person, Side = side, Reason = reason }));
}

using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework.Intake;

/// <summary>What the registry knows of the persons of a batch.</summary>
/// <param name="Active">Their versions in force on the side of the batch, by person.</param>
/// <param name="OnOtherSide">Those that stand on the other side.</param>
/// <param name="Withdrawn">Those that have been withdrawn.</param>
internal sealed record KnownPersons(IReadOnlyDictionary<string, StoredProfile> Active, IReadOnlySet<string> OnOtherSide, IReadOnlySet<string> Withdrawn)
{
    // Up to so many persons are looked for one by one among the withdrawn; for more it is cheaper to read the list.
    private const int Few = 100;

    public static async Task<KnownPersons> OfAsync(ICaseStore store, IRegistryChange change, Side side, HashSet<string> persons, CancellationToken stop)
    {
        var other = side == Side.Child ? Side.Relative : Side.Child;
        var active = await ActiveAsync(change, side, persons, stop).ConfigureAwait(false);
        var elsewhere = await ActiveAsync(change, other, persons, stop).ConfigureAwait(false);
        return new KnownPersons(
            active.ToDictionary(p => p.Profile.Facts.Person, StringComparer.Ordinal),
            elsewhere.Select(p => p.Profile.Facts.Person).ToHashSet(StringComparer.Ordinal),
            await WithdrawnAsync(store, side, persons, stop).ConfigureAwait(false));
    }

    private static async Task<IReadOnlyList<StoredProfile>> ActiveAsync(IRegistryChange change, Side side, HashSet<string> persons, CancellationToken stop) =>
        change.Position.ProfilesOf(side) == 0 || persons.Count == 0 ? [] : await change.ActiveProfilesAsync(side, persons, stop).ConfigureAwait(false);

    // The change holds the lock: nobody is withdrawn meanwhile.
    private static async Task<HashSet<string>> WithdrawnAsync(ICaseStore store, Side side, HashSet<string> persons, CancellationToken stop)
    {
        var withdrawn = new HashSet<string>(StringComparer.Ordinal);
        if (persons.Count <= Few)
        {
            foreach (string person in persons)
                if (await store.FindRecordAsync(Withdrawal.KeyOf(side, person), stop).ConfigureAwait(false) is not null)
                    withdrawn.Add(person);
            return withdrawn;
        }

        var query = new RecordQuery(RecordKind.Withdrawal);
        for (var page = await store.ListRecordsAsync(query, stop).ConfigureAwait(false); page.Count > 0; page = await store.ListRecordsAsync(query, stop).ConfigureAwait(false))
        {
            withdrawn.UnionWith(page.Select(r => Withdrawal.PersonOf(side, r.Key)).OfType<string>().Where(persons.Contains));
            query = query with { After = page[^1].Key.Code };
        }

        return withdrawn;
    }
}

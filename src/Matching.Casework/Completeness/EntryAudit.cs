using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Casework.Completeness;

/// <summary>Whether everybody of the relatives' side stands where children are compared with them.</summary>
/// <param name="InNoEntry">Profiles in force that no entry in force holds: the ledger of pairs knows nothing of them. There must be none.</param>
/// <param name="OutOfForce">Profiles that an entry in force holds and that are not in force themselves. There must be none.</param>
public sealed record EntryReport(ImmutableArray<int> InNoEntry, ImmutableArray<int> OutOfForce)
{
    public bool IsWhole => InNoEntry.IsEmpty && OutOfForce.IsEmpty;
}

/// <summary>Proves that the entries that are searched hold every relative in force, each in one entry, and nobody else.</summary>
/// <remarks>The ledger counts pairs of children and entries: a relative whom no entry holds would be missing there without a gap. docs/coverage.md.</remarks>
public sealed class EntryAudit(ICaseStore store)
{
    /// <summary>Looks at all entries in force.</summary>
    /// <remarks>What changes while it is read can look like a fault: what is found is looked at again while nobody changes anything.</remarks>
    public async Task<EntryReport> RunAsync(CancellationToken stop = default)
    {
        var report = await ReadAsync(stop).ConfigureAwait(false);
        if (report.IsWhole)
            return report;
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
            return await ReadAsync(stop).ConfigureAwait(false);
    }

    /// <summary>The same for a caller who holds a change.</summary>
    internal async Task<EntryReport> ReadAsync(CancellationToken stop)
    {
        var members = new HashSet<int>();
        foreach (var kind in Enum.GetValues<StandingKind>())
            await foreach (var entry in store.ReadStandingAsync(kind, 0, stop).ConfigureAwait(false))
                if (entry.IsActive)
                    members.UnionWith(entry.Members);
        var searched = await store.SearchedRelativesAsync(stop).ConfigureAwait(false);
        return new EntryReport([.. searched.Where(number => !members.Contains(number))], [.. members.Except(searched).Order()]);
    }
}

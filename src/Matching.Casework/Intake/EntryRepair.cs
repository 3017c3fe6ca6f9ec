using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Completeness;
using Matching.Casework.Families;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Intake;

/// <summary>Forms anew the entries of relatives who stand in none, or whose entry holds somebody who is not in force.</summary>
/// <param name="store">The registry.</param>
/// <param name="time">The clock.</param>
/// <param name="engine">Version of the program, for the search runs.</param>
public sealed class EntryRepair(ICaseStore store, TimeProvider time, string engine)
{
    /// <summary>Repairs what the audit of the entries finds, in one change with the searches that become due.</summary>
    /// <param name="requestedBy">Who asked for it.</param>
    /// <param name="stop">Stops; nothing has happened then.</param>
    /// <returns>Entries added; 0 where nothing was wrong.</returns>
    public async Task<int> RunAsync(string requestedBy, CancellationToken stop = default)
    {
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            var before = change.Position;
            var report = await new EntryAudit(store).ReadAsync(stop).ConfigureAwait(false);
            if (report.IsWhole)
                return 0;
            var missing = await ProfilesAsync(report.InNoEntry, stop).ConfigureAwait(false);
            var gone = await ProfilesAsync(report.OutOfForce, stop).ConfigureAwait(false);
            string[] families = [.. missing.Concat(gone).Select(p => p.Profile.Facts.Family).OfType<string>().Distinct(StringComparer.Ordinal)];
            var pedigrees = await KnownPedigrees.OfAsync(store, families, stop).ConfigureAwait(false);
            // Members of a family are found with all the others of it.
            NumberedProfile[] alone = [.. missing.Where(p => !EntryPlan.IsOfFamily(p.Profile.Facts)).Select(p => new NumberedProfile(p.Number, p.Profile))];
            var plan = await EntryPlan.OfAsync(change, pedigrees, alone, gone, Ignore, stop, families).ConfigureAwait(false);
            await plan.WriteAsync(change, stop).ConfigureAwait(false);
            var now = time.GetUtcNow();
            await change.AddDueAsync(before, await store.ModelsAsync(stop).ConfigureAwait(false), new NewRun(0, RunReason.Repair, requestedBy, engine), now, stop).ConfigureAwait(false);
            string details = RecordJson.Write(new { InNoEntry = report.InNoEntry.Length, OutOfForce = report.OutOfForce.Length, EntriesAdded = plan.Added, EntriesRetired = plan.Retired });
            await change.CommitAsync(new AuditAct(requestedBy, "entries.repair", string.Create(CultureInfo.InvariantCulture, $"entries/{plan.Added}"), details), now, stop).ConfigureAwait(false);
            return plan.Added;
        }
    }

    private async Task<List<StoredProfile>> ProfilesAsync(IEnumerable<int> numbers, CancellationToken stop)
    {
        var profiles = new List<StoredProfile>();
        foreach (int number in numbers)
            profiles.Add((await store.ProfileAsync(Side.Relative, number, stop).ConfigureAwait(false))!);
        return profiles;
    }

    // What can be said of the families was said when they came.
    private static void Ignore(FamilyFinding seen)
    {
    }
}

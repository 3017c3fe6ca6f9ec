using System.Collections.Immutable;
using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Completeness;

/// <summary>Proves from the ledger that everything was compared, or says what was not.</summary>
/// <remarks>Reads the numbers of the registry, who has been retired, the ledger and the list of tiles; never a profile. docs/coverage.md.</remarks>
public sealed class CoverageAudit(ICaseStore store, TimeProvider clock)
{
    /// <summary>The coverage under every active model.</summary>
    public async Task<CoverageReport> RunAsync(CancellationToken stop = default)
    {
        var kinds = ImmutableArray.CreateBuilder<KindCoverage>();
        foreach (var model in (await store.ModelsAsync(stop).ConfigureAwait(false)).Where(m => m.IsActive))
            foreach (var kind in SearchKinds.Required)
                kinds.Add(await OfAsync(model.Number, kind, stop).ConfigureAwait(false));
        return new CoverageReport(kinds.ToImmutable());
    }

    /// <summary>The coverage of one kind under a model, active or not.</summary>
    /// <remarks>
    /// The position is read first, then the tiles that wait, then the ledger: a tile finished in between is seen in the ledger or in both, never in neither.
    /// </remarks>
    public async Task<KindCoverage> OfAsync(int model, SearchKind kind, CancellationToken stop = default)
    {
        var position = await store.PositionAsync(stop).ConfigureAwait(false);
        var waiting = (await store.WaitingTilesAsync(stop).ConfigureAwait(false)).Where(t => t.Model == model && t.Kind == kind).Select(t => t.Area).ToList();
        var ledger = await store.CoverageAsync(model, kind, stop).ConfigureAwait(false);
        var children = new ActiveNumbers(position.Children, await store.RetiredProfilesAsync(Side.Child, 0, stop).ConfigureAwait(false));
        var others = kind.IsOfSiblings() ? children : new ActiveNumbers(kind.Others(position), await store.RetiredStandingAsync(kind.Standing(), 0, stop).ConfigureAwait(false));
        var whole = new Rectangle(0, position.Children, 0, kind.Others(position));
        long Pairs(Rectangle area) => kind.IsOfSiblings()
            ? children.PairsBelow(area.ChildFrom, area.ChildTo, area.OtherFrom, area.OtherTo)
            : (long)children.CountIn(area.ChildFrom, area.ChildTo) * others.CountIn(area.OtherFrom, area.OtherTo);
        long uncovered = GapSweep.Of(whole, ledger.Select(l => l.Area)).Sum(Pairs);
        // Nothing is missing while nothing is uncovered: the second sweep is for registries at work.
        var gaps = uncovered == 0 ? [] : GapSweep.Of(whole, ledger.Select(l => l.Area).Concat(waiting)).Where(g => Pairs(g) > 0).ToImmutableArray();
        long missing = gaps.Sum(Pairs);
        return new KindCoverage(
            model, kind, position, Pairs(whole), uncovered - missing, missing, gaps, [.. ledger.Where(l => l.Counts.InPart > 0).Select(l => l.Area)]);
    }

    /// <summary>Adds a run per model with the tiles of its gaps; does nothing where there are none.</summary>
    /// <param name="requestedBy">Who asked for it.</param>
    /// <param name="engine">Version of the program.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>Tiles added.</returns>
    public async Task<int> RepairAsync(string requestedBy, string engine, CancellationToken stop = default)
    {
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            // While the change is held no number is given, and no tile is added.
            var report = await RunAsync(stop).ConfigureAwait(false);
            int added = 0;
            foreach (var model in report.Kinds.GroupBy(k => k.Model))
            {
                NewTile[] tiles = [.. model.SelectMany(k => k.Gaps.SelectMany(gap => TilePlan.Of(k.Model, k.Kind, gap)))];
                if (tiles.Length > 0)
                    await change.AddRunAsync(new NewRun(model.Key, RunReason.Repair, requestedBy, engine), clock.GetUtcNow(), tiles, stop).ConfigureAwait(false);
                added += tiles.Length;
            }

            if (added > 0)
                await change.CommitAsync(ActOf(report, requestedBy, added), clock.GetUtcNow(), stop).ConfigureAwait(false);
            return added;
        }
    }

    private static AuditAct ActOf(CoverageReport report, string requestedBy, int tiles) =>
        new(requestedBy, "coverage.repair", string.Create(CultureInfo.InvariantCulture, $"tiles/{tiles}"), RecordJson.Write(new { report.Missing, tiles }));
}

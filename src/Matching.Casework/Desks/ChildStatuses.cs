using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Findings;
using Matching.Casework.Registry;

namespace Matching.Casework.Desks;

/// <summary>How far the search for a child's parents is, for those who care for the child. No genotype, no candidate, no match.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class ChildStatuses(RecordBook book, DeskSearches searches)
{
    /// <summary>The status of a child; null where there is no such child, or the actor may not know of it.</summary>
    /// <param name="child">Code of the child.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="stop">Stops.</param>
    public async Task<ChildStatus?> OfChildAsync(string child, Actor actor, CancellationToken stop = default)
    {
        if (await book.ReadAsync<RescuedChild>(child, Permission.ReadChildStatus, actor, stop) is not { } kept)
            return null;
        var versions = await searches.Store.ProfilesOfAsync(Side.Child, child, stop);
        if (versions.LastOrDefault(version => version.State == ProfileState.Active) is not { } profile)
            return kept.Record.Status(typed: null, searches: 0, search: null);
        // Its first run is ordered in the change that takes it in, as soon as there is a family.
        var runs = await searches.Store.RunsAsync(stop);
        var typed = runs.Where(run => run.Position.Children > versions[0].Number).Select(run => (DateTimeOffset?)run.Started).Min();
        return kept.Record.Status(typed ?? kept.Record.Received, await SearchesAsync(profile.Number, stop), await StandingAsync(profile.Number, stop));
    }

    private async Task<int> SearchesAsync(int profile, CancellationToken stop)
    {
        var runs = new HashSet<long>();
        foreach (var model in await searches.Store.ModelsAsync(stop))
            foreach (var line in await searches.Store.CoverageAsync(model.Number, SearchKind.Families, stop))
                if (line.Area.ChildFrom <= profile && profile < line.Area.ChildTo)
                    runs.Add(line.Run);
        return runs.Count;
    }

    // Compared with everybody means under each model in use.
    private async Task<SearchStanding?> StandingAsync(int profile, CancellationToken stop)
    {
        SearchStanding? standing = null;
        foreach (var model in (await searches.Store.ModelsAsync(stop)).Where(m => m.IsActive))
        {
            var found = (await searches.Findings.OfChildAsync(model.Number, SearchKind.Families, profile, limit: 0, stop: stop))!;
            var searched = found.Searched ?? default;
            bool isFinished = found is { State: FindingState.Searched, Searched: not null } && standing?.IsFinished != false;
            standing = new SearchStanding(isFinished, standing?.At > searched ? standing.At : searched, Math.Max(found.BaseSize, standing?.BaseSize ?? 0), 0, model.Number, 0);
        }

        return standing;
    }
}

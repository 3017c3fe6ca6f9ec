using Matching.Casework.Cases;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>How far the search for a child's family has come, from the registry as it stands.</summary>
/// <remarks>Read while a change is held it stays true until the change ends: no tile commits and no number is given meanwhile.</remarks>
/// <param name="searches">The searches.</param>
public sealed class SearchStandings(DeskSearches searches)
{
    /// <summary>The standing of a child.</summary>
    /// <param name="child">Code of the child.</param>
    /// <param name="model">Number of the model.</param>
    /// <param name="budget">The false-match budget: candidates inside it have to be decided.</param>
    /// <param name="matches">All matches of the child.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>A standing that is not finished for a child without a profile in force.</returns>
    public async Task<SearchStanding> OfChildAsync(string child, int model, FalseMatchBudget budget, IReadOnlyCollection<Match> matches, CancellationToken stop = default)
    {
        var profile = (await searches.Store.ProfilesOfAsync(Side.Child, child, stop)).LastOrDefault(version => version.State == ProfileState.Active);
        if (profile is null || await searches.Findings.OfChildAsync(model, SearchKind.Families, profile.Number, limit: 0, stop: stop) is not { } families)
            return new SearchStanding(IsFinished: false, default, 0, 0, model, 0);
        // A thing of the missing child says more than any relative does.
        var items = (await searches.Findings.OfChildAsync(model, SearchKind.Items, profile.Number, limit: 0, stop: stop))!;
        bool isFinished = families.State == FindingState.Searched && items.State == FindingState.Searched;
        var undecided = await UndecidedAsync(profile.Number, families, budget, matches, stop);
        return new SearchStanding(isFinished, families.Searched ?? default, families.BaseSize, LociOf(profile.Profile, families), model, undecided.Count);
    }

    /// <summary>Codes of the families whose candidates inside the budget nobody has decided yet.</summary>
    internal async Task<IReadOnlyCollection<string>> UndecidedAsync(string child, int model, FalseMatchBudget budget, IReadOnlyCollection<Match> matches, CancellationToken stop) =>
        (await searches.Store.ProfilesOfAsync(Side.Child, child, stop)).LastOrDefault(version => version.State == ProfileState.Active) is { } profile
        && await searches.Findings.OfChildAsync(model, SearchKind.Families, profile.Number, limit: 0, stop: stop) is { } families
            ? await UndecidedAsync(profile.Number, families, budget, matches, stop)
            : [];

    // A decision holds for the versions that it was made on: an amended profile, or a family formed anew, has to be decided anew.
    private async Task<IReadOnlyCollection<string>> UndecidedAsync(int child, SearchFindings findings, FalseMatchBudget budget, IReadOnlyCollection<Match> matches, CancellationToken stop)
    {
        var undecided = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hit in await searches.Store.HitsOfChildAsync(findings.Model, SearchKind.Families, child, stop))
        {
            if (!budget.Holds(Inference.ExpectedCoincidences(hit.Log10, findings.BaseSize)))
                break;
            if (await searches.Store.StandingAsync(StandingKind.Family, hit.Other, stop) is { Retired: null } entry)
                undecided.Add(entry.Entry.Code);
        }

        foreach (var match in matches)
            if (match.State != MatchState.Recalled && match.IsDecided() && match.Child.Number == child
                && await searches.Store.StandingAsync(StandingKind.Family, match.Family.Number, stop) is { Retired: null })
                undecided.Remove(match.Family.Code);
        return undecided;
    }

    private static int LociOf(NewProfile profile, SearchFindings findings) =>
        profile.Panel.Loci.Index().Count(locus => !GenotypeBytes.At(profile.Genotypes, locus.Index).IsMissing && findings.Loci.Contains(locus.Item.Name));
}

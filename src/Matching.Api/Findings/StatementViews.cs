using Matching.Casework.Desks;
using Matching.Casework.Findings;
using Matching.Casework.Search;

namespace Matching.Api.Findings;

/// <summary>What was searched, as it is answered.</summary>
internal static class StatementViews
{
    private const string Assumption =
        "Assumes that the family is very probably on file, and each entry as likely as any other. Each pair is judged singly: mother and father may be filed apart, so that sums may exceed 1.";

    public static SearchStatement Of(CandidateSearch search)
    {
        // Those that every profile goes through; a list of nothing else speaks of what was asked for.
        var stated = search.Required.ToList();
        var (model, position) = (search.Model, search.Position);
        return new SearchStatement(
            StateOf(stated),
            stated.Max(one => one.Searched),
            search.IsNegative,
            search.IsWhole ? StatementScope.All : StatementScope.OpenOnly,
            stated.Select(one => one.BaseSize).DefaultIfEmpty().Max(),
            new StatedModel(model.Number, model.Name, Convert.ToHexStringLower(model.Digest)),
            [.. search.Settings.Loci.Select(locus => locus.Name)],
            [.. stated.SelectMany(one => one.LociLeftOut).Distinct()],
            stated.Count > 0 ? stated[0].Prior : null,
            Assumption,
            "bound",
            search.Settings.MinLog10,
            search.InAll,
            search.Identities,
            search.Runs,
            new StatedPosition(position.Change, position.Children, position.Relatives, position.Families, position.Items, position.Suspects),
            [.. search.Searches.Select(Of)]);
    }

    private static StatementState StateOf(IReadOnlyCollection<SearchFindings> searches) =>
        searches.Count == 0 ? StatementState.NotSearched : searches.Any(one => one.State == FindingState.Waiting) ? StatementState.Waiting : StatementState.Searched;

    private static StatedSearch Of(SearchFindings search)
    {
        bool isOnRequest = !SearchKinds.Required.Contains(search.Kind);
        var state = isOnRequest && search.Searched is null ? StatementState.NotSearched : StateOf([search]);
        return new StatedSearch(search.Kind, state, search.Searched, search.BaseSize, search.Prior);
    }
}

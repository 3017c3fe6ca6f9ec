using Matching.Api.Hosting;
using Matching.Casework.Intake;

namespace Matching.Api.Profiles;

/// <summary>Waits a while for the search of somebody who was entered, so that most callers need not ask again.</summary>
internal sealed class EntrySearch(SearchService searches, RunStates runs, MatchingOptions options)
{
    /// <summary>How far the search has come when it is through, or when the time is up.</summary>
    public async Task<SearchView> OfAsync(IntakeAnswer? profiles, CancellationToken stop)
    {
        if (profiles is null || profiles.Runs.IsEmpty)
            return SearchView.Of([]);
        searches.Wake();
        await searches.SettleAsync(profiles.Runs, options.SearchWait, stop);
        return SearchView.Of(await runs.OfAsync(profiles.Runs, stop));
    }
}

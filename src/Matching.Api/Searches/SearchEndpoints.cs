namespace Matching.Api.Searches;

/// <summary>Search runs, batch re-runs, coverage.</summary>
internal static class SearchEndpoints
{
    public static void MapSearches(this RouteGroupBuilder api) => _ = api;
}

namespace Matching.Api.Matches;

/// <summary>Matches: decisions, fresh samples, release, recall, placement.</summary>
internal static class MatchEndpoints
{
    public static void MapMatches(this RouteGroupBuilder api) => _ = api;
}

namespace Matching.Api.Statistics;

/// <summary>Counts.</summary>
internal static class StatisticsEndpoints
{
    public static void MapStatistics(this RouteGroupBuilder api) => _ = api;
}

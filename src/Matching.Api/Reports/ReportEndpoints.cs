namespace Matching.Api.Reports;

/// <summary>Match reports.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this RouteGroupBuilder api) => _ = api;
}

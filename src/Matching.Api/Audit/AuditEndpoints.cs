namespace Matching.Api.Audit;

/// <summary>The audit.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder api) => _ = api;
}

namespace Matching.Api.Consents;

/// <summary>Consents and what a growing child says.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsents(this RouteGroupBuilder api) => _ = api;
}

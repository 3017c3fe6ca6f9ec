namespace Matching.Api.Claims;

/// <summary>Claim checks.</summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this RouteGroupBuilder api) => _ = api;
}

namespace Matching.Api.Keys;

/// <summary>Keys of machines.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api) => _ = api;
}

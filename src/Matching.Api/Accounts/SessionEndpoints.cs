namespace Matching.Api.Accounts;

/// <summary>Signing in and out.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this RouteGroupBuilder api) => _ = api;
}

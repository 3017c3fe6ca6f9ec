namespace Matching.Api.Children;

/// <summary>Entering a child.</summary>
internal static class ChildIntakeEndpoints
{
    public static void MapChildIntake(this RouteGroupBuilder api) => _ = api;
}

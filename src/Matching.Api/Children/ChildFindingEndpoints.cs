namespace Matching.Api.Children;

/// <summary>What was found for a child.</summary>
internal static class ChildFindingEndpoints
{
    public static void MapChildFindings(this RouteGroupBuilder api) => _ = api;
}

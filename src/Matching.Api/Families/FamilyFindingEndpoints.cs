namespace Matching.Api.Families;

/// <summary>What was found for a family.</summary>
internal static class FamilyFindingEndpoints
{
    public static void MapFamilyFindings(this RouteGroupBuilder api) => _ = api;
}

namespace Matching.Api.Families;

/// <summary>A family and the acts on its record.</summary>
internal static class FamilyEndpoints
{
    public static void MapFamilies(this RouteGroupBuilder api) => _ = api;
}

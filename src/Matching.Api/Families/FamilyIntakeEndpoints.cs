namespace Matching.Api.Families;

/// <summary>Entering a family and its members.</summary>
internal static class FamilyIntakeEndpoints
{
    public static void MapFamilyIntake(this RouteGroupBuilder api) => _ = api;
}

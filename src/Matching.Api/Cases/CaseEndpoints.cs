namespace Matching.Api.Cases;

/// <summary>Cases.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this RouteGroupBuilder api) => _ = api;
}

namespace Matching.Api.Events;

/// <summary>The feed of hits.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this RouteGroupBuilder api) => _ = api;
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Events;

/// <summary>The feed of hits.</summary>
internal static class EventEndpoints
{
    private const int LeastLimit = 1, MostLimit = 200, DefaultLimit = 50, LongestCursor = 200;

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", ListAsync).WithTags("Findings").Allow(Permission.ReadCandidates)
            .WithName("listEvents").WithSummary("Every new hit that you may be told of, once for each cursor: to be asked again and again with the cursor of the answer before.");

    private static async Task<Results<Ok<EventPage>, ProblemHttpResult>> ListAsync(
        [Description("next of the answer before; 'now' to hear only of what comes; from the beginning where nothing is said."), StringLength(LongestCursor)] string? cursor,
        [Description("Hits at most; 50 where nothing is said."), Range(LeastLimit, MostLimit)] int? limit,
        Actor actor,
        HitFeed feed,
        EventCursor cursors,
        CancellationToken stop)
    {
        if (limit is < LeastLimit or > MostLimit)
            return Problem.Field("limit", "Between 1 and 200.");
        if (cursor == EventCursor.Now)
            return TypedResults.Ok(EventViews.Of(new FeedPage([], await feed.EndAsync(stop), IsMore: false), cursors));
        var from = cursor is null ? FeedPlace.Beginning : cursors.Read(cursor);
        return from is { } place
            ? TypedResults.Ok(EventViews.Of(await feed.ReadAsync(place, limit ?? DefaultLimit, actor, stop), cursors))
            : Problem.Field("cursor", "This is no cursor of this feed. Hand back 'next' as it was given, or begin without one.");
    }
}

using Matching.Api.Security;
using Matching.Casework;

namespace Matching.Api.Operations;

/// <summary>What those who run the server need: logs, health, metrics, traces.</summary>
internal static class OperationsServices
{
    public static void AddOperations(this WebApplicationBuilder builder, MatchingOptions options)
    {
        _ = options;
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok()).AllowAnybody();
        app.MapGet("/health/ready", async (ICaseStore store, CancellationToken stop) =>
        {
            await store.PositionAsync(stop);
            return TypedResults.Ok();
        }).AllowAnybody();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Matching.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Operations;

/// <summary>What those who run the server need: logs, health, metrics, traces, an end in good order.</summary>
internal static class OperationsServices
{
    // A tile at work stops at its next step; requests get this long to end.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(30);

    public static void AddOperations(this WebApplicationBuilder builder, MatchingOptions options)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            json.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        // It writes the texts of exceptions, which may hold what was sent; FaultHandler says what may be said.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        // One line per request without a key says nothing that the line of the request does not.
        builder.Logging.AddFilter("Matching.Api.Security.ApiKeyAuthentication", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<RequestLog>();
        if (options.Telemetry is not null)
            builder.Services.AddHostedService<Telemetry>();
    }

    /// <summary>The line per request; before everything that answers.</summary>
    public static void UseOperations(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<RequestLog>();
        app.Use(log.RunAsync);
        app.Lifetime.ApplicationStarted.Register(() => log.TellStart(app.Urls));
        app.Lifetime.ApplicationStopped.Register(log.TellEnd);
    }

    public static void MapOperations(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Operations");
        health.MapGet("/live", () => TypedResults.Ok()).AllowAnybody()
            .WithName("isLive").WithSummary("Answers as long as the process runs.");
        health.MapGet("/ready", ReadyAsync).AllowAnybody().ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithName("isReady").WithSummary("Answers 200 when the registry is reachable and everything that is searched has been read; else 503 with what is missing.");
        app.MapGet("/api/v1/about", AboutEndpoint.Read).WithTags("Operations").Allow(AboutEndpoint.Anyone)
            .WithName("getAbout").WithSummary("Which program, schema, kernel and settings answer here. Without secrets.");
    }

    private static async Task<Results<Ok, ProblemHttpResult>> ReadyAsync(Readiness readiness, CancellationToken stop)
    {
        var missing = await readiness.MissingAsync(stop);
        return missing.Count == 0
            ? TypedResults.Ok()
            : TypedResults.Problem(
                "The server cannot answer yet. What is missing is named; ask again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable,
                title: Problems.Problem.TitleOf(StatusCodes.Status503ServiceUnavailable), extensions: [new("code", Problems.ProblemCodes.Unavailable), new("missing", missing)]);
    }
}

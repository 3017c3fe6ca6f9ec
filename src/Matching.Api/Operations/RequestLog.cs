using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Matching.Api.Operations;

/// <summary>One line per request: method, route, status, milliseconds, trace. The route is the template, never the address: that may hold codes of persons, and the query anything.</summary>
internal sealed partial class RequestLog(ILogger<RequestLog> log)
{
    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        long from = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            Tell(http, Stopwatch.GetElapsedTime(from));
        }
    }

    /// <summary>Says where the server listens, one line per address.</summary>
    public void TellStart(IEnumerable<string> addresses)
    {
        foreach (string address in addresses)
            Listens(log, address);
    }

    /// <summary>Says that the server has stopped in good order.</summary>
    public void TellEnd() => Stopped(log);

    private void Tell(HttpContext http, TimeSpan took)
    {
        // Whoever handles a fault takes the endpoint away.
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        string route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "-", method = MethodOf(http.Request.Method);
        int status = http.Response.StatusCode;
        var span = Activity.Current;
        span?.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status).DisplayName = $"{method} {route}";
        string trace = span?.Id ?? http.TraceIdentifier;
        Ended(log, method, route, status, took.TotalMilliseconds, trace);
    }

    // A method can be any text.
    private static string MethodOf(string method) => HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
        || HttpMethods.IsPatch(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? method : "other";

    [LoggerMessage(Level = LogLevel.Information, Message = "Matching listens on {Address}")]
    private static partial void Listens(ILogger log, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Matching has stopped")]
    private static partial void Stopped(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} {Milliseconds:0.0} ms {Trace}")]
    private static partial void Ended(ILogger log, string method, string route, int status, double milliseconds, string trace);
}

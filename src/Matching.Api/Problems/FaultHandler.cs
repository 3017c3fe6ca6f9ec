using System.Text.Json;
using Matching.Casework;
using Microsoft.AspNetCore.Diagnostics;

namespace Matching.Api.Problems;

/// <summary>What a request did not survive, as a problem: the fault of the request where it was one, else ours. Neither answer nor log repeats what was sent.</summary>
internal sealed partial class FaultHandler(IProblemDetailsService problems, ILogger<FaultHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var (status, code, text, field) = Read(exception);
        if (status >= 500)
            Failed(log, httpContext.TraceIdentifier, exception.GetType().Name, code, exception.StackTrace);
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "1";
        httpContext.Response.StatusCode = status;
        var details = field is null
            ? new Microsoft.AspNetCore.Mvc.ProblemDetails()
            : new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = [text] });
        details.Status = status;
        details.Detail = text;
        details.Extensions["code"] = code;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details });
        return true;
    }

    private static (int Status, string Code, string Text, string? Field) Read(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => (400, ProblemCodes.Malformed, JsonText(json), json.Path ?? "$"),
        BadHttpRequestException { StatusCode: 413 } => (413, ProblemCodes.TooLarge, "The body is larger than is taken here. Send less at a time.", null),
        BadHttpRequestException { StatusCode: 415 } => (415, ProblemCodes.MediaType, "This content type is not read here. The description at /openapi/v1.json names those that are.", null),
        BadHttpRequestException bad => (bad.StatusCode, ProblemCodes.Malformed, "The request cannot be read: a parameter or the body is missing or of the wrong kind. Compare it with /openapi/v1.json.", null),
        CaseStoreException { IsTransient: true } store => (503, store.Code, "The registry is busy or away for a moment; nothing was changed. Try again.", null),
        CaseStoreException store => (500, store.Code, "The registry could not do what was asked; nothing was changed. Tell the administrator the code.", null),
        _ => (500, ProblemCodes.Fault, "The server failed, and nothing was changed. Tell the administrator the time and the trace id.", null),
    };

    // The exception's own text may repeat a value.
    private static string JsonText(JsonException json) => json.LineNumber is { } line
        ? $"Line {line + 1}, byte {json.BytePositionInLine + 1}: this is no JSON that is read here. Check the syntax, the names and the kinds of the values against /openapi/v1.json."
        : "This is no JSON that is read here. Check the syntax, the names and the kinds of the values against /openapi/v1.json.";

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Trace} failed: {Fault} [{Code}] {Stack}")]
    private static partial void Failed(ILogger log, string trace, string fault, string code, string? stack);
}

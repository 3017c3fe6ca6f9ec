namespace Matching.Api.Security;

/// <summary>What every answer says to browsers: run nothing foreign, show it in no frame, keep it nowhere.</summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private const string Document = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private const string OwnPages = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    // The page that describes the API puts styles into its own elements.
    private const string Description = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(Put, http);
        return next(http);
    }

    private static Task Put(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.TryAdd("Content-Security-Policy", PolicyOf(http));
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        if (!IsFile(http) && !headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static string PolicyOf(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase) ? Description
        : IsFile(http) ? OwnPages
        : http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true ? Document
        : Nothing;

    // What no endpoint answered and is no failure is a file of the program.
    private static bool IsFile(HttpContext http) => http.GetEndpoint() is null && http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified;
}

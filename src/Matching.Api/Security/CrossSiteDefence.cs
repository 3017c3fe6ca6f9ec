using Matching.Api.Problems;
using Matching.Casework.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace Matching.Api.Security;

/// <summary>What changes something with a cookie comes from our own pages: it carries the token of the session, and no other site's name.</summary>
internal sealed class CrossSiteDefence(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string Header = "X-CSRF-Token";

    public async Task InvokeAsync(HttpContext http)
    {
        if (IsReading(http.Request.Method) || http.Request.Headers.ContainsKey("Authorization") || (IsSameSite(http.Request) && await HasTokenAsync(http)))
            await next(http);
        else
            await Problem.Of(
                StatusCodes.Status403Forbidden, AccessCodes.SessionToken, $"What changes something in a session needs the header {Header} with the token that GET /api/v1/session gives, and comes from this server's own pages.").ExecuteAsync(http);
    }

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // A browser says where a request comes from; a program need not.
    private static bool IsSameSite(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString(), origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" or "none" && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");
    }

    private async Task<bool> HasTokenAsync(HttpContext http) => !Sessions.IsSession(http.User) || await antiforgery.IsRequestValidAsync(http);
}

using System.Globalization;
using System.Security.Claims;
using Matching.Casework.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Matching.Api.Security;

/// <summary>People: a cookie after signing in. It is compared with the account at each request, so that what ends a session ends it at once.</summary>
internal static class Sessions
{
    public const string Name = "session";

    /// <summary>A session ends when nobody did anything for so long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after so long, whatever was done.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string Epoch = "epoch", Begun = "begun";

    /// <summary>How the cookie is made and read.</summary>
    /// <param name="cookies">To be set.</param>
    /// <param name="isSecure">True where no plain HTTP is listened to.</param>
    public static void Configure(CookieAuthenticationOptions cookies, bool isSecure)
    {
        Protect(cookies.Cookie, "matching-session", isSecure);
        cookies.ExpireTimeSpan = Idle;
        cookies.SlidingExpiration = true;
        cookies.Events.OnValidatePrincipal = CheckAsync;
        cookies.Events.OnRedirectToLogin = context => Status(context.HttpContext, StatusCodes.Status401Unauthorized);
        cookies.Events.OnRedirectToAccessDenied = context => Status(context.HttpContext, StatusCodes.Status403Forbidden);
    }

    /// <summary>A cookie of this server alone.</summary>
    public static void Protect(CookieBuilder cookie, string name, bool isSecure)
    {
        cookie.Name = isSecure ? $"__Host-{name}" : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.IsEssential = true;
        cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Begins a session: from now on the request is the person's, too.</summary>
    public static async Task BeginAsync(HttpContext http, Account account, DateTimeOffset at)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, account.Code), new Claim(ClaimTypes.Name, account.Code),
                new Claim(Epoch, account.Epoch.ToString(CultureInfo.InvariantCulture)), new Claim(Begun, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            Name);
        http.User = new ClaimsPrincipal(identity);
        await http.SignInAsync(Name, http.User);
    }

    /// <summary>When the session of a request ends at the latest.</summary>
    public static DateTimeOffset EndOf(ClaimsPrincipal person) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(person.FindFirstValue(Begun)!, CultureInfo.InvariantCulture)) + Longest;

    /// <summary>True when a request comes with a session, not with a key.</summary>
    public static bool IsSession(ClaimsPrincipal caller) => caller.Identity is { IsAuthenticated: true, AuthenticationType: Name };

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        string? code = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var account = code is null ? null : await services.GetRequiredService<KnownCallers>().FindAsync<Account>(code, context.HttpContext.RequestAborted);
        if (account is not null && account.IsOpen() && context.Principal!.HasClaim(Epoch, account.Epoch.ToString(CultureInfo.InvariantCulture))
            && services.GetRequiredService<TimeProvider>().GetUtcNow() < EndOf(context.Principal))
        {
            context.HttpContext.Features.Set(account.Actor());
            context.HttpContext.Features.Set(account);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Name);
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

using Matching.Casework.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HostFiltering;

namespace Matching.Api.Security;

/// <summary>Who calls, and what for: denied unless an endpoint says otherwise.</summary>
internal static class SecurityServices
{
    // A header says key; else it is a session or nobody.
    private const string Caller = "caller";

    private static readonly TimeSpan RememberHttps = TimeSpan.FromDays(365);

    public static void AddSecurity(this WebApplicationBuilder builder, MatchingOptions options)
    {
        var services = builder.Services;
        bool isSecure = Listening.IsSecure(builder.Configuration, options);
        var hosts = Listening.Hosts(builder.Configuration, options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        });
        services.Configure<HostFilteringOptions>(filter =>
        {
            filter.AllowedHosts = hosts;
            filter.AllowEmptyHosts = false;
            filter.IncludeFailureMessage = false;
        });
        services.AddHsts(hsts => hsts.MaxAge = RememberHttps);
        services.AddHostedService<BoundAddresses>();
        services.AddHttpContextAccessor();
        services.AddSessionKeys(options);
        services.AddRequestLimits(options);
        services.AddAntiforgery(tokens =>
        {
            Sessions.Protect(tokens.Cookie, "matching-csrf", isSecure);
            tokens.HeaderName = CrossSiteDefence.Header;
            tokens.SuppressReadingTokenFromFormBody = true;
            tokens.SuppressXFrameOptionsHeader = true;
        });
        services.AddCallers(isSecure);
        // It says at each start that keys rest unencrypted: they do, in a folder of their owner.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    public static void UseSecurity(this WebApplication app, MatchingOptions options)
    {
        _ = options;
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<CrossSiteDefence>();
        app.UseAuthorization();
    }

    /// <summary>Before everything that may answer.</summary>
    public static void UseAnswerHeaders(this WebApplication app)
    {
        app.UseMiddleware<AnswerHeaders>();
        app.UseHsts();
    }

    private static void AddCallers(this IServiceCollection services, bool isSecure)
    {
        services.AddSingleton<KnownCallers>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Accounts.SignInDesk>();
        services.AddScoped<CallerBook>();
        services.AddAuthentication(Caller)
            .AddPolicyScheme(Caller, null, choice => choice.ForwardDefaultSelector = http => http.Request.Headers.ContainsKey("Authorization") ? ApiKeyAuthentication.Name : Sessions.Name)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null)
            .AddCookie(Sessions.Name, cookies => Sessions.Configure(cookies, isSecure));
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationHandler, PersonHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, PasswordDue>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsNoEndpoint).Build());
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Actor>() ?? Actor.Anybody);
    }

    // An endpoint without a mark answers nobody. What routing answers by itself is none of ours: no such address, method or type of content.
    private static bool IsNoEndpoint(AuthorizationHandlerContext context) => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;
}

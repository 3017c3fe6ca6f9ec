using Matching.Casework.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Matching.Api.Security;

/// <summary>Who calls, and what for: denied unless an endpoint says otherwise.</summary>
internal static class SecurityServices
{
    public static void AddSecurity(this WebApplicationBuilder builder, MatchingOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        });
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddAuthentication(ApiKeyAuthentication.Name).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
        builder.Services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        builder.Services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Actor>() ?? Actor.Anybody);
    }

    public static void UseSecurity(this WebApplication app, MatchingOptions options)
    {
        _ = options;
        app.UseAuthentication();
        app.UseAuthorization();
    }
}

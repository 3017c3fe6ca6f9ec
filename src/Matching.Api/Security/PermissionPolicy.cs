using Matching.Casework.Access;
using Microsoft.AspNetCore.Authorization;

namespace Matching.Api.Security;

/// <summary>What an endpoint asks of whoever calls it: one of these permissions, for some record at least. Whose record it is, casework decides.</summary>
/// <param name="AnyOf">The permissions.</param>
public sealed record RequiredPermission(IReadOnlyList<Permission> AnyOf) : IAuthorizationRequirement;

/// <summary>The endpoint is for whoever is signed in as a person, whatever the roles.</summary>
public sealed record SignedInPerson : IAuthorizationRequirement;

/// <summary>The endpoint is open to anybody, on purpose.</summary>
public sealed record OpenToAnybody;

/// <summary>Puts permissions on endpoints.</summary>
internal static class PermissionPolicy
{
    public static TBuilder Allow<TBuilder>(this TBuilder builder, params Permission[] anyOf)
        where TBuilder : IEndpointConventionBuilder
    {
        var required = new RequiredPermission(anyOf);
        builder.WithMetadata(required);
        return builder.RequireAuthorization(policy => policy.AddRequirements(required));
    }

    /// <summary>For a person with a session, about that session alone.</summary>
    public static TBuilder AllowPerson<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new SignedInPerson()).RequireAuthorization(policy => policy.AddRequirements(new SignedInPerson()));

    /// <summary>Open to anybody: health, the description, public notices, signing in.</summary>
    public static TBuilder AllowAnybody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AllowAnonymous().WithMetadata(new OpenToAnybody());
}

/// <summary>Decides by the roles of whoever calls.</summary>
internal sealed class PermissionHandler : AuthorizationHandler<RequiredPermission>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiredPermission requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<Actor>() is { } actor && requirement.AnyOf.Any(permission => AccessRules.MaySomewhere(actor, permission)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Decides by the session.</summary>
internal sealed class PersonHandler : AuthorizationHandler<SignedInPerson>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SignedInPerson requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<Account>() is not null)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

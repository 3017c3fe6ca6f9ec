using Matching.Api.Problems;
using Matching.Casework.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Matching.Api.Security;

/// <summary>Tells somebody with a temporary password why everything is refused; all else is answered as the framework does.</summary>
internal sealed class PasswordDue : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Forbidden && context.Features.Get<Account>()?.MustChangePassword() == true
            ? Problem.Of(StatusCodes.Status403Forbidden, AccessCodes.SessionPasswordDue, "The password is a temporary one. Choose a password with POST /api/v1/session/password.").ExecuteAsync(context)
            : _usual.HandleAsync(next, context, policy, authorizeResult);
}

using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Matching.Casework.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Matching.Api.Security;

/// <summary>Machines: <c>Authorization: Bearer mk_CODE_SECRET</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownCallers callers, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "api-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || KeyText.Read(header["Bearer ".Length..].Trim()) is not { } given)
            return AuthenticateResult.NoResult();
        var key = await callers.FindAsync<ApiKey>(given.Code, Context.RequestAborted);
        bool isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(KeyText.DigestOf(given.Secret)), Encoding.ASCII.GetBytes(key?.SecretDigest ?? ""));
        if (key is null || !isRight || !key.IsInForce(clock.GetUtcNow()))
            return AuthenticateResult.Fail("unknown, revoked or expired key");
        Context.Features.Set(key.Actor());
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Code)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }
}

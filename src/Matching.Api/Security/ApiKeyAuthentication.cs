using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Matching.Api.Security;

/// <summary>Machines: <c>Authorization: Bearer mk_CODE_SECRET</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICaseStore store, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "api-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || KeyText.Read(header["Bearer ".Length..].Trim()) is not { } given)
            return AuthenticateResult.NoResult();
        var key = (await new RecordBook(store).FindAsync<ApiKey>(given.Code, Context.RequestAborted))?.Record;
        bool isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(KeyText.DigestOf(given.Secret)), Encoding.ASCII.GetBytes(key?.SecretDigest ?? ""));
        if (key is null || !isRight || !key.IsInForce(clock.GetUtcNow()))
            return AuthenticateResult.Fail("unknown, revoked or expired key");
        Context.Features.Set(key.Actor());
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Code)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}

/// <summary>A key as a machine writes it: <c>mk_CODE_SECRET</c>.</summary>
/// <param name="Code">Code of the key.</param>
/// <param name="Secret">256 random bits in base64url.</param>
internal sealed record KeyText(string Code, string Secret)
{
    private const string Prefix = "mk_";

    // 32 bytes in base64url.
    private const int SecretLength = 43;

    public static KeyText New(string code) => new(code, System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Reads a key; null where the text has not the form of one.</summary>
    public static KeyText? Read(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length > Prefix.Length + SecretLength + 1 && text.Length < 300 && text[^(SecretLength + 1)] == '_'
            ? new KeyText(text[Prefix.Length..^(SecretLength + 1)], text[^SecretLength..])
            : null;

    /// <summary>What is kept of a secret.</summary>
    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    public override string ToString() => $"{Prefix}{Code}_{Secret}";
}

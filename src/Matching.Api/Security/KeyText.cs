using System.Security.Cryptography;
using System.Text;
using Matching.Casework.Access;

namespace Matching.Api.Security;

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
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length > Prefix.Length + SecretLength + 1 && text.Length < 300 && text[^(SecretLength + 1)] == '_' && RoleRules.CodeObjection(text[Prefix.Length..^(SecretLength + 1)]) is null
            ? new KeyText(text[Prefix.Length..^(SecretLength + 1)], text[^SecretLength..])
            : null;

    // The secret stays out of whatever prints it.
    public override string ToString() => Prefix + Code;

    /// <summary>What is kept of a secret.</summary>
    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    /// <summary>The key as it is handed to a machine, secret and all.</summary>
    public string Written() => $"{Prefix}{Code}_{Secret}";
}

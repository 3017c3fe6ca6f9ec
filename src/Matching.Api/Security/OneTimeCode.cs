using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Matching.Api.Security;

/// <summary>One-time codes of RFC 6238: HMAC-SHA-1 over steps of 30 seconds, six digits.</summary>
/// <remarks>The framework's own provider takes codes two steps off and does not say which step a code was of, so that it could be used again.</remarks>
internal static class OneTimeCode
{
    private const int Seconds = 30, SecretBytes = 20;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret: 160 random bits in hexadecimal digits.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The step that a moment is in.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 as authenticators know it is HMAC-SHA-1; collisions of SHA-1 do not touch it.")]
    public static string Of(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(Convert.FromHexString(secret), counter, hash);
        // RFC 4226, 5.3: the last four bits say where the 31 bits begin.
        int number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6");
    }

    /// <summary>The step that a code is of, a step before and after now included; null for none.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset at)
    {
        long? found = null;
        for (long step = StepAt(at) - 1; step <= StepAt(at) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(secret, step)), Encoding.UTF8.GetBytes(code)))
                found = step;
        return found;
    }

    /// <summary>What an authenticator reads, as a picture or typed.</summary>
    public static string UriOf(string account, string secret) => $"otpauth://totp/Matching:{Uri.EscapeDataString(account)}?secret={Typed(secret)}&issuer=Matching&algorithm=SHA1&digits=6&period={Seconds}";

    /// <summary>The secret in base32 (RFC 4648), as people type it into an authenticator.</summary>
    public static string Typed(string secret)
    {
        var text = new StringBuilder();
        int held = 0, bits = 0;
        foreach (byte next in Convert.FromHexString(secret))
        {
            held = ((held << 8) | next) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32[(held >> (bits - 5)) & 31]);
        }

        return text.ToString();
    }
}

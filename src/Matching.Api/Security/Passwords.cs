using Matching.Casework.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Matching.Api.Security;

/// <summary>Passwords of people, by the framework's PBKDF2.</summary>
internal sealed class Passwords
{
    /// <summary>Fewest and most characters of a password.</summary>
    public const int Shortest = 12, Longest = 128;

    // PBKDF2 with HMAC-SHA512, as often as the OWASP cheat sheet of password storage asks for.
    private const int Rounds = 210_000;

    private readonly PasswordHasher<Passwords> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly Lazy<string> _nobody;

    public Passwords()
    {
        _nobody = new Lazy<string>(() => Hash(NewTemporary()));
    }

    /// <summary>A temporary password: 120 random bits in a form that people can type.</summary>
    public static string NewTemporary() => System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 24);

    /// <summary>Why somebody may not choose a password; null when it will do.</summary>
    public static string? Objection(string code, string password) =>
        password.Length is < Shortest or > Longest ? $"A password has {Shortest} to {Longest} characters. Choose such a one."
        : password.Contains(code, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5 ? "This password is easily guessed: it holds the code, or hardly any different characters. Choose another one."
        : null;

    public string Hash(string password) => _hasher.HashPassword(this, password);

    /// <summary>True when the password is that of the account. Without an account it takes as long, and is false.</summary>
    public bool IsRight(Account? account, string password) =>
        _hasher.VerifyHashedPassword(this, account?.PasswordHash ?? _nobody.Value, password) != PasswordVerificationResult.Failed && account is not null;
}

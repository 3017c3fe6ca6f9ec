using System.Security.Cryptography;

namespace Matching.Casework.Notices;

/// <summary>The id of a notice: 128 random bits. Nothing about the child, the case or the profile can be read from it or looked up with it.</summary>
public static class PublicId
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    private const int Length = 26;

    /// <summary>A new id of letters and digits that are not mistaken for one another.</summary>
    public static string Next() => RandomNumberGenerator.GetString(Letters, Length);
}

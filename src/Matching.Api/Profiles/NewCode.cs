using System.Security.Cryptography;

namespace Matching.Api.Profiles;

/// <summary>Codes for those who bring none, and what a code that stands in paths must be.</summary>
internal static class NewCode
{
    /// <summary>What is wrong with a code, for its field.</summary>
    public const string Fault = "A code has 1 to 200 characters, not only blanks or dots, and no slashes and no control characters. Choose another one.";

    // Without letters and digits that are mistaken for each other when read aloud or copied by hand.
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Groups = 3, GroupLength = 4;

    /// <summary>A random code such as <c>child-7K3M-9QXD-2TVA</c>: it says nothing of the person.</summary>
    public static string Of(string prefix) => $"{prefix}-{string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Signs, GroupLength)))}";

    /// <summary>True where a code can stand in a path.</summary>
    public static bool IsUsable(string code) =>
        code.Length is > 0 and <= 200 && !code.All(c => c is '.' || char.IsWhiteSpace(c)) && !code.Any(c => c is '/' or '\\' || char.IsControl(c));
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Matching.Api.Submissions;

/// <summary>The place at which a page of submissions or findings begins, as a client hands it back.</summary>
internal static class SubmissionCursor
{
    private const string Prefix = "s";

    public static string Of(long place) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{place}")));

    /// <summary>Reads a cursor; the given place where there is none, null where it is not one of ours.</summary>
    public static long? Read(string? cursor, long first)
    {
        if (cursor is null)
            return first;
        Span<byte> text = stackalloc byte[32];
        return Encoding.UTF8.GetByteCount(cursor) <= text.Length && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, text, out int length)
            && text[..length].StartsWith("s"u8) && long.TryParse(text[1..length], NumberStyles.None, CultureInfo.InvariantCulture, out long place)
            ? place
            : null;
    }
}

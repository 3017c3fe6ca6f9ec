using System.Buffers.Text;
using System.Text;

namespace Matching.Api.Paging;

/// <summary>A place in a list by code: behind which code it goes on.</summary>
internal static class CodeCursor
{
    /// <summary>The cursor behind a code.</summary>
    public static string Of(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(code));

    /// <summary>Reads one; false where the text is none. No cursor at all is the beginning.</summary>
    public static bool TryRead(string? cursor, out string? after)
    {
        after = null;
        if (cursor is null)
            return true;
        if (!Base64Url.IsValid(cursor))
            return false;
        after = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return after.Length > 0 && !after.Any(c => char.IsControl(c) || c == '\uFFFD');
    }
}

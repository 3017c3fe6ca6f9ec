using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Paging;

/// <summary>Which part of a list.</summary>
/// <remarks>Its rules stand on properties: those of a constructor's parameters the description of the API cannot read.</remarks>
public sealed record PageQuery
{
    public const int Most = 200;

    private const int Usual = 50;

    /// <summary>Items at most, 1 to 200; 50 where nothing is said.</summary>
    [FromQuery(Name = "limit"), Range(1, Most)]
    public int? Limit { get; init; }

    /// <summary>The cursor that the part before gave; none for the first part.</summary>
    [FromQuery(Name = "cursor"), StringLength(2000)]
    public string? Cursor { get; init; }

    /// <summary>Items at most.</summary>
    internal int Size() => Limit ?? Usual;

    /// <summary>The cursor behind an item.</summary>
    internal static string CursorOf(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(code));

    /// <summary>Reads the cursor; false where it is none of ours.</summary>
    /// <param name="after">The item to go on behind; null for the first part.</param>
    internal bool TryRead(out string? after)
    {
        after = null;
        if (Cursor is null)
            return true;
        if (!Base64Url.IsValid(Cursor))
            return false;
        after = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Cursor));
        return after.Length > 0 && !after.Any(c => char.IsControl(c) || c == '\uFFFD');
    }
}

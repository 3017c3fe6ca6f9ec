using System.Buffers.Binary;
using System.Buffers.Text;
using Matching.Casework.Desks;
using Matching.Casework.Registry;

namespace Matching.Api.Events;

/// <summary>How far a reader has come in the feed, as text.</summary>
internal static class EventCursor
{
    /// <summary>The cursor of who wants to hear only of what comes.</summary>
    public const string Now = "now";

    private const int Length = 16;

    public static string Write(FeedPlace place)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, place.Line);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], place.Pair.Child);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], place.Pair.Other);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; null for a text that is none.</summary>
    public static FeedPlace? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length > 2 * Length || !Base64Url.IsValid(text, out int length) || length != Length || !Base64Url.TryDecodeFromChars(text, bytes, out _))
            return null;
        var place = new FeedPlace(
            BinaryPrimitives.ReadInt64LittleEndian(bytes), new PairPlace(BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[12..])));
        return place.Line < 0 || place.Pair.Child < 0 || place.Pair.Other < 0 ? null : place;
    }
}

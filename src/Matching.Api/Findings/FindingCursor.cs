using System.Buffers.Binary;
using System.Buffers.Text;
using Matching.Casework.Findings;
using Matching.Casework.Registry;

namespace Matching.Api.Findings;

/// <summary>The place behind which a list goes on, as text: the sort key of the last item, so that it needs no memory on the server.</summary>
internal static class FindingCursor
{
    private const int Length = 23;

    public static string Write(CandidatePlace place)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = place.IsRanked ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[1..], place.Log10);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[9..], place.Child);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[13..], place.Other);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[17..], place.Member);
        bytes[21] = (byte)place.Relation;
        bytes[22] = (byte)place.Kind;
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; null for a text that is none.</summary>
    public static CandidatePlace? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length > 2 * Length || !Base64Url.IsValid(text, out int length) || length != Length || !Base64Url.TryDecodeFromChars(text, bytes, out _))
            return null;
        var place = new CandidatePlace(
            bytes[0] == 1,
            BinaryPrimitives.ReadDoubleLittleEndian(bytes[1..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[13..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]),
            (HitRelation)bytes[21],
            (SearchKind)bytes[22]);
        return bytes[0] > 1 || double.IsNaN(place.Log10) || place.Child < 0 || place.Other < 0 || !Enum.IsDefined(place.Relation) || !Enum.IsDefined(place.Kind) ? null : place;
    }
}

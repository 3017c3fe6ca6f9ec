using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Matching.Casework;
using Matching.Casework.Desks;
using Matching.Casework.Registry;

namespace Matching.Api.Events;

/// <summary>How far a reader has come in the feed, as text that says nothing: the place may be that of a pair which the reader may not know of. All servers of a registry read it.</summary>
internal sealed class EventCursor(ICaseStore store)
{
    /// <summary>The cursor of who wants to hear only of what comes.</summary>
    public const string Now = "now";

    // One block of the cipher.
    private const int Length = 16;

    // No registry has more lines; what was not made here is hardly ever below it.
    private const long MostLines = 1L << 40;

    private readonly Lazy<byte[]> _key = new(() => store.Digests.Of("the cursor of the feed of hits"u8));

    public string Write(FeedPlace place)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, place.Line);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], place.Pair.Child);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], place.Pair.Other);
        using var cipher = Cipher();
        return Base64Url.EncodeToString(cipher.EncryptEcb(bytes, PaddingMode.None));
    }

    /// <summary>Reads a cursor; null for a text that is none.</summary>
    public FeedPlace? Read(string text)
    {
        Span<byte> sealedBytes = stackalloc byte[Length];
        if (text.Length > 2 * Length || !Base64Url.IsValid(text, out int length) || length != Length || !Base64Url.TryDecodeFromChars(text, sealedBytes, out _))
            return null;
        using var cipher = Cipher();
        byte[] bytes = cipher.DecryptEcb(sealedBytes, PaddingMode.None);
        var place = new FeedPlace(
            BinaryPrimitives.ReadInt64LittleEndian(bytes), new PairPlace(BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12))));
        return place.Line is < 0 or >= MostLines || place.Pair.Child < 0 || place.Pair.Other < 0 ? null : place;
    }

    private Aes Cipher()
    {
        var cipher = Aes.Create();
        cipher.Key = _key.Value;
        return cipher;
    }
}

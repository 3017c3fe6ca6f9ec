using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Matching.Casework;

namespace Matching.Storage.Keys;

/// <summary>Encrypts texts where they rest: AES-256-GCM with a fresh nonce, authenticated together with the place where they stand.</summary>
/// <remarks>One byte of version, four of the key's id, twelve of the nonce, sixteen of the tag, then the encrypted UTF-8.</remarks>
internal sealed class FieldCipher(KeyFile keys)
{
    /// <summary>Version and key id: what differs after a field was encrypted under another key.</summary>
    public const int HeaderLength = 1 + sizeof(uint);

    private const byte Version = 1;
    private const int NonceLength = 12, TagLength = 16, TextAt = HeaderLength + NonceLength + TagLength;

    /// <summary>The text encrypted under a key.</summary>
    /// <exception cref="CaseStoreException"><see cref="CaseStoreCodes.WrongKey"/>: the key file does not hold that key.</exception>
    public byte[] Encrypt(uint key, FieldPlace place, string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[TextAt + plain.Length];
        HeaderOf(key).CopyTo(sealedText, 0);
        RandomNumberGenerator.Fill(sealedText.AsSpan(HeaderLength, NonceLength));
        using var aes = new AesGcm(keys.Find(key), TagLength);
        aes.Encrypt(
            sealedText.AsSpan(HeaderLength, NonceLength), plain, sealedText.AsSpan(TextAt), sealedText.AsSpan(HeaderLength + NonceLength, TagLength), place.ToBytes());
        return sealedText;
    }

    /// <summary>The text of an encrypted field.</summary>
    /// <exception cref="CaseStoreException">
    /// <see cref="CaseStoreCodes.WrongKey"/>: the key file does not hold its key. <see cref="CaseStoreCodes.Damaged"/>: it was altered, or belongs elsewhere.
    /// </exception>
    public string Decrypt(FieldPlace place, byte[] sealedText)
    {
        if (sealedText.Length < TextAt || sealedText[0] != Version)
            throw Altered(place);
        var plain = new byte[sealedText.Length - TextAt];
        using var aes = new AesGcm(keys.Find(KeyOf(sealedText)), TagLength);
        try
        {
            aes.Decrypt(
                sealedText.AsSpan(HeaderLength, NonceLength), sealedText.AsSpan(TextAt), sealedText.AsSpan(HeaderLength + NonceLength, TagLength), plain, place.ToBytes());
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Altered(place);
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The id of the key under which a field is encrypted.</summary>
    public static uint KeyOf(ReadOnlySpan<byte> sealedText) => BinaryPrimitives.ReadUInt32BigEndian(sealedText[1..]);

    /// <summary>How everything encrypted under a key begins.</summary>
    public static byte[] HeaderOf(uint key)
    {
        var header = new byte[HeaderLength];
        header[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), key);
        return header;
    }

    private static CaseStoreException Altered(FieldPlace place) => new(
        CaseStoreCodes.Damaged, $"An encrypted field of {place.Table} ({place.Kind}/{place.Code}/{place.Version}) was altered, or belongs elsewhere. Restore the last backup.");
}

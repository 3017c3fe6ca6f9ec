using System.Security.Cryptography;

namespace Matching.Casework.Registry;

/// <summary>Digests under a key of the registry: without the key nobody can confirm a guess, and once it is destroyed nobody ever will.</summary>
public sealed class KeyedDigest
{
    /// <summary>Bytes of a tag.</summary>
    public const int TagLength = 16;

    private readonly byte[] _key;

    /// <summary>Digests under a key.</summary>
    /// <param name="key">At least 32 random bytes.</param>
    public KeyedDigest(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, SHA256.HashSizeInBytes);
        _key = key.ToArray();
    }

    /// <summary>HMAC-SHA-256 of some content, 32 bytes.</summary>
    public byte[] Of(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_key, content);

    /// <summary>The first <see cref="TagLength"/> bytes of it.</summary>
    public byte[] TagOf(ReadOnlySpan<byte> content) => Of(content)[..TagLength];

    /// <summary>Digests content that comes piece by piece.</summary>
    public IncrementalHash Begin() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Matching.Casework.Audit;

/// <summary>The chain of the audit: each entry's hash covers its content and the hash of the entry before.</summary>
public static class AuditChain
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>What stands before the first entry.</summary>
    public static byte[] Beginning => new byte[HashLength];

    /// <summary>The entry that follows an anchor.</summary>
    public static AuditEntry After(AuditAnchor last, DateTimeOffset at, AuditAct act)
    {
        var moment = Moment(at);
        byte[] hash = HashOf(last.Number + 1, moment, act, last.Hash);
        return new AuditEntry(last.Number + 1, moment, act, last.Hash, hash);
    }

    /// <summary>SHA-256 over number, moment, the four texts with their lengths, and the hash before.</summary>
    public static byte[] HashOf(long number, DateTimeOffset at, AuditAct act, byte[] previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> eight = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(eight, number);
        hash.AppendData(eight);
        BinaryPrimitives.WriteInt64LittleEndian(eight, Microseconds(at));
        hash.AppendData(eight);
        foreach (string text in (ReadOnlySpan<string>)[act.Actor, act.Act, act.Subject, act.Details])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64LittleEndian(eight, bytes.Length);
            hash.AppendData(eight);
            hash.AppendData(bytes);
        }

        hash.AppendData(previous);
        return hash.GetHashAndReset();
    }

    /// <summary>Microseconds since 1970, the form in which databases keep a moment.</summary>
    public static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The moment of so many microseconds.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private static DateTimeOffset Moment(DateTimeOffset at) => FromMicroseconds(Microseconds(at));
}

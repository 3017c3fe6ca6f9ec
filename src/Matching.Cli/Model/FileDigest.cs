using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Matching.Cli.Model;

/// <summary>The SHA-256 digest of an input, in lower-case hexadecimal.</summary>
internal static class FileDigest
{
    // Below this the digest is done before another thread has begun.
    private const int FewestBytes = 1 << 20;

    /// <summary>Starts the digest of a stream; its position is where it was. A large file may be read meanwhile, through the same handle.</summary>
    public static Task<string> Start(Stream stream)
    {
        if (stream is FileStream { Length: >= FewestBytes } file)
        {
            var handle = file.SafeFileHandle;
            return Task.Run(() => Of(handle));
        }

        long before = stream.Position;
        string digest = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Position = before;
        return Task.FromResult(digest);
    }

    private static string Of(SafeFileHandle handle)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[FewestBytes];
        long at = 0;
        for (int read = RandomAccess.Read(handle, buffer, at); read > 0; read = RandomAccess.Read(handle, buffer, at))
        {
            digest.AppendData(buffer, 0, read);
            at += read;
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}

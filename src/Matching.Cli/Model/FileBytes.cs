using Microsoft.Win32.SafeHandles;

namespace Matching.Cli.Model;

/// <summary>Bytes of an open file.</summary>
internal static class FileBytes
{
    /// <summary>Reads all bytes of a target from a place on. May be called by several threads.</summary>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public static void Fill(SafeFileHandle handle, long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(handle, target, offset);
            if (read == 0)
                throw new EndOfStreamException();
            target = target[read..];
            offset += read;
        }
    }
}

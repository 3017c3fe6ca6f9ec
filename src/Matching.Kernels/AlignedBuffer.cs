using System.Runtime.InteropServices;

namespace Matching.Kernels;

/// <summary>Owner of memory that starts at a multiple of 64 and never moves; filled with zeros.</summary>
/// <remarks>
/// The memory is freed by <see cref="Dispose"/> alone, never by the garbage collector: a span outlives the object it came from without the
/// collector noticing, and a scan of freed memory would lose candidates silently. Whoever owns the buffer disposes it when nobody scans any more.
/// </remarks>
public sealed unsafe partial class AlignedBuffer : IDisposable
{
    /// <summary>The memory starts at a multiple of this: one cache line, one wide vector.</summary>
    public const int Alignment = 64;

    private const int LargePage = 2 << 20;
    private const int AdviseLargePages = 14;

    private byte* _start;

    /// <summary>Allocates memory.</summary>
    /// <param name="length">Number of bytes, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is not that much memory.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        bool large = length >= LargePage && OperatingSystem.IsLinux();
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, 1), (nuint)(large ? LargePage : Alignment));
        // Only advice, given before the pages are touched: where it is refused the memory has small pages and is as good but for the speed.
        if (large)
            _ = Advise(_start, (nuint)length, AdviseLargePages);
        NativeMemory.Clear(_start, (nuint)length);
    }

    /// <summary>Number of bytes.</summary>
    public int Length { get; }

    /// <summary>The memory. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer has been disposed.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start is null, this);
            return new Span<byte>(_start, Length);
        }
    }

    /// <summary>Frees the memory; a second call does nothing.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* start, nuint length, int advice);
}

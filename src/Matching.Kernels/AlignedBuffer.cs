using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Matching.Kernels;

/// <summary>Memory that starts at a multiple of 64 and never moves.</summary>
/// <remarks>
/// It belongs to the garbage collector: whoever holds a span of it keeps it alive, so that a scan can never read freed memory, and
/// nobody has to know who scans last.
/// </remarks>
public sealed unsafe partial class AlignedBuffer
{
    /// <summary>The memory starts at a multiple of this: one cache line, one wide vector.</summary>
    public const int Alignment = 64;

    private const int Page = 4096;
    private const int LargePage = 2 << 20;
    private const int AdviseLargePages = 14;

    private readonly byte[] _memory;
    private readonly int _start;

    /// <summary>Allocates memory.</summary>
    /// <param name="length">Number of bytes, 0 or more.</param>
    /// <param name="isCleared">True: filled with zeros. False: for an owner who overwrites all of it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is not that much memory.</exception>
    public AlignedBuffer(int length, bool isCleared = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _memory = GC.AllocateUninitializedArray<byte>(checked(length + Alignment - 1), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        _start = (int)(-address & (Alignment - 1));
        // Only advice, given before the pages are touched: where it is refused the memory has small pages and is as good but for the speed.
        if (length >= LargePage && OperatingSystem.IsLinux())
        {
            nint from = (address + Page - 1) & -Page, to = (address + _memory.Length) & -Page;
            _ = Advise((byte*)from, (nuint)(to - from), AdviseLargePages);
        }

        if (isCleared)
            Span.Clear();
    }

    /// <summary>Number of bytes.</summary>
    public int Length { get; }

    /// <summary>The memory.</summary>
    public Span<byte> Span => _memory.AsSpan(_start, Length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* start, nuint length, int advice);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Matching.Tests.Kernels;

/// <summary>Memory whose last byte is followed by a page that may not be touched (Linux).</summary>
internal sealed class GuardedMemory : IDisposable
{
    private const int ProtectNone = 0, ProtectReadWrite = 3, MapPrivateAnonymous = 0x22;

    private readonly nint _start;
    private readonly nint _size;
    private readonly nint _offset;
    private readonly int _length;

    public GuardedMemory(int length)
    {
        nint page = Environment.SystemPageSize;
        nint usable = (length + page - 1) / page * page;
        _length = length;
        _size = usable + page;
        _offset = usable - length;
        _start = Map(0, _size, ProtectReadWrite, MapPrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, _start);
        Assert.Equal(0, Protect(_start + usable, page, ProtectNone));
    }

    public Span<byte> Span => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _start + _offset), _length);

    public Span<ulong> Words => MemoryMarshal.Cast<byte, ulong>(Span);

    public static nint AddressOf(Span<byte> span) => Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(span));

    public void Dispose() => Assert.Equal(0, Unmap(_start, _size));

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nint length);
}

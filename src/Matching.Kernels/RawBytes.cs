using System.Runtime.InteropServices;

namespace Matching.Kernels;

/// <summary>The memory of plain values as bytes, for reading and writing them without a copy. The order of bytes is that of the machine.</summary>
public static class RawBytes
{
    /// <summary>The bytes of values.</summary>
    public static Span<byte> Of<T>(Span<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);

    /// <summary>The bytes of values.</summary>
    public static ReadOnlySpan<byte> Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);

    /// <summary>The values that bytes hold; an incomplete one at the end is left out.</summary>
    public static ReadOnlySpan<T> To<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes);
}

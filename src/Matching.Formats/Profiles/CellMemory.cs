using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Matching.Formats;

/// <summary>Remembers what cells of a few letters were read as: in a large table the same few hundred texts come again and again.</summary>
/// <remarks>A text has one place, so a new one may push out another: nothing is ever wrong for it, only read once more.</remarks>
internal sealed class CellMemory<T>
{
    // 29/32.2 and 30.2/32.2 are usual cells; what is longer than two words of the processor is read anew each time.
    private const int LongestCell = 16;
    private const int Bits = 11;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>What a cell was read as before; false when that is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRecall(ReadOnlySpan<byte> cell, out T value)
    {
        if ((uint)(cell.Length - 1) < LongestCell)
        {
            var (low, high) = KeyOf(cell);
            ref var entry = ref _entries[PlaceOf(low, high)];
            if (entry.Low == low && entry.High == high && entry.Length == cell.Length)
            {
                value = entry.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }

    public void Keep(ReadOnlySpan<byte> cell, T value)
    {
        if ((uint)(cell.Length - 1) >= LongestCell)
            return;
        var (low, high) = KeyOf(cell);
        _entries[PlaceOf(low, high)] = new Entry { Low = low, High = high, Length = cell.Length, Value = value };
    }

    // Both words together hold every byte; with the length they name the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Low, ulong High) KeyOf(ReadOnlySpan<byte> cell)
    {
        int length = cell.Length;
        if (length >= sizeof(ulong))
            return (BinaryPrimitives.ReadUInt64LittleEndian(cell), BinaryPrimitives.ReadUInt64LittleEndian(cell[(length - sizeof(ulong))..]));
        if (length >= sizeof(uint))
            return (BinaryPrimitives.ReadUInt32LittleEndian(cell), BinaryPrimitives.ReadUInt32LittleEndian(cell[(length - sizeof(uint))..]));
        return (cell[0], (uint)cell[length >> 1] << 8 | cell[length - 1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ulong low, ulong high) => (int)((low * Spread ^ high) * Spread >> (64 - Bits));

    private struct Entry
    {
        public ulong Low;
        public ulong High;
        public int Length;
        public T Value;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matching.Kernels;

/// <summary>Writes the byte table of a query and a row from its deficits.</summary>
public static class DeficitBytes
{
    /// <summary>The deficit that no sum survives, whatever the factor.</summary>
    public const ushort Impossible = ushort.MaxValue;

    private const int Shift = 16;

    /// <summary>Per entry min(255, floor(deficit * factor / 65536)); 255 for <see cref="Impossible"/>.</summary>
    /// <param name="deficits">128 deficits.</param>
    /// <param name="factor">The factor in 1/65536.</param>
    /// <param name="table">128 bytes.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static void Write(ReadOnlySpan<ushort> deficits, ushort factor, Span<byte> table)
    {
        if (deficits.Length != QueryBatch.TableSize || table.Length != QueryBatch.TableSize)
            throw new ArgumentException($"A table has {QueryBatch.TableSize} entries, not {deficits.Length} and {table.Length}.");
        ref ushort source = ref MemoryMarshal.GetReference(deficits);
        ref byte target = ref MemoryMarshal.GetReference(table);
        var factors = Vector256.Create((uint)factor);
        for (nuint i = 0; i < QueryBatch.TableSize; i += 32)
        {
            var low = Scaled(Vector256.LoadUnsafe(ref source, i), factors);
            var high = Scaled(Vector256.LoadUnsafe(ref source, i + 16), factors);
            Vector256.NarrowWithSaturation(low, high).StoreUnsafe(ref target, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Scaled(Vector256<ushort> deficits, Vector256<uint> factors)
    {
        var low = Vector256.ShiftRightLogical(Vector256.WidenLower(deficits) * factors, Shift);
        var high = Vector256.ShiftRightLogical(Vector256.WidenUpper(deficits) * factors, Shift);
        return Vector256.Narrow(low, high) | Vector256.Equals(deficits, Vector256.Create(Impossible));
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace Matching.Scale.Measuring;

/// <summary>What the machine can do at best with the same bytes.</summary>
internal static class Yardsticks
{
    /// <summary>Y2: reads every byte once.</summary>
    public static bool OrOf(ReadOnlySpan<byte> bytes)
    {
        Vector<ulong> a = default, b = default, c = default, d = default;
        var vectors = MemoryMarshal.Cast<byte, Vector<ulong>>(bytes);
        for (; vectors.Length >= 4; vectors = vectors[4..])
        {
            a |= vectors[0];
            b |= vectors[1];
            c |= vectors[2];
            d |= vectors[3];
        }

        return (a | b | c | d) != Vector<ulong>.Zero;
    }
}

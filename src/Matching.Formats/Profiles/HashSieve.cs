using System.Numerics;

namespace Matching.Formats;

/// <summary>Tells hashes that came once from those that may have come twice, in so little room that the processor keeps it near.</summary>
internal sealed class HashSieve
{
    private readonly int _shift;
    private readonly ulong[] _once;
    private readonly ulong[] _twice;

    /// <summary>Makes an empty sieve.</summary>
    /// <param name="expected">Number of hashes; sixteen places for each let one in sixteen pass for nothing.</param>
    public HashSieve(int expected)
    {
        int bits = Math.Max(6, BitOperations.Log2((uint)expected) + 4);
        _shift = 64 - bits;
        _once = new ulong[1 << (bits - 6)];
        _twice = new ulong[1 << (bits - 6)];
    }

    public void Add(ulong hash)
    {
        var (word, bit) = PlaceOf(hash);
        _twice[word] |= _once[word] & bit;
        _once[word] |= bit;
    }

    /// <summary>True when the hash came twice; for a few of the others too.</summary>
    public bool IsLikelyTwice(ulong hash)
    {
        var (word, bit) = PlaceOf(hash);
        return (_twice[word] & bit) != 0;
    }

    // Shifts count modulo 64, so the low six bits of the place choose within the word.
    private (int Word, ulong Bit) PlaceOf(ulong hash)
    {
        int place = (int)(hash >> _shift);
        return (place >> 6, 1UL << place);
    }
}

namespace Matching.Casework.Completeness;

/// <summary>Which numbers of a list take part, with counts of ranges at once.</summary>
internal sealed class ActiveNumbers
{
    private readonly int[] _before;
    private readonly long[] _sums;

    /// <summary>Makes the set.</summary>
    /// <param name="count">Numbers in all.</param>
    /// <param name="retired">Those that take no part; numbers beyond the end are passed over.</param>
    public ActiveNumbers(int count, IEnumerable<int> retired)
    {
        var isRetired = new bool[count];
        foreach (int number in retired)
            if (number < count)
                isRetired[number] = true;
        _before = new int[count + 1];
        _sums = new long[count + 1];
        for (int i = 0; i < count; i++)
        {
            _before[i + 1] = _before[i] + (isRetired[i] ? 0 : 1);
            _sums[i + 1] = _sums[i] + (isRetired[i] ? 0 : _before[i]);
        }
    }

    /// <summary>Numbers that take part.</summary>
    public int Count => _before[^1];

    /// <summary>Those of a range.</summary>
    public int CountIn(int from, int to) => to > from ? _before[to] - _before[from] : 0;

    /// <summary>Pairs of two of them, the first of one range and the second of another and smaller than the first.</summary>
    public long PairsBelow(int from, int to, int otherFrom, int otherTo)
    {
        int low = Math.Max(from, otherFrom), middle = Math.Clamp(otherTo, low, Math.Max(low, to));
        if (low >= to)
            return 0;
        // Up to the end of the other range all smaller ones count that it holds; from there on all of it.
        return _sums[middle] - _sums[low] - (long)CountIn(low, middle) * _before[otherFrom] + (long)CountIn(middle, to) * CountIn(otherFrom, otherTo);
    }
}

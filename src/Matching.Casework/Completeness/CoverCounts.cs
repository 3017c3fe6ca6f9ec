namespace Matching.Casework.Completeness;

/// <summary>How many rectangles cover each stretch between two borders: a segment tree that adds to ranges and finds the bare stretches.</summary>
internal sealed class CoverCounts
{
    private readonly int[] _borders;
    private readonly int[] _least;
    private readonly int[] _most;
    private readonly int[] _added;

    /// <summary>Makes the counts, all of them 0.</summary>
    public CoverCounts(IEnumerable<int> borders)
    {
        _borders = [.. borders.Distinct().Order()];
        int size = 2 << (int)Math.Ceiling(Math.Log2(Math.Max(2, _borders.Length)));
        (_least, _most, _added) = (new int[size], new int[size], new int[size]);
    }

    private int Stretches => _borders.Length - 1;

    /// <summary>Adds to a range whose ends are borders.</summary>
    public void Add(int from, int to, int amount) => Add(1, 0, Stretches, IndexOf(from), IndexOf(to), amount);

    /// <summary>The maximal bare ranges within a range whose ends are borders.</summary>
    public List<(int From, int To)> Bare(int from, int to)
    {
        var bare = new List<(int From, int To)>();
        Find(1, 0, Stretches, IndexOf(from), IndexOf(to), 0, bare);
        return bare;
    }

    private int IndexOf(int border) => Array.BinarySearch(_borders, border);

    private void Add(int node, int low, int high, int from, int to, int amount)
    {
        if (from >= high || to <= low)
            return;
        if (from <= low && high <= to)
        {
            _least[node] += amount;
            _most[node] += amount;
            _added[node] += amount;
            return;
        }

        int middle = (low + high) / 2;
        Add(2 * node, low, middle, from, to, amount);
        Add(2 * node + 1, middle, high, from, to, amount);
        _least[node] = Math.Min(_least[2 * node], _least[2 * node + 1]) + _added[node];
        _most[node] = Math.Max(_most[2 * node], _most[2 * node + 1]) + _added[node];
    }

    private void Find(int node, int low, int high, int from, int to, int above, List<(int From, int To)> bare)
    {
        if (from >= high || to <= low || _least[node] + above > 0)
            return;
        if (_most[node] + above == 0)
        {
            int begin = _borders[Math.Max(low, from)], end = _borders[Math.Min(high, to)];
            if (bare.Count > 0 && bare[^1].To == begin)
                bare[^1] = (bare[^1].From, end);
            else
                bare.Add((begin, end));
            return;
        }

        int middle = (low + high) / 2;
        Find(2 * node, low, middle, from, to, above + _added[node], bare);
        Find(2 * node + 1, middle, high, from, to, above + _added[node], bare);
    }
}

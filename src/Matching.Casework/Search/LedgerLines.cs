using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>What is kept in memory of a line of the ledger.</summary>
/// <param name="Area">The pairs.</param>
/// <param name="Run">The search run.</param>
/// <param name="At">When it was committed.</param>
internal readonly record struct LedgerLine(Rectangle Area, long Run, DateTimeOffset At);

/// <summary>Some lines of a ledger in the order of writing, the latest of which is found from the end.</summary>
internal sealed class LatestLines(List<LedgerLine> lines)
{
    private readonly List<(int Line, DateTimeOffset Latest)> _all = [];

    /// <summary>The places of the lines.</summary>
    public IEnumerable<int> Places => _all.Select(entry => entry.Line);

    public void Add(int line)
    {
        var at = lines[line].At;
        _all.Add((line, _all.Count > 0 && _all[^1].Latest > at ? _all[^1].Latest : at));
    }

    /// <summary>The latest moment of those that meet an area, or the one given where none of them is later.</summary>
    public DateTimeOffset? LatestOf(Rectangle area, DateTimeOffset? latest)
    {
        for (int i = _all.Count - 1; i >= 0 && !(latest >= _all[i].Latest); i--)
        {
            var line = lines[_all[i].Line];
            if (!(latest >= line.At) && line.Area.Meets(area))
                latest = line.At;
        }

        return latest;
    }
}

/// <summary>Which lines of a ledger stand for a number: chains within two arrays, some bytes for each.</summary>
internal sealed class LineChains
{
    private readonly List<(int Line, int Next)> _links = [];
    private int[] _heads = [];

    public void Add(int from, int to, int line)
    {
        if (to > _heads.Length)
        {
            int known = _heads.Length;
            Array.Resize(ref _heads, Math.Max(to, 2 * known));
            _heads.AsSpan(known).Fill(-1);
        }

        for (int number = from; number < to; number++)
        {
            _links.Add((line, _heads[number]));
            _heads[number] = _links.Count - 1;
        }
    }

    /// <summary>The places of the lines of a number, the last one first.</summary>
    public IEnumerable<int> Of(int number)
    {
        for (int link = number < _heads.Length ? _heads[number] : -1; link >= 0; link = _links[link].Next)
            yield return _links[link].Line;
    }
}

using Matching.Casework.Registry;

namespace Matching.Casework.Completeness;

/// <summary>The part of an area that none of many rectangles covers, as rectangles without a common pair.</summary>
/// <remarks>
/// A line sweeps over the children. It knows the intervals of the other side that nothing covers just there, each with the child since which it is
/// bare; beginnings and ends of rectangles close and open such intervals and touch no others. O((n + k) log n) for n rectangles and k rectangles of the answer.
/// </remarks>
internal sealed class GapSweep
{
    private readonly Rectangle _area;
    private readonly CoverCounts _counts;
    private readonly SortedSet<Gap> _open = new(Comparer<Gap>.Create((a, b) => a.From.CompareTo(b.From)));
    private readonly List<Rectangle> _gaps = [];

    private GapSweep(Rectangle area, IEnumerable<int> borders) => (_area, _counts) = (area, new CoverCounts(borders));

    /// <summary>The uncovered rectangles.</summary>
    /// <param name="area">What has to be covered.</param>
    /// <param name="covered">What is.</param>
    public static IReadOnlyList<Rectangle> Of(Rectangle area, IEnumerable<Rectangle> covered)
    {
        if (area.IsEmpty)
            return [];
        Rectangle[] within = [.. covered.Select(c => Cut(c, area)).Where(c => !c.IsEmpty)];
        var sweep = new GapSweep(area, within.SelectMany(c => (int[])[c.OtherFrom, c.OtherTo]).Append(area.OtherFrom).Append(area.OtherTo));
        return sweep.Run(within);
    }

    private static Rectangle Cut(Rectangle one, Rectangle by) => new(
        Math.Max(one.ChildFrom, by.ChildFrom), Math.Min(one.ChildTo, by.ChildTo), Math.Max(one.OtherFrom, by.OtherFrom), Math.Min(one.OtherTo, by.OtherTo));

    private List<Rectangle> Run(Rectangle[] covered)
    {
        _open.Add(new Gap(_area.OtherFrom, _area.OtherTo, _area.ChildFrom));
        var events = covered.Select(c => (At: c.ChildFrom, IsEnd: false, c.OtherFrom, c.OtherTo))
            .Concat(covered.Select(c => (At: c.ChildTo, IsEnd: true, c.OtherFrom, c.OtherTo)))
            // What begins comes before what ends, so that nothing is bare for no child at all.
            .OrderBy(e => e.At).ThenBy(e => e.IsEnd);
        foreach (var (at, isEnd, from, to) in events)
        {
            _counts.Add(from, to, isEnd ? -1 : 1);
            if (!isEnd)
                Close(from, to, at);
            else if (at < _area.ChildTo)
                foreach (var (bareFrom, bareTo) in _counts.Bare(from, to))
                    Open(bareFrom, bareTo, at);
        }

        foreach (var gap in _open)
            Report(gap, _area.ChildTo);
        return _gaps;
    }

    private void Close(int from, int to, int at)
    {
        foreach (var gap in Touching(from, to))
        {
            _open.Remove(gap);
            Report(new Gap(Math.Max(gap.From, from), Math.Min(gap.To, to), gap.Since), at);
            if (gap.From < from)
                _open.Add(gap with { To = from });
            if (gap.To > to)
                _open.Add(gap with { From = to });
        }
    }

    private List<Gap> Touching(int from, int to)
    {
        var touching = new List<Gap>();
        var before = _open.GetViewBetween(new Gap(int.MinValue, 0, 0), new Gap(from, 0, 0)).Max;
        if (before.To > from && before.From < from)
            touching.Add(before);
        touching.AddRange(_open.GetViewBetween(new Gap(from, 0, 0), new Gap(to - 1, 0, 0)));
        return touching;
    }

    private void Open(int from, int to, int at)
    {
        var gap = new Gap(from, to, at);
        // What became bare at the same child is one rectangle.
        foreach (var beside in Touching(from - 1, to + 1))
            if (beside.Since == at && _open.Remove(beside))
                gap = new Gap(Math.Min(gap.From, beside.From), Math.Max(gap.To, beside.To), at);
        _open.Add(gap);
    }

    private void Report(Gap gap, int at)
    {
        if (gap.Since < at)
            _gaps.Add(new Rectangle(gap.Since, at, gap.From, gap.To));
    }

    private readonly record struct Gap(int From, int To, int Since);
}

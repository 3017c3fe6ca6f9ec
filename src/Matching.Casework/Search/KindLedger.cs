using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>The ledger of one kind under one model, in memory. Thread-safe.</summary>
/// <remarks>Every line is found by its few children, or by its few entries, or is one of the few that have many of both.</remarks>
internal sealed class KindLedger
{
    // A line stands with each of its numbers up to so many.
    private const int Few = 16;

    private readonly Lock _gate = new();
    private readonly List<LedgerLine> _lines = [];
    private readonly CoveredBands _covered;
    private readonly LineChains _ofChild = new();
    private readonly LineChains _ofOther = new();
    private readonly LatestLines _ofManyChildren;
    private readonly LatestLines _ofManyOthers;
    private readonly LatestLines _ofMany;
    private readonly Dictionary<long, List<int>> _ofRun = [];

    /// <summary>Makes an empty ledger.</summary>
    public KindLedger(SearchKind kind)
    {
        _covered = new CoveredBands(kind.IsOfSiblings());
        (_ofManyChildren, _ofManyOthers, _ofMany) = (new LatestLines(_lines), new LatestLines(_lines), new LatestLines(_lines));
    }

    public void Add(Coverage written)
    {
        lock (_gate)
        {
            int line = _lines.Count;
            var area = written.Area;
            bool fewChildren = area.ChildTo - area.ChildFrom <= Few, fewOthers = area.OtherTo - area.OtherFrom <= Few;
            _lines.Add(new LedgerLine(area, written.Run, written.At));
            _covered.Add(area);
            if (fewChildren)
                _ofChild.Add(area.ChildFrom, area.ChildTo, line);
            else
                _ofManyChildren.Add(line);
            if (fewOthers)
                _ofOther.Add(area.OtherFrom, area.OtherTo, line);
            else
                _ofManyOthers.Add(line);
            if (!fewChildren && !fewOthers)
                _ofMany.Add(line);
            if (!_ofRun.TryGetValue(written.Run, out var ofRun))
                _ofRun.Add(written.Run, ofRun = []);
            ofRun.Add(line);
        }
    }

    /// <summary>What of an area nothing covers; of siblings only pairs that are due.</summary>
    public IReadOnlyList<Rectangle> Bare(Rectangle area)
    {
        lock (_gate)
            return [.. _covered.Bare(area)];
    }

    /// <summary>When the last line was committed that meets an area of one child or of one entry; null for none.</summary>
    public DateTimeOffset? LatestOf(Rectangle area)
    {
        if (area.IsEmpty)
            return null;
        lock (_gate)
        {
            bool ofChild = area.ChildTo - area.ChildFrom == 1;
            if (!ofChild && area.OtherTo - area.OtherFrom != 1)
                throw new ArgumentException("An area of one child, or of one entry, is asked for.", nameof(area));
            DateTimeOffset? latest = null;
            foreach (int line in ofChild ? _ofChild.Of(area.ChildFrom) : _ofOther.Of(area.OtherFrom))
                if (_lines[line].Area.Meets(area) && !(latest >= _lines[line].At))
                    latest = _lines[line].At;
            return (ofChild ? _ofManyChildren : _ofManyOthers).LatestOf(area, latest);
        }
    }

    /// <summary>The lines that cover a pair, in the order of writing.</summary>
    public IReadOnlyList<LedgerLine> LinesOf(int child, int other)
    {
        lock (_gate)
            return [.. _ofChild.Of(child).Union(_ofOther.Of(other)).Union(_ofMany.Places).Order().Select(line => _lines[line]).Where(line => line.Area.Holds(child, other))];
    }

    /// <summary>The lines with an entry, in the order of writing.</summary>
    public IReadOnlyList<LedgerLine> LinesOfOther(int other)
    {
        lock (_gate)
            return [.. _ofOther.Of(other).Union(_ofManyOthers.Places).Order().Select(line => _lines[line]).Where(line => line.Area.OtherFrom <= other && other < line.Area.OtherTo)];
    }

    /// <summary>The lines with a child, in the order of writing.</summary>
    public IReadOnlyList<LedgerLine> LinesOfChild(int child)
    {
        lock (_gate)
            return [.. _ofChild.Of(child).Union(_ofManyChildren.Places).Order().Select(line => _lines[line]).Where(line => line.Area.ChildFrom <= child && child < line.Area.ChildTo)];
    }

    /// <summary>The lines that a run wrote.</summary>
    public IReadOnlyList<LedgerLine> LinesOfRun(long run)
    {
        lock (_gate)
            return _ofRun.TryGetValue(run, out var lines) ? [.. lines.Select(line => _lines[line])] : [];
    }
}

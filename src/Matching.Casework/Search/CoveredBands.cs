using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>What rectangles cover together, as bands of children to whom the same is covered on the other side. Rectangles are only ever added.</summary>
/// <remarks>
/// A registry that keeps up is one band, or two: so a question costs as much as there is uncovered, whatever the number of rectangles. Where children are
/// compared with earlier children, what reaches up to a child itself counts as covering everything beyond: nothing is due there, and the staircase is a band.
/// </remarks>
/// <param name="isOfSiblings">True where only pairs with an earlier child are due.</param>
internal sealed class CoveredBands(bool isOfSiblings)
{
    // In order; each reaches to the beginning of the next, the last one without end.
    private readonly List<Band> _bands = [new Band(0, [])];

    /// <summary>Bands at present.</summary>
    public int Count => _bands.Count;

    /// <summary>Adds a rectangle.</summary>
    public void Add(Rectangle area)
    {
        if (area.IsEmpty)
            return;
        if (!isOfSiblings)
        {
            Add(area.ChildFrom, area.ChildTo, new Stretch(area.OtherFrom, area.OtherTo));
            return;
        }

        int whole = Math.Clamp(area.OtherTo + 1, area.ChildFrom, area.ChildTo);
        Add(area.ChildFrom, whole, new Stretch(area.OtherFrom, int.MaxValue));
        Add(whole, area.ChildTo, new Stretch(area.OtherFrom, area.OtherTo));
    }

    /// <summary>What of an area nothing covers, as rectangles without a common pair; of siblings only pairs that are due.</summary>
    public IEnumerable<Rectangle> Bare(Rectangle area)
    {
        if (area.IsEmpty)
            yield break;
        for (int b = IndexOf(area.ChildFrom); b < _bands.Count && _bands[b].From < area.ChildTo; b++)
        {
            int from = Math.Max(_bands[b].From, area.ChildFrom), to = b + 1 < _bands.Count ? Math.Min(_bands[b + 1].From, area.ChildTo) : area.ChildTo, next = area.OtherFrom;
            foreach (var covered in _bands[b].Covered)
            {
                if (covered.From >= area.OtherTo)
                    break;
                if (covered.From > next)
                    yield return new Rectangle(from, to, next, covered.From);
                next = Math.Max(next, covered.To);
            }

            if (next < area.OtherTo)
                yield return new Rectangle(from, to, next, area.OtherTo);
        }
    }

    private void Add(int from, int to, Stretch added)
    {
        if (from >= to)
            return;
        int first = Split(from), behind = Split(to);
        ImmutableArray<Stretch> before = default, with = default;
        for (int b = first; b < behind; b++)
        {
            // Neighbours mostly share one list.
            if (before != _bands[b].Covered)
                (before, with) = (_bands[b].Covered, Joined(_bands[b].Covered, added));
            _bands[b] = _bands[b] with { Covered = with };
        }

        for (int b = Math.Min(behind, _bands.Count - 1); b >= Math.Max(first, 1); b--)
            if (_bands[b].Covered.AsSpan().SequenceEqual(_bands[b - 1].Covered.AsSpan()))
                _bands.RemoveAt(b);
    }

    // The band that begins at a child, made where there was none.
    private int Split(int child)
    {
        int index = IndexOf(child);
        if (_bands[index].From == child)
            return index;
        _bands.Insert(index + 1, _bands[index] with { From = child });
        return index + 1;
    }

    // The band that a child stands in.
    private int IndexOf(int child)
    {
        int low = 0, high = _bands.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_bands[middle].From <= child)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private static ImmutableArray<Stretch> Joined(ImmutableArray<Stretch> covered, Stretch added)
    {
        var joined = ImmutableArray.CreateBuilder<Stretch>(covered.Length + 1);
        joined.AddRange(covered.Where(c => c.To < added.From));
        foreach (var touching in covered.Where(c => c.To >= added.From && c.From <= added.To))
            added = new Stretch(Math.Min(added.From, touching.From), Math.Max(added.To, touching.To));
        joined.Add(added);
        joined.AddRange(covered.Where(c => c.From > added.To));
        return joined.ToImmutable();
    }

    /// <summary>Numbers of the other side from one on and before another.</summary>
    private readonly record struct Stretch(int From, int To);

    /// <summary>Children from one on, and what is covered to each of them.</summary>
    private readonly record struct Band(int From, ImmutableArray<Stretch> Covered);
}

namespace Matching.Engine.Scan;

/// <summary>One candidate for a child: a family, or one member of it alone. Where a family asks: one candidate for it, a child.</summary>
/// <param name="Log10">log10 of the likelihood ratio.</param>
/// <param name="Family">Index of the other side in the order of adding: of the family, or of the child where a family asks.</param>
/// <param name="Member">Index of the member within the family, whichever side asks; -1 for the family as a whole.</param>
public readonly record struct Candidate(double Log10, int Family, int Member) : IComparable<Candidate>
{
    /// <summary>Order of a result: ratio descending, then input order, the family before its members.</summary>
    public int CompareTo(Candidate other)
    {
        int order = other.Log10.CompareTo(Log10);
        if (order == 0)
            order = Family.CompareTo(other.Family);
        return order != 0 ? order : Member.CompareTo(other.Member);
    }

    /// <summary>Ranked before.</summary>
    public static bool operator <(Candidate left, Candidate right) => left.CompareTo(right) < 0;

    /// <summary>Ranked after.</summary>
    public static bool operator >(Candidate left, Candidate right) => left.CompareTo(right) > 0;

    /// <summary>Ranked before, or the same.</summary>
    public static bool operator <=(Candidate left, Candidate right) => left.CompareTo(right) <= 0;

    /// <summary>Ranked after, or the same.</summary>
    public static bool operator >=(Candidate left, Candidate right) => left.CompareTo(right) >= 0;
}

/// <summary>The best candidates seen so far, at most a given number, and how many more equal the last of them.</summary>
/// <remarks>The content does not depend on the order of offering. Not thread-safe.</remarks>
public sealed class CandidateRanking
{
    private readonly int _capacity;
    private readonly double _minimum;
    private readonly PriorityQueue<Candidate, Candidate> _kept;
    private long _cutEqual;

    /// <summary>Makes an empty ranking.</summary>
    /// <param name="capacity">How many are kept, at least 1.</param>
    /// <param name="minimum">Smallest log10 that is kept at all; negative infinity for none.</param>
    public CandidateRanking(int capacity, double minimum = double.NegativeInfinity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _minimum = minimum;
        // Worst on top.
        _kept = new(Comparer<Candidate>.Create((a, b) => b.CompareTo(a)));
    }

    /// <summary>Candidates not kept that equal the last one kept.</summary>
    public long CutEqual => _cutEqual;

    /// <summary>A candidate strictly below this log10 cannot enter, nor equal the last one kept.</summary>
    public double Bar => _kept.Count < _capacity ? _minimum : Math.Max(_minimum, _kept.Peek().Log10);

    /// <summary>Offers a candidate; an undefined ratio is never kept.</summary>
    public void Offer(Candidate candidate)
    {
        if (double.IsNaN(candidate.Log10) || candidate.Log10 < _minimum)
            return;
        if (_kept.Count < _capacity)
        {
            _kept.Enqueue(candidate, candidate);
            return;
        }

        var cut = _kept.EnqueueDequeue(candidate, candidate);
        double last = _kept.Peek().Log10;
        if (cut.Log10 == last)
            _cutEqual++;
        else if (last > cut.Log10 && cut != candidate)
            _cutEqual = 0;
    }

    /// <summary>Takes in what another ranking kept and cut.</summary>
    public void Merge(CandidateRanking other)
    {
        double lastOfOther = other._kept.Count == other._capacity ? other._kept.Peek().Log10 : double.NaN;
        foreach (var (candidate, _) in other._kept.UnorderedItems)
            Offer(candidate);
        if (_kept.Count == _capacity && _kept.Peek().Log10 == lastOfOther)
            _cutEqual += other._cutEqual;
    }

    /// <summary>The candidates kept, best first.</summary>
    public IReadOnlyList<Candidate> Sorted() => [.. _kept.UnorderedItems.Select(item => item.Element).Order()];
}

using Matching.Engine.Queries;

namespace Matching.Engine.Scan;

/// <summary>One thread's ranking for one query, and the bar that keeps most products from taking a logarithm.</summary>
internal sealed class BarredRanking
{
    private readonly SharedBars _shared;
    private readonly int _query;
    private double _bar;
    private double _linearBar;

    public BarredRanking(ScanOptions options, SharedBars shared, int query)
    {
        (_shared, _query) = (shared, query);
        Ranking = new CandidateRanking(options.Top, options.MinLog10);
        SetBar();
    }

    /// <summary>The best so far.</summary>
    public CandidateRanking Ranking { get; }

    /// <summary>False when a product cannot enter; the linear bar is a little generous, what it lets through is decided by the logarithm.</summary>
    public bool MayEnter(ScaledProduct product) =>
        product.Exponent == 0 ? product.Significand >= _linearBar : product.Log10 >= _bar;

    /// <summary>Offers a candidate.</summary>
    /// <param name="product">The ratio.</param>
    /// <param name="label">Index of the other side.</param>
    /// <param name="member">Index of the member alone; -1 for the family as a whole.</param>
    public void Offer(ScaledProduct product, int label, int member)
    {
        if (!MayEnter(product))
            return;
        Ranking.Offer(new Candidate(product.Log10, label, member));
        if (Ranking.Bar > _bar)
            SetBar();
    }

    private void SetBar()
    {
        _bar = Ranking.Bar;
        _shared.Raise(_query, _bar);
        _linearBar = _bar < 300 ? Math.Pow(10, _bar) * (1 - 1e-9) : double.MaxValue / 2;
    }
}

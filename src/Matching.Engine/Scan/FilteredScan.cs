using System.Numerics;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>One thread's passes over blocks of packed groups: dismisses by proof, and hands everybody else to the exact comparison.</summary>
/// <remarks>The buffers serve one piece of work after the other: scanning allocates nothing.</remarks>
internal sealed class FilteredScan(IScanKernel kernel, SharedBars bars, FamilySnapshot families, Action<int, int> compare)
{
    /// <summary>Children whose tables are used together: they stay in the second-level cache.</summary>
    public const int Chunk = 64;

    // A bar that rose by less dismisses hardly anybody more, and tables cost time to write.
    private const double WorthRewriting = 0.1;

    private readonly double _deviations = ProbeMargin.DeviationsFor(kernel);
    private readonly double[] _written = new double[Chunk];
    private readonly int[] _begin = new int[Chunk];
    private readonly bool[] _isBarred = new bool[Chunk];
    private readonly QuestionTables _ratios = new();
    private readonly QuestionTables _identities = new();
    private GroupView<FamilyForm> _group;
    private FilterQuery[]?[] _filters = [];
    private int _from;
    private int _count;

    /// <summary>Pairs handed to the exact comparison so far.</summary>
    public long Rescored { get; private set; }

    /// <summary>Begins with other children or another group.</summary>
    /// <param name="group">The packed families.</param>
    /// <param name="children">All children of the scan.</param>
    /// <param name="filters">The questions of every child to the group.</param>
    /// <param name="from">First child of the pass.</param>
    /// <param name="to">Behind the last child, at most <see cref="Chunk"/> later.</param>
    /// <param name="hasFurtherLoci">True when identity is also decided at loci outside the model.</param>
    public void Begin(in GroupView<FamilyForm> group, ReadOnlySpan<ChildQuery> children, FilterQuery[]?[] filters, int from, int to, bool hasFurtherLoci)
    {
        (_group, _filters, _from, _count) = (group, filters, from, to - from);
        Array.Fill(_written, double.NegativeInfinity);
        Array.Clear(_isBarred);
        var form = group.Group.Form;
        _ratios.Resize(_count, ChildFilter.CountOf(form), group.Group.Rows, group.Group.Width);
        int loci = IdentityFilter.LociFor(children[from..to]);
        _identities.Resize(_count, form.Members, loci * form.Members, group.Group.Width);
        for (int c = 0; c < _count; c++)
            for (int m = 0; m < form.Members; m++)
            {
                if (IdentityFilter.IsIdle(children[from + c], hasFurtherLoci))
                    _identities.TablesOf(c, m).Fill(byte.MaxValue);
                else
                    IdentityFilter.Write(children[from + c], form.Members, m, loci, _identities.TablesOf(c, m));
            }
    }

    /// <summary>Scans one block.</summary>
    public void Scan(int block)
    {
        int count = _group.CountIn(block);
        for (int c = 0; c < _count; c++)
            Prepare(c, block, count);
        var codes = _group.Block(block);
        // In this order: the pass over all rows brings them into the first-level cache, and the next block behind them.
        _ratios.Ask(kernel, codes);
        _identities.Ask(kernel, codes);
        for (int at = 0; _ratios.NextAlive(ref at, out int c, out int word, out ulong alive); at++)
            Compare(c, block, word, alive, count);
        for (int at = 0; _identities.NextAlive(ref at, out int c, out int word, out ulong alive); at++)
            Compare(c, block, word, alive & ~_ratios.AliveOf(c, word), count);
    }

    // While there is no bar nobody may be left out: families are compared one by one until there is one. A child for whom no
    // bound is known goes on so to the end of every block, and its tables leave out everybody.
    private void Prepare(int c, int block, int count)
    {
        _begin[c] = 0;
        if (bars[_from + c] <= _written[c] + WorthRewriting && _isBarred[c])
            return;
        while (_begin[c] < count && !(_isBarred[c] = _filters[_from + c] is not null && bars[_from + c] > double.NegativeInfinity))
            Compare(c, block, _begin[c]++);
        Refresh(c);
    }

    private void Refresh(int c)
    {
        double bar = bars[_from + c];
        if (_filters[_from + c] is not { } questions || !(bar > _written[c] + WorthRewriting))
            return;
        for (int q = 0; q < questions.Length; q++)
        {
            questions[q].Write(bar, _ratios.TablesOf(c, q));
            _ratios.SetProbe(c, q, questions[q].ProbeRows(bar, _deviations));
        }

        _written[c] = bar;
    }

    private void Compare(int c, int block, int word, ulong alive, int count)
    {
        int begun = _begin[c] - word * 64, left = count - word * 64;
        if (begun > 0)
            alive &= begun < 64 ? ulong.MaxValue << begun : 0;
        if (left < 64)
            alive &= left > 0 ? (1UL << left) - 1 : 0;
        for (; alive != 0; alive &= alive - 1)
            Compare(c, block, word * 64 + BitOperations.TrailingZeroCount(alive));
    }

    private void Compare(int c, int block, int column)
    {
        int family = _group.EntryAt(block, column);
        if (!families.IsActive(family))
            return;
        Rescored++;
        compare(_from + c, family);
    }
}

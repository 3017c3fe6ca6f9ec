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
        {
            _begin[c] = CompareUntilBarred(c, block, count);
            Refresh(c);
        }

        var codes = _group.Block(block);
        _identities.Ask(kernel, codes);
        _ratios.Ask(kernel, codes);
        if (_identities.IsAnybodyAlive || _ratios.IsAnybodyAlive)
            for (int c = 0; c < _count; c++)
                Rescore(c, block, count);
    }

    // While there is no bar nobody may be left out: the first families are compared until there is one.
    private int CompareUntilBarred(int c, int block, int count)
    {
        int column = 0;
        while (column < count && (_filters[_from + c] is null || double.IsNegativeInfinity(bars[_from + c])))
            Compare(c, block, column++);
        return column;
    }

    private void Refresh(int c)
    {
        double bar = bars[_from + c];
        if (!(bar > _written[c] + WorthRewriting))
            return;
        for (int q = 0; q < _ratios.PerChild; q++)
        {
            if (_filters[_from + c] is { } questions)
            {
                questions[q].Write(bar, _ratios.TablesOf(c, q));
                _ratios.SetProbe(c, q, questions[q].ProbeRows(bar, _deviations));
            }
            else
            {
                _ratios.TablesOf(c, q).Fill(byte.MaxValue);
            }
        }

        _written[c] = bar;
    }

    private void Rescore(int c, int block, int count)
    {
        for (int word = _begin[c] / 64; word * 64 < count; word++)
        {
            ulong alive = _ratios.AliveOf(c, word) | _identities.AliveOf(c, word);
            if (alive == 0)
                continue;
            int begun = _begin[c] - word * 64, left = count - word * 64;
            if (begun > 0)
                alive &= ulong.MaxValue << begun;
            if (left < 64)
                alive &= (1UL << left) - 1;
            for (; alive != 0; alive &= alive - 1)
                Compare(c, block, word * 64 + BitOperations.TrailingZeroCount(alive));
        }
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

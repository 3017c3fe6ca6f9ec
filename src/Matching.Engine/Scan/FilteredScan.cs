using System.Numerics;
using Matching.Engine.Filter;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>One thread's pass over blocks of a packed group: dismisses by proof, and hands everybody else to the exact comparison.</summary>
internal sealed class FilteredScan
{
    /// <summary>Children whose tables are used together: they stay in the second-level cache.</summary>
    public const int Chunk = 64;

    // A bar that rose by less dismisses hardly anybody more, and tables cost time to write.
    private const double WorthRewriting = 0.1;

    private readonly IScanKernel _kernel;
    private readonly FilterGroup _group;
    private readonly ChildFilter?[] _filters;
    private readonly SharedBars _bars;
    private readonly Action<int, int> _compare;
    private readonly int _from;
    private readonly int _tableSize;
    private readonly int[] _questions;
    private readonly double[] _written;
    private readonly byte[] _tables;
    private readonly int[] _probes;
    private readonly ulong[] _alive;

    /// <summary>Prepares a pass for some children.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="group">The packed families.</param>
    /// <param name="filters">The questions of every child.</param>
    /// <param name="bars">What candidates must reach.</param>
    /// <param name="from">First child of the pass.</param>
    /// <param name="to">Behind the last child.</param>
    /// <param name="compare">The exact comparison of a child and a family.</param>
    public FilteredScan(IScanKernel kernel, FilterGroup group, ChildFilter?[] filters, SharedBars bars, int from, int to, Action<int, int> compare)
    {
        (_kernel, _group, _filters, _bars, _from, _compare) = (kernel, group, filters, bars, from, compare);
        _tableSize = group.Rows * QueryBatch.TableSize;
        _questions = new int[to - from + 1];
        for (int c = 0; c < to - from; c++)
            _questions[c + 1] = _questions[c] + (filters[from + c]?.Count ?? 0);
        _written = new double[to - from];
        Array.Fill(_written, double.NegativeInfinity);
        _tables = new byte[_questions[^1] * _tableSize];
        _probes = new int[_questions[^1]];
        Array.Fill(_probes, group.Rows);
        _alive = new ulong[_questions[^1] * (group.Width / 64)];
    }

    /// <summary>Pairs handed to the exact comparison so far.</summary>
    public long Rescored { get; private set; }

    /// <summary>Scans one block.</summary>
    public void Scan(int block)
    {
        var codes = _group.Block(block);
        for (int c = 0; c < _written.Length; c++)
            Refresh(c);
        _kernel.Filter(codes, new QueryBatch(_tables, _probes, _group.Rows), _alive);
        int count = _group.CountIn(block);
        for (int c = 0; c < _written.Length; c++)
            Rescore(c, block, codes.Words, count);
    }

    private void Refresh(int c)
    {
        double bar = _bars[_from + c];
        if (_filters[_from + c] is { } filter && bar > _written[c] + WorthRewriting
            && filter.Write(bar, _tables.AsSpan(_questions[c] * _tableSize, filter.Count * _tableSize)))
            _written[c] = bar;
    }

    private void Rescore(int c, int block, int words, int count)
    {
        bool everybody = double.IsNegativeInfinity(_written[c]);
        for (int word = 0; word * 64 < count; word++)
        {
            ulong alive = everybody ? ulong.MaxValue : 0;
            for (int q = _questions[c]; q < _questions[c + 1]; q++)
                alive |= _alive[q * words + word];
            int left = count - word * 64;
            if (left < 64)
                alive &= (1UL << left) - 1;
            Rescored += BitOperations.PopCount(alive);
            for (; alive != 0; alive &= alive - 1)
                _compare(_from + c, _group.FamilyAt(block, word * 64 + BitOperations.TrailingZeroCount(alive)));
        }
    }
}

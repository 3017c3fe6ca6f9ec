using System.Numerics;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>One thread's passes over blocks of packed groups: dismisses by proof, and hands everybody else to the exact comparison.</summary>
/// <remarks>
/// A query is a child where columns are families, and a family where columns are children. The buffers serve one piece of work after
/// the other: scanning allocates nothing.
/// </remarks>
internal sealed class FilteredScan<TForm>(IScanKernel kernel, SharedBars bars, PackedSnapshot<TForm> entries, Action<int, int> compare)
    where TForm : struct, IEquatable<TForm>
{
    // A bar that rose by less dismisses hardly anybody more, and tables cost time to write.
    private const double WorthRewriting = 0.1;

    private readonly double _deviations = ProbeMargin.DeviationsFor(kernel);
    private readonly double[] _written = new double[FilterChunk.Queries];
    private readonly int[] _begin = new int[FilterChunk.Queries];
    private readonly bool[] _isBarred = new bool[FilterChunk.Queries];
    private readonly QuestionTables _tables = new();
    private GroupView<TForm> _group;
    private FilterQuery[]?[] _questions = [];
    private int _from;
    private int _count;

    /// <summary>Pairs handed to the exact comparison so far.</summary>
    public long Rescored { get; private set; }

    /// <summary>Begins with other queries or another group.</summary>
    /// <param name="group">The packed columns.</param>
    /// <param name="questions">What each query of the scan asks of the group: a column may be left out only if every question says no. Null where no bound is known.</param>
    /// <param name="from">First query of the pass.</param>
    /// <param name="to">Behind the last query, at most <see cref="FilterChunk.Queries"/> later.</param>
    public void Begin(in GroupView<TForm> group, FilterQuery[]?[] questions, int from, int to)
    {
        (_group, _questions, _from, _count) = (group, questions, from, to - from);
        Array.Fill(_written, double.NegativeInfinity);
        Array.Clear(_isBarred);
        int most = 0;
        for (int q = from; q < to; q++)
            most = Math.Max(most, questions[q]?.Length ?? 0);
        _tables.Resize(_count, most, group.Group.Rows, group.Group.Width);
    }

    /// <summary>Scans one block.</summary>
    public void Scan(int block)
    {
        int count = _group.CountIn(block);
        for (int q = 0; q < _count; q++)
            Prepare(q, block, count);
        var codes = _group.Block(block);
        _tables.Ask(kernel, codes);
        for (int at = 0; _tables.NextAlive(ref at, out int q, out int word, out ulong alive); at++)
            Compare(q, block, word, alive, count, codes.Codes);
    }

    // While there is no bar nobody may be left out: columns are compared one by one until there is one. A query for which no
    // bound is known goes on so to the end of every block, and its tables leave out everybody.
    private void Prepare(int q, int block, int count)
    {
        _begin[q] = 0;
        if (bars[_from + q] <= _written[q] + WorthRewriting && _isBarred[q])
            return;
        while (_begin[q] < count && !(_isBarred[q] = _questions[_from + q] is not null && bars[_from + q] > double.NegativeInfinity))
            Compare(q, block, _begin[q]++);
        Refresh(q);
    }

    private void Refresh(int q)
    {
        double bar = bars[_from + q];
        if (_questions[_from + q] is not { } questions || !(bar > _written[q] + WorthRewriting))
            return;
        for (int i = 0; i < questions.Length; i++)
        {
            questions[i].Write(bar, _tables.TablesOf(q, i));
            _tables.SetProbe(q, i, questions[i].ProbeRows(bar, _deviations));
        }

        _written[q] = bar;
    }

    private void Compare(int q, int block, int word, ulong alive, int count, ReadOnlySpan<byte> codes)
    {
        int begun = _begin[q] - word * 64, left = count - word * 64;
        if (begun > 0)
            alive &= begun < 64 ? ulong.MaxValue << begun : 0;
        if (left < 64)
            alive &= left > 0 ? (1UL << left) - 1 : 0;
        for (; alive != 0; alive &= alive - 1)
        {
            int column = word * 64 + BitOperations.TrailingZeroCount(alive);
            if (IsKept(q, codes, column))
                Compare(q, block, column);
        }
    }

    // By the bar of this moment, which may have risen since the tables were written.
    private bool IsKept(int q, ReadOnlySpan<byte> codes, int column)
    {
        double bar = bars[_from + q];
        foreach (var question in _questions[_from + q]!)
            if (question.Keeps(bar, codes, _group.Group.Width, column))
                return true;
        return false;
    }

    private void Compare(int q, int block, int column)
    {
        int entry = _group.EntryAt(block, column);
        if (!entries.IsActive(entry))
            return;
        Rescored++;
        compare(_from + q, entry);
    }
}

/// <summary>How many queries are put to a block together.</summary>
internal static class FilterChunk
{
    /// <summary>More than these gain nothing: the codes of a block are then read often enough.</summary>
    public const int Queries = 64;

    // The tables of a pass are read anew for every block and must stay in the second-level cache.
    private const int TableBytes = 256 * 1024;
    private const int Fewest = 8;

    /// <summary>How many queries of so many questions over so many rows.</summary>
    public static int For(int questions, int rows) => Math.Clamp(TableBytes / (questions * rows * QueryBatch.TableSize), Fewest, Queries);
}

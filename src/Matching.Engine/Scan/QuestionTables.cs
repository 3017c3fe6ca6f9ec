using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>The byte tables of a batch of queries, some questions each, and who survived them in the last block. Grows, never shrinks.</summary>
internal sealed class QuestionTables
{
    private AlignedBuffer _tables = new(0);
    private int[] _probes = [];
    private ulong[] _alive = [];
    private int _count;
    private int _rows;
    private int _words;

    /// <summary>Questions per query.</summary>
    public int PerQuery { get; private set; }

    /// <summary>Makes room; every table must be written anew, and every question runs over all rows until told otherwise.</summary>
    public void Resize(int queries, int perQuery, int rows, int width)
    {
        (PerQuery, _count, _rows, _words) = (perQuery, queries * perQuery, rows, width / 64);
        int length = _count * rows * QueryBatch.TableSize;
        if (_tables.Length < length)
            _tables = new AlignedBuffer(length);
        if (_probes.Length < _count)
            _probes = new int[_count];
        if (_alive.Length < _count * _words)
            _alive = new ulong[_count * _words];
        _probes.AsSpan(0, _count).Fill(rows);
        _tables.Span[..length].Fill(byte.MaxValue);
    }

    /// <summary>The tables of a question.</summary>
    public Span<byte> TablesOf(int query, int question) =>
        _tables.Span.Slice((query * PerQuery + question) * _rows * QueryBatch.TableSize, _rows * QueryBatch.TableSize);

    /// <summary>Sets after how many rows a question looks for the first time whether anybody is left.</summary>
    public void SetProbe(int query, int question, int rows) => _probes[query * PerQuery + question] = rows;

    /// <summary>Puts all questions to a block.</summary>
    public void Ask(IScanKernel kernel, in ScanBlock block) =>
        kernel.Filter(block, new QueryBatch(_tables.Span[..(_count * _rows * QueryBatch.TableSize)], _probes.AsSpan(0, _count), _rows), _alive);

    /// <summary>Finds the next 64 columns of the last block of which one survived, each column once per query.</summary>
    /// <param name="at">Where to begin; afterwards the place found.</param>
    /// <param name="query">The query.</param>
    /// <param name="word">The 64 columns.</param>
    /// <param name="alive">Who of them survived this question and none before it; may be nobody.</param>
    public bool NextAlive(ref int at, out int query, out int word, out ulong alive)
    {
        (query, word, alive) = (0, 0, 0);
        int found = _alive.AsSpan(at, _count * _words - at).IndexOfAnyExcept(0UL);
        if (found < 0)
            return false;
        at += found;
        (int question, word) = Math.DivRem(at, _words);
        (query, int earlier) = Math.DivRem(question, PerQuery);
        alive = _alive[at];
        for (int e = 1; e <= earlier; e++)
            alive &= ~_alive[at - e * _words];
        return true;
    }
}

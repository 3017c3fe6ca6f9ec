using System.Numerics;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Scan;
using Matching.Kernels;
using Matching.Scale.Measuring;

namespace Matching.Scale.Searching;

/// <summary>A kernel over the engine's own packed columns, with tables and first looks of the engine: the filter alone, nobody rescored.</summary>
internal sealed class PackedScan
{
    private const int SampledColumns = 1 << 15;

    private readonly IScanKernel _kernel = ScanKernels.Best;
    private readonly GroupView<FamilyForm> _group;
    private readonly AlignedBuffer _tables;
    private readonly ulong[] _alive;

    /// <summary>Prepares a scan.</summary>
    /// <param name="families">Families of one form.</param>
    /// <param name="questions">One question per child.</param>
    /// <param name="log10">log10 of the smallest ratio of interest.</param>
    public PackedScan(FamilySnapshot families, FilterQuery[] questions, double log10)
    {
        _group = families.Packed.Groups.Single();
        int length = _group.Group.Rows * QueryBatch.TableSize;
        _tables = new AlignedBuffer(questions.Length * length);
        for (int q = 0; q < questions.Length; q++)
            questions[q].Write(log10, _tables.Span.Slice(q * length, length));
        EngineProbes = [.. questions.Select(question => question.ProbeRows(log10, ProbeMargin.DeviationsFor(_kernel)))];
        FullRows = [.. Enumerable.Repeat(_group.Group.Rows, questions.Length)];
        CheapestProbes = [.. Enumerable.Range(0, questions.Length).Select(q => LookCost.Of(_kernel).CheapestProbe(AliveShares(q)))];
        _alive = new ulong[questions.Length * _group.Group.Width / 64];
    }

    /// <summary>Pairs that the filter sees, the vacant places of the last block included.</summary>
    public double Pairs => (double)FullRows.Length * _group.Blocks * _group.Group.Width;

    /// <summary>Per child, all rows: no early exit.</summary>
    public int[] FullRows { get; }

    /// <summary>Per child, the rows before the first look that the engine chooses.</summary>
    public int[] EngineProbes { get; }

    /// <summary>Per child, the rows that would cost least by who is alive in a sample of the very families scanned.</summary>
    public int[] CheapestProbes { get; }

    /// <summary>One pass; the survivors.</summary>
    public long Run(int[] probes)
    {
        var batch = new QueryBatch(_tables.Span, probes, _group.Group.Rows);
        long survivors = 0;
        for (int block = 0; block < _group.Blocks; block++)
        {
            _kernel.Filter(_group.Block(block), batch, _alive);
            if (_alive.AsSpan().ContainsAnyExcept(0UL))
                foreach (ulong word in _alive)
                    survivors += BitOperations.PopCount(word);
        }

        return survivors;
    }

    /// <summary>Per number of rows, the share of sampled columns that are still alive after them.</summary>
    private double[] AliveShares(int query)
    {
        int rows = _group.Group.Rows, width = _group.Group.Width, sampled = Math.Min(_group.Count, SampledColumns);
        var tables = _tables.Span.Slice(query * rows * QueryBatch.TableSize, rows * QueryBatch.TableSize);
        var alive = new int[rows + 1];
        for (int column = 0; column < sampled; column++)
        {
            var codes = _group.Block(column / width).Codes;
            for (int row = 0, sum = 0; row < rows && sum <= ScanKernels.Limit; row++)
            {
                sum += tables[row * QueryBatch.TableSize + codes[row * width + column % width]];
                if (sum <= ScanKernels.Limit)
                    alive[row + 1]++;
            }
        }

        return [.. alive.Select(count => (count + 0.5) / sampled)];
    }
}

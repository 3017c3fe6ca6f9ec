using System.Numerics;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Scan;
using Matching.Kernels;

namespace Matching.Scale.Searching;

/// <summary>A kernel over the engine's own packed columns, with tables and first looks of the engine: the filter alone, nobody rescored.</summary>
internal sealed class PackedScan
{
    private readonly IScanKernel _kernel = ScanKernels.Best;
    private readonly GroupView<FamilyForm> _group;
    private readonly AlignedBuffer _tables;
    private readonly int[] _probes;
    private readonly int[] _fullRows;
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
        _probes = [.. questions.Select(question => question.ProbeRows(log10, ProbeMargin.DeviationsFor(_kernel)))];
        _fullRows = [.. Enumerable.Repeat(_group.Group.Rows, questions.Length)];
        _alive = new ulong[questions.Length * _group.Group.Width / 64];
    }

    /// <summary>Pairs that the filter sees, the vacant places of the last block included.</summary>
    public double Pairs => (double)_probes.Length * _group.Blocks * _group.Group.Width;

    /// <summary>The rows before the first look.</summary>
    public string Looks => $"{_probes.Min()} to {_probes.Max()} of {_group.Group.Rows} (mean {_probes.Average():F1})";

    /// <summary>One pass with or without early exit; the survivors.</summary>
    public long Run(bool exits)
    {
        var batch = new QueryBatch(_tables.Span, exits ? _probes : _fullRows, _group.Group.Rows);
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
}

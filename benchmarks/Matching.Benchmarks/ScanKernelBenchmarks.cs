using BenchmarkDotNet.Attributes;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;
using Matching.Scale.Searching;

namespace Matching.Benchmarks;

/// <summary>One block of 1024 fathers against 64 children, LR at least 10 000, per kernel.</summary>
public class ScanKernelBenchmarks
{
    private const int Children = 64;
    private const int Width = 1024;
    private const double Log10 = 4;

    private readonly GroupView<FamilyForm> _fathers;
    private readonly FilterQuery[] _questions;
    private readonly AlignedBuffer _tables;
    private readonly ulong[] _alive = new ulong[Children * Width / 64];
    private readonly int[] _fullRows;
    private IScanKernel _kernel = ScanKernels.Best;
    private int[] _probes = [];

    public ScanKernelBenchmarks()
    {
        var world = new SearchWorld(PanelModel.Of(), seed: 21);
        world.Grow(10_000);
        _fathers = Families.OfRole(world.Relatives, FamilyRole.Father, Width)[0].Packed.Groups[0];
        _questions = [.. world.ChildrenOfOne(Children).Select(child => ChildFilter.Of(child, _fathers.Group.Form, world.Relatives.DropOuts, asksIdentity: false)![0])];
        int length = _fathers.Group.Rows * QueryBatch.TableSize;
        _tables = new AlignedBuffer(Children * length);
        for (int q = 0; q < Children; q++)
            _questions[q].Write(Log10, _tables.Span.Slice(q * length, length));
        _fullRows = [.. Enumerable.Repeat(_fathers.Group.Rows, Children)];
    }

    public static IEnumerable<string> Kernels => ScanKernels.Supported.Select(kernel => kernel.Name);

    [ParamsSource(nameof(Kernels))]
    public string Kernel { get; set; } = "scalar";

    [GlobalSetup]
    public void Choose()
    {
        _kernel = ScanKernels.Supported.First(kernel => kernel.Name == Kernel);
        _probes = [.. _questions.Select(question => question.ProbeRows(Log10, ProbeMargin.DeviationsFor(_kernel)))];
    }

    [Benchmark(Description = "1024 x 64, all rows", OperationsPerInvoke = Children * Width)]
    public void FullRows() => _kernel.Filter(_fathers.Block(0), new QueryBatch(_tables.Span, _fullRows, _fathers.Group.Rows), _alive);

    [Benchmark(Description = "1024 x 64, early exit", OperationsPerInvoke = Children * Width)]
    public void EarlyExit() => _kernel.Filter(_fathers.Block(0), new QueryBatch(_tables.Span, _probes, _fathers.Group.Rows), _alive);
}

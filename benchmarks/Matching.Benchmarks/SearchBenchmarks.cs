using BenchmarkDotNet.Attributes;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Scale.Searching;

namespace Matching.Benchmarks;

/// <summary>One child against 100 000 fathers, one thread, from the compiled child to exact ratios.</summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    private const int Fathers = 100_000;

    private readonly ChildQuery[] _child;
    private readonly FamilySnapshot _fathers;

    public SearchBenchmarks()
    {
        var world = new SearchWorld(PanelModel.Of(), seed: 23);
        world.Grow(Fathers);
        _fathers = Families.OfRole(world.Relatives, FamilyRole.Father, Fathers)[0];
        _child = world.ChildrenOfOne(1);
    }

    [Benchmark(Description = "LR at least 10 000")]
    public long Threshold() => new FamilyScan(_child, _fathers).Run(new ScanOptions(1000, MinLog10: 4)).Rescored;

    [Benchmark(Description = "the best ten")]
    public long BestTen() => new FamilyScan(_child, _fathers).Run(new ScanOptions(10)).Rescored;
}

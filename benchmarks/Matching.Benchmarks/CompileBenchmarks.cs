using BenchmarkDotNet.Attributes;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;
using Matching.Scale.Searching;

namespace Matching.Benchmarks;

/// <summary>One child compiled for a scan of fathers, the ratios of its genotypes being known.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private const int Children = 64;

    private readonly SearchWorld _world = new(PanelModel.Of(), seed: 22);
    private readonly ChildQuery[] _children;
    private readonly FamilyForm _form;
    private readonly AlignedBuffer _tables;
    private int _next;

    public CompileBenchmarks()
    {
        _world.Grow(10_000);
        _children = _world.ChildrenOfOne(Children);
        _form = Families.OfRole(_world.Relatives, FamilyRole.Father, 1)[0].Packed.Groups[0].Group.Form;
        _tables = new AlignedBuffer(_world.Relatives.LocusCount * QueryBatch.TableSize);
        for (int child = 0; child < Children; child++)
            Warm();
    }

    [Benchmark(Description = "questions and byte tables of a child")]
    public void Warm() => Write(_children[_next++ % Children]);

    [Benchmark(Description = "the same of a child met for the first time")]
    public void NewChild()
    {
        var known = _children[_next++ % Children];
        Write(new ChildQuery(known.Ratios, known.Children, known.Row));
    }

    private void Write(ChildQuery child) => ChildFilter.Of(child, _form, _world.Relatives.DropOuts, asksIdentity: true)![0].Write(4, _tables.Span);
}

using System.Collections.Immutable;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>What one thread of a transposed scan has found so far.</summary>
internal sealed class StandingWorker
{
    /// <summary>Families that are put to a block of children together.</summary>
    public const int Chunk = 16;

    // Who survives one family survives others: some kilobytes each, so that ten megabytes are enough.
    private const int MostPrepared = 8192;

    private readonly ScanOptions _options;
    private readonly LocusRatios _ratios;
    private readonly FamilySnapshot _families;
    private readonly ImmutableArray<int> _asking;
    private readonly ChildSnapshot _children;
    private readonly ChildDemand _demand;
    private readonly SharedBars _shared;
    private readonly PairComparison _comparison;
    private readonly FilteredScan<PersonKind>? _filtered;
    private readonly FamilyParts?[] _parts = new FamilyParts?[Chunk];
    private readonly BarredRanking[] _rankings = new BarredRanking[Chunk];
    private readonly FilterQuery[]?[] _questions;
    private readonly ChildScan?[] _prepared;
    private int _from;
    private long _unfiltered;

    public StandingWorker(
        ScanOptions options, LocusRatios ratios, FamilySnapshot families, ImmutableArray<int> asking, ChildSnapshot children, ChildDemand demand, SharedBars shared, IScanKernel? kernel)
    {
        (_options, _ratios, _families, _asking, _children, _demand, _shared) = (options, ratios, families, asking, children, demand, shared);
        _comparison = new PairComparison(options, families.Relatives);
        _questions = new FilterQuery[]?[asking.Length];
        _prepared = new ChildScan?[Math.Min(children.Count, MostPrepared)];
        if (kernel is not null)
            _filtered = new FilteredScan<PersonKind>(kernel, shared, children.Packed, Compare);
    }

    /// <summary>The rankings of the families scanned by this thread, by their place among those asking.</summary>
    public List<KeyValuePair<int, CandidateRanking>> Rankings { get; } = [];

    public List<IdentityHit> Identities => _comparison.Identities;

    public Dictionary<int, ulong> InPart { get; } = [];

    /// <summary>Pairs whose exact ratio was taken.</summary>
    public long Rescored => _unfiltered + (_filtered?.Rescored ?? 0);

    /// <summary>Compares some of the asking families with all children.</summary>
    public void Scan(int from, int to)
    {
        _from = from;
        for (int q = from; q < to; q++)
        {
            _rankings[q - from] = new BarredRanking(_options, _shared, q);
            _parts[q - from] = PartsOf(_asking[q]);
        }

        if (_filtered is null)
            CompareAll(from, to, Enumerable.Range(0, _children.Count));
        else
            ScanPacked(from, to);
        for (int q = from; q < to; q++)
            Rankings.Add(new(q, _rankings[q - from].Ranking));
    }

    private void ScanPacked(int from, int to)
    {
        foreach (var group in _children.Packed.Groups)
        {
            // Of a kind that is not in demand all children are retired.
            if (!_demand.Kinds.TryGetValue(group.Group.Form, out bool[]? typed))
                continue;
            for (int q = from; q < to; q++)
                _questions[q] = QuestionsOf(_families[_asking[q]], _parts[q - from], group.Group.Form, typed);
            _filtered!.Begin(group, _questions, from, to);
            for (int block = group.FirstBlock; block < group.Blocks; block++)
                _filtered.Scan(block);
        }

        // They are not asked again: kept to the end, the questions of all families would fill the memory.
        Array.Clear(_questions, from, to - from);
        CompareAll(from, to, Enumerable.Range(0, _children.Packed.UnpackedCount).Select(_children.Packed.UnpackedAt));
    }

    private void CompareAll(int from, int to, IEnumerable<int> children)
    {
        foreach (int child in children)
        {
            if (!_children.IsActive(child))
                continue;
            for (int q = from; q < to; q++)
                Compare(q, child);
            _unfiltered += to - from;
        }
    }

    private void Compare(int q, int child) =>
        _comparison.Compare(Prepared(child), _families[_asking[q]], _asking[q], _parts[q - _from], _rankings[q - _from], child);

    private ChildScan Prepared(int child)
    {
        int row = _children.RowOf(child);
        ref var known = ref _prepared[child % _prepared.Length];
        return known is not null && known.Query.Row == row ? known : known = new ChildScan(new ChildQuery(_ratios, _children.Children, row), _families.Relatives);
    }

    private FamilyParts? PartsOf(int index)
    {
        var parts = _families.PartsOf(index, _ratios, _demand);
        if (parts is not null && parts.Members != _families[index].Shape.All)
            InPart[index] = parts.Members;
        return parts;
    }

    private FilterQuery[]? QuestionsOf(SearchFamily family, FamilyParts? parts, PersonKind child, bool[] typed)
    {
        CompiledFamily Members(ulong members) => new(_ratios, _families.Relatives, family, members);
        try
        {
            return FamilyFilter.Of(family, _families.Relatives, parts?.Together ?? Members(family.Shape.All), m => parts?.Alone(m) ?? Members(1UL << m), _ratios.Classes, child, typed);
        }
        catch (Genetics.PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            // A table over every genotype of the child can be beyond the budget where its single ratios are not: without a bound every child is compared.
            return null;
        }
    }
}

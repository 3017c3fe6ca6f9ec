using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>What one thread of a scan has found so far.</summary>
internal sealed class ScanWorker
{
    private readonly ChildScan[] _children;
    private readonly ChildQuery[] _queries;
    private readonly FamilySnapshot _families;
    private readonly BarredRanking[] _rankings;
    private readonly PairComparison _comparison;
    private readonly FilteredScan<FamilyForm>? _filtered;
    private readonly Lazy<ChildDemand> _demand;
    private long _unfiltered;

    public ScanWorker(ScanOptions options, ChildScan[] children, FamilySnapshot families, SharedBars shared, IScanKernel? kernel)
    {
        (_children, _families) = (children, families);
        _queries = [.. children.Select(c => c.Query)];
        _rankings = [.. children.Select((_, c) => new BarredRanking(options, shared, c))];
        _comparison = new PairComparison(options, families.Relatives);
        _demand = new(Demand);
        if (kernel is not null && _queries.Length > 0)
            _filtered = new FilteredScan<FamilyForm>(kernel, shared, families.Packed, (c, family) => Compare(c, family, parts: null));
    }

    /// <summary>The ranking of a child.</summary>
    public CandidateRanking RankingOf(int child) => _rankings[child].Ranking;

    public List<IdentityHit> Identities => _comparison.Identities;

    public Dictionary<int, ulong> InPart { get; } = [];

    /// <summary>Pairs whose exact ratio was taken.</summary>
    public long Rescored => _unfiltered + (_filtered?.Rescored ?? 0);

    /// <summary>Compares every child with some families, without a filter.</summary>
    public void Scan(ReadOnlySpan<int> families)
    {
        var compiled = new FamilyParts?[families.Length];
        for (int i = 0; i < families.Length; i++)
            compiled[i] = Compile(families[i]);
        for (int c = 0; c < _children.Length; c++)
            for (int i = 0; i < families.Length; i++)
                Compare(c, families[i], compiled[i]);
        _unfiltered += (long)_children.Length * families.Length;
    }

    /// <summary>Compares some children with some blocks of packed families: only those whom the filter cannot dismiss.</summary>
    public void Scan(in PackedPiece piece, in GroupView<FamilyForm> group, FilterQuery[]?[] questions)
    {
        _filtered!.Begin(group, questions, piece.FromQuery, piece.ToQuery);
        for (int block = piece.FromBlock; block < piece.ToBlock; block++)
            _filtered.Scan(block);
    }

    private void Compare(int c, int index, FamilyParts? parts) => _comparison.Compare(_children[c], _families[index], index, parts, _rankings[c], index);

    private FamilyParts? Compile(int index)
    {
        var parts = _families.PartsOf(index, _queries[0].Ratios, _demand.Value);
        if (parts is not null && parts.Members != _families[index].Shape.All)
            InPart[index] = parts.Members;
        return parts;
    }

    private ChildDemand Demand()
    {
        var demand = new ChildDemand();
        foreach (var query in _queries)
            demand.Add(query.Children, query.Row, query.Ratios);
        return demand;
    }
}

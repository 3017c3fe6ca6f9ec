using System.Numerics;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>What one thread of a scan has found so far.</summary>
internal sealed class ScanWorker
{
    private readonly ScanOptions _options;
    private readonly ChildScan[] _children;
    private readonly ProfileStore _relatives;
    private readonly FamilySnapshot _families;
    private readonly ChildQuery[] _queries;
    private readonly FilteredScan? _filtered;
    private readonly double[] _linearBars;
    private readonly double[] _bars;
    private readonly SharedBars _shared;
    private long _unfiltered;

    public ScanWorker(ScanOptions options, ChildScan[] children, FamilySnapshot families, SharedBars shared, IScanKernel? kernel)
    {
        (_options, _children, _relatives, _families, _shared) = (options, children, families.Relatives, families, shared);
        _queries = [.. children.Select(c => c.Query)];
        if (kernel is not null)
            _filtered = new FilteredScan(kernel, shared, families, (c, family) => Compare(c, family, parts: null));
        Rankings = [.. children.Select(_ => new CandidateRanking(options.Top, options.MinLog10))];
        _bars = new double[children.Length];
        _linearBars = new double[children.Length];
        for (int c = 0; c < children.Length; c++)
            SetBar(c);
    }

    public CandidateRanking[] Rankings { get; }

    public List<IdentityHit> Identities { get; } = [];

    public Dictionary<int, ulong> InPart { get; } = [];

    /// <summary>Pairs whose exact ratio was taken.</summary>
    public long Rescored => _unfiltered + (_filtered?.Rescored ?? 0);

    /// <summary>Compares every child with some families, without a filter.</summary>
    public void Scan(ReadOnlySpan<int> families)
    {
        var compiled = new FamilyParts?[families.Length];
        for (int i = 0; i < families.Length; i++)
            if (IsCompiled(_families[families[i]]))
                compiled[i] = Compile(families[i], _families[families[i]]);
        for (int c = 0; c < _children.Length; c++)
            for (int i = 0; i < families.Length; i++)
                Compare(c, families[i], compiled[i]);
        _unfiltered += (long)_children.Length * families.Length;
    }

    /// <summary>Compares some children with some blocks of packed families: only those whom the filter cannot dismiss.</summary>
    public void Scan(in PackedPiece piece, in GroupView<FamilyForm> group, FilterQuery[]?[] filters)
    {
        _filtered!.Begin(group, _queries, filters, piece.FromChild, piece.ToChild, _options.FurtherLoci is not null);
        for (int block = piece.FromBlock; block < piece.ToBlock; block++)
            _filtered.Scan(block);
    }

    private void Compare(int c, int index, FamilyParts? parts)
    {
        var family = _families[index];
        ulong identical = IdenticalMembers(c, index, family);
        var child = _children[c];
        ulong rest = family.Shape.All & ~identical;
        if (rest == 0)
            return;
        if (identical != 0)
            Offer(c, index, new CompiledFamily(child.Query.Ratios, _relatives, family, rest).ProductWithinBudget(child.Query), rest, parts);
        else if (parts is not null)
            Offer(c, index, parts.Together.Product(child.Query), rest, parts);
        else if (family.Members.Length == 1)
            OfferSingle(c, index, family);
        else if (family.Shape.IsCouple(rest, out int father, out int mother))
            Offer(c, index, child.Couple(family.Members[father], family.Members[mother]), rest, parts);
    }

    // A relative known by its role, and a couple, have tables of the child; everybody else has tables of the family.
    private static bool IsCompiled(SearchFamily family) =>
        family.Members.Length == 1 ? family.Shape.Roles[0] is null : !family.Shape.IsCouple(family.Shape.All, out _, out _);

    private void OfferSingle(int c, int index, SearchFamily family)
    {
        var product = _children[c].Single(family.Shape.Roles[0]!.Value, family.Members[0]);
        if (family.OtherRole is { } other)
            product = ScaledProduct.Mean(product, _children[c].Single(other, family.Members[0]));
        Offer(c, product, index, member: -1);
    }

    // A member alone enters only above its family, so that one wrong stated relative cannot hide a true one.
    private void Offer(int c, int index, ScaledProduct together, ulong members, FamilyParts? parts)
    {
        Offer(c, together, index, member: -1);
        if (BitOperations.IsPow2(members))
            return;
        var family = _families[index];
        var child = _children[c];
        for (int m = 0; m < family.Members.Length; m++)
        {
            if ((members >> m & 1) == 0)
                continue;
            var alone = family.Shape.Roles[m] is { } role ? child.Single(role, family.Members[m]) : parts!.Alone(m).Product(child.Query);
            if (MayEnter(c, alone) && !(alone.Log10 <= together.Log10) && child.SharesLocus(family.Members[m]))
                Offer(c, alone, index, m);
        }
    }

    private void Offer(int c, ScaledProduct product, int family, int member)
    {
        if (!MayEnter(c, product))
            return;
        Rankings[c].Offer(new Candidate(product.Log10, family, member));
        if (Rankings[c].Bar > _bars[c])
            SetBar(c);
    }

    // The linear bar is a little generous: what it lets through is decided by the logarithm.
    private bool MayEnter(int c, ScaledProduct product) =>
        product.Exponent == 0 ? product.Significand >= _linearBars[c] : product.Log10 >= _bars[c];

    private void SetBar(int c)
    {
        _bars[c] = Rankings[c].Bar;
        _shared.Raise(c, _bars[c]);
        _linearBars[c] = _bars[c] < 300 ? Math.Pow(10, _bars[c]) * (1 - 1e-9) : double.MaxValue / 2;
    }

    private ulong IdenticalMembers(int c, int index, SearchFamily family)
    {
        ulong identical = 0;
        var query = _children[c].Query;
        for (int m = 0; m < family.Members.Length; m++)
        {
            int loci = IdentityCheck.EqualLoci(query.Children, query.Row, _relatives, family.Members[m], _options.FurtherLoci);
            if (loci < ScanOptions.IdenticalLoci)
                continue;
            identical |= 1UL << m;
            Identities.Add(new IdentityHit(query.Row, index, m, loci));
        }

        return identical;
    }

    private FamilyParts Compile(int index, SearchFamily family)
    {
        var ratios = _children.Length > 0 ? _children[0].Query.Ratios : null;
        var queries = _children.Select(c => c.Query).ToArray();
        foreach (ulong members in BySize(family.Shape))
        {
            var together = new CompiledFamily(ratios!, _relatives, family, members);
            if (!together.IsComputable(queries))
                continue;
            if (members != family.Shape.All)
                InPart[index] = members;
            return new FamilyParts(ratios!, _relatives, family, together);
        }

        throw new Genetics.PedigreeException("likelihood.budget", "Not even one member of a family can be compared within the budget. Set theta to 0.");
    }

    // All members; all but one; all but two; then ever fewer of the first ones. Trying every subset would double per member.
    private static IEnumerable<ulong> BySize(FamilyShape shape)
    {
        int count = shape.Members.Length;
        yield return shape.All;
        for (int one = count - 1; one >= 0 && count > 1; one--)
            yield return shape.All & ~(1UL << one);
        for (int one = count - 1; one >= 0 && count > 2; one--)
            for (int other = one - 1; other >= 0; other--)
                yield return shape.All & ~(1UL << one) & ~(1UL << other);
        for (int size = count - 3; size >= 1; size--)
            yield return (1UL << size) - 1;
        for (int one = 1; one < count; one++)
            yield return 1UL << one;
    }
}

/// <summary>A family compiled together, and each member compiled alone when first asked for.</summary>
internal sealed class FamilyParts(LocusRatios ratios, ProfileStore relatives, SearchFamily family, CompiledFamily together)
{
    private readonly CompiledFamily?[] _alone = new CompiledFamily?[family.Members.Length];

    /// <summary>All members that can be computed together.</summary>
    public CompiledFamily Together { get; } = together;

    /// <summary>One member alone.</summary>
    public CompiledFamily Alone(int member) => _alone[member] ??= new CompiledFamily(ratios, relatives, family, 1UL << member);
}

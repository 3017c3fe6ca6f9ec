using System.Collections.Immutable;
using System.Numerics;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;

namespace Matching.Casework.Findings;

/// <summary>A hit computed anew: the persons of the pair, and every number that is said of it.</summary>
internal sealed class PairAnalysis
{
    private readonly ProfileIndex _index;
    private readonly ChildQuery _child;
    private readonly ChildQuery _strict;
    private readonly SearchFamily _family;
    private readonly ProfileStore _store;
    private readonly ImmutableArray<LocusDetail> _loci;

    /// <summary>Computes a hit.</summary>
    /// <param name="index">The index of the model.</param>
    /// <param name="kind">The kind of search.</param>
    /// <param name="hit">The hit.</param>
    /// <param name="identical">Members of the family that are identical with the child, as bits.</param>
    public PairAnalysis(ProfileIndex index, SearchKind kind, SearchHit hit, ulong identical)
    {
        (_index, Hit) = (index, hit);
        _child = new ChildQuery(index.Model.Ratios, index.Children, hit.Child);
        _strict = new ChildQuery(index.Model.Strict, index.Children, hit.Child);
        _store = kind.IsOfSiblings() ? index.Children : index.Relatives;
        (_family, Rows, Members) = PersonsOf(index, kind, hit, identical);
        IsIdentity = hit.Relation == HitRelation.Identical || kind == SearchKind.Items;
        if (IsIdentity)
        {
            (Log10, _loci) = CandidateDetail.OfIdentity(_child, _store, Rows[0]);
            OwnLog10 = ConditionalLog10 = [Log10];
            return;
        }

        var detail = CandidateDetail.Of(_child, _strict, _store, _family, Members);
        (Log10, _loci, OwnLog10, ConditionalLog10) = (detail.Log10, detail.Loci, detail.AloneLog10, detail.ConditionalLog10);
        IsInPart = !kind.IsOfSiblings() && hit.Member < 0 && (Members | identical) != _family.Shape.All;
    }

    /// <summary>The hit as it was stored.</summary>
    public SearchHit Hit { get; }

    public double Log10 { get; }

    public bool IsIdentity { get; }

    public bool IsInPart { get; }

    /// <summary>Rows of the persons compared with the child.</summary>
    public ImmutableArray<int> Rows { get; }

    /// <summary>The same as members of the family, as bits.</summary>
    public ulong Members { get; }

    public ImmutableArray<double> OwnLog10 { get; }

    public ImmutableArray<double> ConditionalLog10 { get; }

    public int Compared => _loci.Count(l => l.IsCompared);

    public int Inconsistent => _loci.Count(l => l.IsInconsistent);

    public int Missing => _loci.Length - Compared;

    /// <summary>True when the members of the whole family contradict each other.</summary>
    public bool IsContradictory =>
        !IsIdentity && FamilyConsistency.Matters(_family) && FamilyConsistency.Of(_index.Model.Strict, _index.Model.Ratios, _store, _family).IsContradictory;

    public string Relationship => IsIdentity ? RelationshipNames.Identity
        : Hit.Relation == HitRelation.FullSiblings ? "full-siblings"
        : Hit.Relation == HitRelation.HalfSiblings ? "half-siblings"
        : RelationshipNames.Of(_family, Members, Hit.Member >= 0);

    /// <summary>log10 LR with linked loci taken together, and the pairs that counted; null where none did.</summary>
    public (double Log10, ImmutableArray<string> Pairs)? Linked()
    {
        if (IsIdentity)
            return null;
        var (log10, pairs) = new CompiledFamily(_index.Model.Ratios, _store, _family, Members).WithLinkage(_child, _index.Model.Linked);
        var panel = _index.Model.Kinship.Panel;
        return pairs.Count == 0 ? null : (log10, [.. pairs.Select(p => $"{panel[p.First].Name}-{panel[p.Second].Name}")]);
    }

    /// <summary>The loci one by one.</summary>
    public ImmutableArray<LocusFinding> Loci() =>
    [
        .. _loci.Select(l => new LocusFinding(
            _index.Model.Kinship.Panel[l.Locus].Name,
            _index.Children.GenotypeAt(_child.Row, l.Locus),
            [.. Rows.Select(row => _store.GenotypeAt(row, l.Locus))],
            l.Ratio,
            l.RatioInOtherRole,
            l.IsCompared,
            l.IsInconsistent)),
    ];

    private static (SearchFamily Family, ImmutableArray<int> Rows, ulong Members) PersonsOf(ProfileIndex index, SearchKind kind, SearchHit hit, ulong identical)
    {
        if (kind == SearchKind.Items)
            return (default, [index.Current.Items[hit.Other].Row], 1);
        if (kind.IsOfSiblings())
            return (hit.Relation == HitRelation.HalfSiblings ? SiblingTile.HalfSibling(index, hit.Other) : SiblingTile.FullSibling(index, hit.Other), [hit.Other], 1);
        var family = index.Current.Of(kind)[hit.Other];
        ulong members = hit.Member >= 0 ? 1UL << hit.Member : Together(index, kind, hit, family, identical);
        return (family, [.. Enumerable.Range(0, family.Members.Length).Where(m => (members >> m & 1) != 0).Select(m => family.Members[m])], members);
    }

    // As the scan takes them: without the identical ones, and of a family beyond the budget the part that is within it.
    private static ulong Together(ProfileIndex index, SearchKind kind, SearchHit hit, SearchFamily family, ulong identical)
    {
        ulong rest = family.Shape.All & ~identical;
        if (BitOperations.IsPow2(family.Shape.All))
            return rest;
        ulong part = new FamilyTile(index, index.Current, kind, 1).Together(hit.Other, hit.Child);
        return (rest & part) == 0 ? rest : rest & part;
    }
}

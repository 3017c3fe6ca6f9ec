using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;

namespace Matching.Casework.Search;

/// <summary>Children compared with families, or with suspects as parents.</summary>
internal sealed class FamilyTile(ProfileIndex index, IndexSnapshot snapshot, SearchKind kind, int threads)
{
    // A family that asks costs about so many times what a child costs that asks: it is compiled by itself, and its children are few (measured).
    private const double CostOfAskingFamily = 4;

    private readonly IndexedModel _model = index.Model;
    private readonly FamilySnapshot _families = snapshot.Of(kind);
    private readonly ScanOptions _options = new(Top: int.MaxValue, index.Model.Settings.MinLog10, threads);

    /// <summary>Which side asks; null leaves it to the cost. The hits do not depend on it.</summary>
    public bool? FamiliesAsk { get; init; }

    /// <summary>Compares a rectangle.</summary>
    public (List<SearchHit> Hits, TileCounts Counts) Run(Rectangle area, Action<long>? progress)
    {
        var families = _families.Range(area.OtherFrom, area.OtherTo);
        var children = snapshot.ActiveChildren(area.ChildFrom, area.ChildTo);
        if (children.IsEmpty || families.Active == 0)
            return ([], new TileCounts(children.Length, families.Active, 0, 0, 0, "none"));
        bool familiesAsk = FamiliesAsk ?? families.Active * CostOfAskingFamily < children.Length;
        var (hits, report) = familiesAsk ? FromFamilies(area, families, progress) : FromChildren(children, families, progress);
        var inPart = new HashSet<int>();
        if (report.InPart.Count > 0)
        {
            hits.RemoveAll(hit => report.InPart.ContainsKey(hit.Other));
            foreach (int family in report.InPart.Keys)
                if (AddInPart(hits, family, children, progress))
                    inPart.Add(family);
        }

        return (hits, new TileCounts(children.Length, families.Active, report.Pairs, report.Rescored, inPart.Count, report.Kernel));
    }

    /// <summary>The members of a family that are taken together for a child: fewer than all where the family is beyond the budget.</summary>
    public ulong Together(int family, int child)
    {
        var report = Scan([child], _families.Range(family, family + 1), progress: null);
        return report.InPart.TryGetValue(family, out ulong members) ? members : _families[family].Shape.All;
    }

    /// <summary>The families of a rectangle of which only a part is taken together for some of its children.</summary>
    public IReadOnlyCollection<int> InPart(Rectangle area)
    {
        // One child of each kind tells of all.
        ImmutableArray<int> kinds = [.. ChildGroups.Of(snapshot.ActiveChildren(area.ChildFrom, area.ChildTo), index.Children, _model.HasX).Select(group => group[0])];
        return kinds.IsEmpty ? [] : [.. Scan(kinds, _families.Range(area.OtherFrom, area.OtherTo), progress: null).InPart.Keys];
    }

    private (List<SearchHit> Hits, ScanReport Report) FromChildren(ImmutableArray<int> children, FamilySnapshot families, Action<long>? progress)
    {
        var report = Scan(children, families, progress);
        var hits = Identities(report);
        for (int c = 0; c < children.Length; c++)
            foreach (var candidate in report.Rankings[c].Sorted())
                hits.Add(new SearchHit(children[c], candidate.Family, candidate.Member, HitRelation.Stated, candidate.Log10, 0));
        return (hits, report);
    }

    private (List<SearchHit> Hits, ScanReport Report) FromFamilies(Rectangle area, FamilySnapshot families, Action<long>? progress)
    {
        ImmutableArray<int> asking = [.. Enumerable.Range(area.OtherFrom, area.OtherTo - area.OtherFrom).Where(families.IsActive)];
        var report = new StandingScan(_model.Ratios, families, asking, snapshot.Children.Range(area.ChildFrom, area.ChildTo)).Run(_options, progress);
        var hits = Identities(report);
        for (int f = 0; f < asking.Length; f++)
            foreach (var candidate in report.Rankings[f].Sorted())
                hits.Add(new SearchHit(candidate.Family, asking[f], candidate.Member, HitRelation.Stated, candidate.Log10, 0));
        return (hits, report);
    }

    // Which part of a family beyond the budget is taken must depend on the child alone, so its children ask anew, kind by kind.
    private bool AddInPart(List<SearchHit> hits, int family, ImmutableArray<int> children, Action<long>? progress)
    {
        bool isInPart = false;
        foreach (var group in ChildGroups.Of(children, index.Children, _model.HasX))
        {
            progress?.Invoke(0);
            var (found, report) = FromChildren(group, _families.Range(family, family + 1), progress: null);
            hits.AddRange(found);
            isInPart |= report.InPart.Count > 0;
        }

        return isInPart;
    }

    private ScanReport Scan(ImmutableArray<int> children, FamilySnapshot families, Action<long>? progress) =>
        new FamilyScan(children.Select(child => new ChildQuery(_model.Ratios, index.Children, child)), families).Run(_options, progress);

    private List<SearchHit> Identities(ScanReport report)
    {
        var hits = new List<SearchHit>();
        foreach (var found in report.Identities)
        {
            int row = _families[found.Family].Members[found.Member];
            double log10 = _model.Identity.Log10(new ChildQuery(_model.Ratios, index.Children, found.Child), index.Relatives, row);
            hits.Add(new SearchHit(found.Child, found.Family, found.Member, HitRelation.Identical, log10, found.Loci));
        }

        return hits;
    }
}

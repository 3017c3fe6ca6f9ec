using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Search;

/// <summary>Children compared with earlier children: one person, full siblings, half siblings.</summary>
/// <remarks>
/// The later child of a pair asks, so that a pair has one ratio. The earlier one stands as a brother, or as a sister where its sex is female: only loci on X
/// tell the two apart, and those of a child of unknown sex do not count. Half siblings may share either parent, so their ratio is the mean of the
/// two products, as for a relative who may stand in either of two roles.
/// </remarks>
internal sealed class SiblingTile(ProfileIndex index, IndexSnapshot snapshot, int threads)
{
    private const int Relations = 2;

    private readonly IndexedModel _model = index.Model;
    private ScanOptions _options = new(Top: int.MaxValue, index.Model.Settings.MinLog10, threads);
    private readonly List<SearchHit> _hits = [];
    private long _pairs;
    private long _rescored;
    private string _kernel = "none";

    /// <summary>Compares a rectangle.</summary>
    /// <param name="area">The pairs; those whose other child is not the earlier one are passed over.</param>
    /// <param name="inCase">True: only children of one case.</param>
    /// <param name="progress">Called with the number of pairs just compared.</param>
    public (List<SearchHit> Hits, TileCounts Counts) Run(Rectangle area, bool inCase, Action<long>? progress)
    {
        var asking = snapshot.ActiveChildren(area.ChildFrom, area.ChildTo);
        // Most children come without a case: then there is nobody to be looked through.
        if (inCase && asking.All(child => snapshot.Cases.Span[child] < 0))
            return ([], new TileCounts(asking.Length, snapshot.Children.Range(area.OtherFrom, area.OtherTo).Active, 0, 0, 0, _kernel));
        var others = snapshot.ActiveChildren(area.OtherFrom, area.OtherTo);
        if (!inCase)
        {
            _options = _options with { MinLog10 = Math.Max(_options.MinLog10, _model.Settings.MinLog10AcrossCases) };
            Compare(asking, others, progress);
        }
        else
            foreach (var (of, with) in ByCase(asking, others))
                Compare(of, with, progress);
        return (_hits, new TileCounts(asking.Length, others.Length, _pairs, _rescored, 0, _kernel));
    }

    private IEnumerable<(ImmutableArray<int> Asking, ImmutableArray<int> Others)> ByCase(ImmutableArray<int> asking, ImmutableArray<int> others)
    {
        var byCase = asking.Where(child => snapshot.Cases.Span[child] >= 0).ToLookup(child => snapshot.Cases.Span[child]);
        foreach (var with in others.Where(child => byCase.Contains(snapshot.Cases.Span[child])).ToLookup(child => snapshot.Cases.Span[child]))
            yield return ([.. byCase[with.Key]], [.. with]);
    }

    private void Compare(ImmutableArray<int> asking, ImmutableArray<int> others, Action<long>? progress)
    {
        if (asking.IsEmpty || others.IsEmpty || asking[^1] <= others[0])
            return;
        var earlier = FamilyIndex.Of(index.Children, others.SelectMany(EntriesOf));
        ImmutableArray<ChildQuery> queries = [.. asking.Where(child => child > others[0]).Select(child => new ChildQuery(_model.Ratios, index.Children, child))];
        var report = new FamilyScan(queries, earlier).Run(_options, progress);
        for (int q = 0; q < queries.Length; q++)
            foreach (var candidate in report.Rankings[q].Sorted())
                Add(queries[q], others[candidate.Family / Relations], candidate.Family % Relations == 0 ? HitRelation.FullSiblings : HitRelation.HalfSiblings, candidate.Log10, 0);
        // Both relations find the same identical records.
        foreach (var found in report.Identities.Where(i => i.Family % Relations == 0))
        {
            var query = new ChildQuery(_model.Ratios, index.Children, found.Child);
            int other = others[found.Family / Relations];
            Add(query, other, HitRelation.Identical, _model.Identity.Log10(query, index.Children, other), found.Loci);
        }

        _pairs += report.Pairs;
        _rescored += report.Rescored;
        _kernel = report.Kernel;
    }

    private void Add(ChildQuery child, int other, HitRelation relation, double log10, int loci)
    {
        if (other < child.Row)
            _hits.Add(new SearchHit(child.Row, other, -1, relation, log10, loci));
    }

    private IEnumerable<SearchFamily> EntriesOf(int child) => [FullSibling(index, child), HalfSibling(index, child)];

    /// <summary>An earlier child as a full sibling.</summary>
    internal static SearchFamily FullSibling(ProfileIndex index, int child) =>
        SearchFamily.Of(index.Children.SexOf(child) == Sex.Female ? FamilyRole.Sister : FamilyRole.Brother, child);

    /// <summary>An earlier child as a sibling through the father or through the mother.</summary>
    internal static SearchFamily HalfSibling(ProfileIndex index, int child) => index.Children.SexOf(child) == Sex.Female
        ? SearchFamily.OfEitherRole(FamilyRole.PaternalHalfSister, FamilyRole.MaternalHalfSister, child)
        : SearchFamily.OfEitherRole(FamilyRole.PaternalHalfBrother, FamilyRole.MaternalHalfBrother, child);
}

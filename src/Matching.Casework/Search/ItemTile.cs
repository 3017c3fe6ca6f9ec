using Matching.Casework.Registry;
using Matching.Engine.Queries;
using Matching.Engine.Scan;

namespace Matching.Casework.Search;

/// <summary>Children compared with personal items of missing children: whether both records are of one person.</summary>
/// <remarks>
/// Equal recorded genotypes at enough common loci are an identical record, whatever the ratio; other pairs are hits from the threshold on, such as a degraded
/// item whose lost alleles drop-out explains.
/// </remarks>
internal sealed class ItemTile(ProfileIndex index, IndexSnapshot snapshot)
{
    /// <summary>Compares a rectangle.</summary>
    public (List<SearchHit> Hits, TileCounts Counts) Run(Rectangle area, Action<long>? progress)
    {
        var children = snapshot.ActiveChildren(area.ChildFrom, area.ChildTo);
        int[] items = [.. Enumerable.Range(area.OtherFrom, area.OtherTo - area.OtherFrom).Where(i => snapshot.Items[i].IsActive)];
        var hits = new List<SearchHit>();
        long possible = 0;
        foreach (int child in children)
        {
            var query = new ChildQuery(index.Model.Ratios, index.Children, child);
            foreach (int item in items)
                if (Compare(query, item, ref possible) is { } hit)
                    hits.Add(hit);
            progress?.Invoke(items.Length);
        }

        return (hits, new TileCounts(children.Length, items.Length, (long)children.Length * items.Length, possible, 0, "none"));
    }

    private SearchHit? Compare(ChildQuery child, int item, ref long possible)
    {
        int row = snapshot.Items[item].Row;
        double log10 = index.Model.Identity.Log10(child, index.Relatives, row);
        if (double.IsNegativeInfinity(log10))
            return null;
        possible++;
        int equal = IdentityCheck.EqualLoci(index.Children, child.Row, index.Relatives, row);
        return equal >= ScanOptions.IdenticalLoci ? new SearchHit(child.Row, item, -1, HitRelation.Identical, log10, equal)
            : log10 >= index.Model.Settings.MinLog10 ? new SearchHit(child.Row, item, -1, HitRelation.Stated, log10, 0)
            : null;
    }
}

using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>A new hit, who may be told of it, and what is said with it. Nothing is sent.</summary>
/// <param name="Kind">What was compared.</param>
/// <param name="Hit">The best hit of the pair: members alone, and half beside full siblings, are told of with it.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Other">Code of the family, the item, the suspect, or the other child.</param>
/// <param name="IsSealed">True when only the case officers and child protection may know of it.</param>
/// <param name="Recipients">Those who may be told.</param>
/// <param name="Flags">What is known of members of the family.</param>
public sealed record HitNotification(
    SearchKind Kind, SearchHit Hit, string Child, string Other, bool IsSealed, ImmutableArray<Recipient> Recipients, ImmutableArray<FlaggedPerson> Flags);

/// <summary>The new hits of a run, each routed to those who may be told.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class RunNews(RecordBook book, DeskSearches searches)
{
    private readonly HitRouter _router = new(book, searches);

    /// <summary>The hits of the run's committed tiles between versions in force; without those of pairs that an earlier run under the model compared.</summary>
    public async Task<ImmutableArray<HitNotification>> OfAsync(long run, CancellationToken stop = default)
    {
        var news = ImmutableArray.CreateBuilder<HitNotification>();
        if (await searches.Store.RunAsync(run, stop) is not { } known)
            return [];
        foreach (var kind in Enum.GetValues<SearchKind>())
        {
            var ledger = await searches.Indexes.Ledger.OfAsync(known.Model, kind, stop);
            var found = new List<SearchHit>();
            foreach (var line in ledger.LinesOfRun(run))
                found.AddRange((await HitsAsync(known.Model, kind, line.Area, stop)).Where(hit => !ledger.LinesOf(hit.Child, hit.Other).Any(other => other.Run < run)));
            foreach (var pair in found.GroupBy(hit => (hit.Child, hit.Other)))
                if (await _router.RouteAsync(kind, pair.MaxBy(hit => hit.Log10), stop) is { } routed)
                    news.Add(routed);
        }

        return news.ToImmutable();
    }

    // Asked for by the shorter side of the rectangle.
    private async Task<IReadOnlyList<SearchHit>> HitsAsync(int model, SearchKind kind, Rectangle area, CancellationToken stop)
    {
        var hits = new List<SearchHit>();
        if (area.ChildTo - area.ChildFrom <= area.OtherTo - area.OtherFrom)
            for (int child = area.ChildFrom; child < area.ChildTo; child++)
                hits.AddRange(await searches.Store.HitsOfChildAsync(model, kind, child, stop));
        else
            for (int other = area.OtherFrom; other < area.OtherTo; other++)
                hits.AddRange(await searches.Store.HitsOfOtherAsync(model, kind, other, stop));
        return [.. hits.Where(hit => area.Holds(hit.Child, hit.Other))];
    }
}

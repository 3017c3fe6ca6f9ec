using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>Every hit once, in the order in which the searches committed it, to each reader as far as it may be told.</summary>
/// <remarks>
/// The feed is the coverage ledger, whose lines are numbered under the lock of the registry: what is committed later has a greater number, so that who has
/// read up to a line has missed nothing. A pair belongs to the first line that covers it under its model and kind. Nothing is remembered of a reader:
/// what may be told is decided when it is read, and what lies before its place is not told again.
/// </remarks>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class HitFeed(RecordBook book, DeskSearches searches)
{
    // What is looked at in one call, whatever comes of it. A pair has fewer hits than a page: one for each member alone, identical and together.
    private const int MostLines = 500, MostPairs = 200, PageLength = 256;

    private readonly HitRouter _router = new(book, searches);

    /// <summary>The end of the feed as it is now.</summary>
    public async Task<FeedPlace> EndAsync(CancellationToken stop = default) => new(await searches.Store.LastLineAsync(stop), PairPlace.End);

    /// <summary>Reads on.</summary>
    /// <param name="from">Where.</param>
    /// <param name="limit">Hits told at most.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="stop">Stops.</param>
    public async Task<FeedPage> ReadAsync(FeedPlace from, int limit, Actor actor, CancellationToken stop = default)
    {
        var told = ImmutableArray.CreateBuilder<FeedEvent>();
        var place = from;
        int pairs = 0;
        var lines = await searches.Store.LedgerAsync(from.Pair == PairPlace.End ? from.Line : from.Line - 1, MostLines, stop);
        foreach (var (number, line) in lines)
        {
            var after = number == from.Line ? from.Pair : PairPlace.Beginning;
            await foreach (var pair in PairsAsync(line, after, stop))
            {
                if (pairs++ == MostPairs)
                    return new FeedPage(told.ToImmutable(), place, IsMore: true);
                place = new FeedPlace(number, new PairPlace(pair[0].Child, pair[0].Other));
                if (await RouteAsync(place, line, pair, actor, stop) is not { } routed)
                    continue;
                // Only what is for this reader is more: the line of one child would tell by an empty page that there is a hit besides, which is not.
                if (told.Count == limit)
                    return new FeedPage(told.ToImmutable(), told[^1].Place, IsMore: true);
                told.Add(routed);
            }

            place = new FeedPlace(number, PairPlace.End);
        }

        return new FeedPage(told.ToImmutable(), place, lines.Count == MostLines);
    }

    // The hits of each pair of a line, page by page.
    private async IAsyncEnumerable<SearchHit[]> PairsAsync(Coverage line, PairPlace after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        bool isLast;
        do
        {
            var page = await searches.Store.HitsWithinAsync(line.Model, line.Kind, line.Area, after, PageLength, stop);
            isLast = page.Count < PageLength;
            SearchHit[][] pairs = [.. page.GroupBy(hit => (hit.Child, hit.Other)).Select(pair => pair.ToArray())];
            foreach (var pair in isLast ? pairs : pairs[..^1])
            {
                yield return pair;
                after = new PairPlace(pair[0].Child, pair[0].Other);
            }
        }
        while (!isLast);
    }

    private async Task<FeedEvent?> RouteAsync(FeedPlace place, Coverage line, SearchHit[] pair, Actor actor, CancellationToken stop)
    {
        var best = pair.MaxBy(hit => hit.Log10);
        var ledger = await searches.Indexes.Ledger.OfAsync(line.Model, line.Kind, stop);
        if (ledger.LinesOf(best.Child, best.Other) is not [var first, ..] || first != new LedgerLine(line.Area, line.Run, line.At))
            return null;
        if (await _router.RouteAsync(line.Kind, best, stop) is not { } news || !news.Recipients.Any(recipient => recipient.Means(actor)))
            return null;
        var index = await searches.Indexes.SyncAsync(line.Model, stop);
        int size = line.Kind.IsOfSiblings() ? index.Current.Children.Active - 1 : FindingsReader.ActiveOf(index, line.Kind);
        var wanted = new WantedPair(best, Rank: null, size, Inference.PriorOf(size));
        var read = await new PairReader(searches.Store, searches.Indexes).OfAsync(index, line.Kind, [wanted], pair, withLoci: false, stop);
        return new FeedEvent(place, line, news, read[0].Finding);
    }
}

using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Findings;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>One list of candidates while it is being read: hits of several searches, without those that the reader may not see.</summary>
internal sealed class CandidateReading
{
    // Of a child that has been searched for years; the oldest say least.
    private const int RunsShown = 100;

    private readonly RecordBook _book;
    private readonly DeskSearches _searches;
    private readonly CandidateQuery _query;
    private readonly Actor _actor;
    private readonly ProfileIndex _index;
    private readonly List<SearchFindings> _found = [];
    private readonly List<(CandidatePlace Place, SearchHit Hit, Ownership Owner)> _seen = [];
    private readonly Dictionary<SearchKind, List<SearchHit>> _hits = [];
    private readonly SortedSet<long> _runs = [];

    private CandidateReading(RecordBook book, DeskSearches searches, CandidateQuery query, Actor actor, ProfileIndex index) =>
        (_book, _searches, _query, _actor, _index) = (book, searches, query, actor, index);

    private int Model => _index.Model.Stored.Number;

    /// <summary>Begins a list; null where there is no such model.</summary>
    public static async Task<CandidateReading?> OfAsync(RecordBook book, DeskSearches searches, CandidateQuery query, Actor actor, CancellationToken stop)
    {
        var models = await searches.Store.ModelsAsync(stop);
        var model = query.Model is { } number ? models.FirstOrDefault(m => m.Number == number) : models.LastOrDefault(m => m.IsActive);
        return model is null ? null : new CandidateReading(book, searches, query, actor, await searches.Indexes.SyncAsync(model.Number, stop));
    }

    /// <summary>Adds what a kind of search found for a child.</summary>
    public async Task AddChildAsync(SearchKind kind, int child, bool identitiesOnly, CancellationToken stop)
    {
        if (await _searches.Findings.OfChildAsync(Model, kind, child, _query.Prior, limit: 0, stop) is not { } found)
            return;
        var hits = await _searches.Store.HitsOfChildAsync(Model, kind, child, stop);
        if (kind.IsOfSiblings())
            hits = [.. hits, .. await _searches.Store.HitsOfOtherAsync(Model, kind, child, stop)];
        await AddAsync(found, identitiesOnly ? [.. hits.Where(hit => CandidatePlace.IsIdentity(kind, hit))] : hits, stop);
        var ledger = await _searches.Indexes.Ledger.OfAsync(Model, kind, _index.Position.Change, stop);
        _runs.UnionWith(ledger.LinesOfChild(child).Select(line => line.Run));
    }

    /// <summary>Adds what was found for an entry.</summary>
    public async Task AddEntryAsync(SearchKind kind, int entry, CancellationToken stop)
    {
        if (await _searches.Findings.OfEntryAsync(Model, kind, entry, _query.Prior, limit: 0, stop) is not { } found)
            return;
        await AddAsync(found, await _searches.Store.HitsOfOtherAsync(Model, kind, entry, stop), stop);
        var ledger = await _searches.Indexes.Ledger.OfAsync(Model, kind, _index.Position.Change, stop);
        _runs.UnionWith(ledger.LinesOfOther(entry).Select(line => line.Run));
    }

    /// <summary>The part of the list that is asked for.</summary>
    /// <param name="subject">Code of the child or family.</param>
    /// <param name="isWhole">True for a reader who sees everything.</param>
    /// <param name="matches">The matches of the subject.</param>
    /// <param name="stop">Stops.</param>
    public async Task<CandidateList> ListAsync(string subject, bool isWhole, RecordQuery matches, CancellationToken stop)
    {
        _seen.Sort((one, other) => CandidatePlace.Order.Compare(one.Place, other.Place));
        int identities = _seen.Count(entry => !entry.Place.IsRanked);
        var ranks = Enumerable.Repeat<int?>(null, identities).Concat(Inference.Ranks([.. _seen.Skip(identities).Select(entry => entry.Place.Log10)]).Select(rank => (int?)rank));
        var part = _seen.Zip(ranks, (entry, rank) => new RankedHit(entry.Place, entry.Hit, entry.Owner, rank)).Where(IsWanted).Take(_query.Limit + 1).ToList();
        bool isMore = part.Count > _query.Limit;
        if (isMore)
            part.RemoveAt(_query.Limit);
        var search = new CandidateSearch(
            _index.Model.Stored, _index.Model.Settings, _index.Position, isWhole, [.. _found], [.. _runs.TakeLast(RunsShown)], _seen.Count - identities, identities);
        var said = new CandidateRecords(_book, _searches, _actor, subject, matches);
        var items = ImmutableArray.CreateBuilder<Candidate>(part.Count);
        var read = await ReadAsync(part, stop);
        for (int i = 0; i < part.Count; i++)
            items.Add(await said.OfAsync(part[i].Place.Kind, read[i], part[i].Owner, stop));
        return new CandidateList(search, items.ToImmutable(), isMore ? part[^1].Place : null);
    }

    private bool IsWanted(RankedHit entry) =>
        (_query.After is not { } after || CandidatePlace.Order.Compare(entry.Place, after) > 0)
        && (!entry.Place.IsRanked || (!(entry.Place.Log10 < _query.MinLog10) && !(Inference.ExpectedCoincidences(entry.Place.Log10, BaseOf(entry.Place.Kind).BaseSize) > _query.MaxCoincidences)));

    // Every entry of a family is compared with the same children.
    private SearchFindings BaseOf(SearchKind kind) => _found.First(search => search.Kind == kind);

    private async Task AddAsync(SearchFindings found, IReadOnlyList<SearchHit> hits, CancellationToken stop)
    {
        _found.Add(found);
        // Siblings of one case that were compared across cases too stand once.
        var others = found.Kind == SearchKind.Siblings ? _hits.GetValueOrDefault(SearchKind.SiblingsInCase, []) : [];
        // What somebody else found between entries that came after this was read is left for the next time.
        var position = _index.Position;
        SearchHit[] active =
        [
            .. hits.Where(hit => hit.Child < position.Children && hit.Other < found.Kind.Others(position) && FindingsReader.IsActive(_index, found.Kind, hit) && !others.Contains(hit)),
        ];
        var owners = await PairOwners.OfAsync(_book, _searches.Store, found.Kind, active, stop);
        if (!_hits.TryGetValue(found.Kind, out var known))
            _hits.Add(found.Kind, known = []);
        known.AddRange(active);
        foreach (var hit in active)
            if (AccessRules.May(_actor, Permission.ReadCandidates, owners.Of(hit)) && (_query.Family is null || _query.Family == owners.OtherOf(hit)))
                _seen.Add((CandidatePlace.Of(found.Kind, hit), hit, owners.Of(hit)));
    }

    private async Task<ReadPair[]> ReadAsync(List<RankedHit> part, CancellationToken stop)
    {
        var read = new ReadPair[part.Count];
        foreach (var ofKind in part.Index().GroupBy(entry => entry.Item.Place.Kind))
        {
            var search = BaseOf(ofKind.Key);
            WantedPair[] wanted = [.. ofKind.Select(entry => new WantedPair(entry.Item.Hit, entry.Item.Rank, search.BaseSize, search.Prior))];
            var pairs = await new PairReader(_searches.Store, _searches.Indexes).OfAsync(_index, ofKind.Key, wanted, _hits[ofKind.Key], _query.WithLoci, stop);
            foreach (var (entry, pair) in ofKind.Zip(pairs))
                read[entry.Index] = pair;
        }

        return read;
    }

    private readonly record struct RankedHit(CandidatePlace Place, SearchHit Hit, Ownership Owner, int? Rank);
}

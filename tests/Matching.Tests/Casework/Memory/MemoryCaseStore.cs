using System.Runtime.CompilerServices;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Tests.Casework.Memory;

/// <summary>The registry in plain lists: the naive reference for everything that stands above the port. Readers see the last commit.</summary>
internal sealed class MemoryCaseStore : ICaseStore
{
    private readonly SemaphoreSlim _changes = new(1, 1);
    private readonly HashSet<long> _claimed = [];
    private volatile MemoryState _state = new();

    public KeyedDigest Digests { get; } = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    /// <summary>What is committed.</summary>
    public MemoryState State => _state;

    public async Task<IRegistryChange> BeginChangeAsync(CancellationToken stop = default)
    {
        await _changes.WaitAsync(stop);
        return new MemoryChange(_state.Copy(), Commit, () => _changes.Release());
    }

    public Task<RegistryPosition> PositionAsync(CancellationToken stop = default) => Task.FromResult(_state.Position);

    public Task<StoredRecord?> FindRecordAsync(RecordKey key, CancellationToken stop = default) => Task.FromResult(_state.Newest(key));

    public Task<IReadOnlyList<StoredRecord>> HistoryAsync(RecordKey key, CancellationToken stop = default) =>
        List(_state.Records.Where(record => record.Key == key));

    public Task<IReadOnlyList<StoredRecord>> ListRecordsAsync(RecordQuery query, CancellationToken stop = default) => List(
        _state.Records.Where(record => record.Key.Kind == query.Kind).GroupBy(record => record.Key, (_, versions) => versions.Last())
            .Where(record => Fits(record.Index, query) && (query.After is null || string.CompareOrdinal(record.Key.Code, query.After) > 0))
            .OrderBy(record => record.Key.Code, StringComparer.Ordinal).Take(query.Limit));

    public IAsyncEnumerable<IndexedVersion> VersionsAsync(RecordKind kind, CancellationToken stop = default) => Stream(
        _state.Records.Where(record => record.Key.Kind == kind).OrderBy(record => record.Key.Code, StringComparer.Ordinal).ThenBy(record => record.Version)
            .Select(record => new IndexedVersion(record.Key, record.Version, record.Index, record.At)),
        stop);

    public IAsyncEnumerable<AuditEntry> ReadAuditAsync(long from = 1, CancellationToken stop = default) => Stream(_state.Audit.Where(e => e.Number >= from), stop);

    public Task<AuditAnchor> AnchorAsync(CancellationToken stop = default) => Task.FromResult(_state.Anchor);

    public Task<IReadOnlyList<StoredProfile>> ProfilesOfAsync(Side side, string person, CancellationToken stop = default) =>
        List(_state.Profiles[(int)side].Where(p => p.Profile.Facts.Person == person));

    public Task<StoredProfile?> ProfileAsync(Side side, int number, CancellationToken stop = default) =>
        Task.FromResult(_state.Profiles[(int)side].ElementAtOrDefault(number));

    public Task<IReadOnlyDictionary<int, string>> PersonsAsync(Side side, IReadOnlyCollection<int> numbers, CancellationToken stop = default) =>
        Task.FromResult<IReadOnlyDictionary<int, string>>(_state.Profiles[(int)side].Where(p => numbers.Contains(p.Number)).ToDictionary(p => p.Number, p => p.Profile.Facts.Person));

    public Task<IReadOnlyList<StoredStanding>> StandingAsync(StandingKind kind, IReadOnlyCollection<int> numbers, CancellationToken stop = default) =>
        List(_state.Standing[(int)kind].Where(s => numbers.Contains(s.Number)));

    public Task<StoredStanding?> StandingAsync(StandingKind kind, int number, CancellationToken stop = default) =>
        Task.FromResult(_state.Standing[(int)kind].ElementAtOrDefault(number));

    public Task<IReadOnlyList<StoredStanding>> StandingOfAsync(StandingKind kind, string code, CancellationToken stop = default) =>
        List(_state.Standing[(int)kind].Where(s => s.Retired is null && s.Entry.Code == code).OrderBy(s => s.Entry.Part));

    public IAsyncEnumerable<PackedProfile> ReadProfilesAsync(Side side, int from, CancellationToken stop = default)
    {
        var state = _state;
        return Stream(
            state.Profiles[(int)side].Skip(from).Select(p => new PackedProfile(
                p.Number, state.PanelNumber(p.Profile.Panel), p.Profile.Genotypes, p.Profile.Facts.Sex, p.Profile.Facts.DropOut, p.State == ProfileState.Active)),
            stop);
    }

    public IAsyncEnumerable<PackedStanding> ReadStandingAsync(StandingKind kind, int from, CancellationToken stop = default)
    {
        var state = _state;
        return Stream(
            state.Standing[(int)kind].Skip(from).Select(s => new PackedStanding(s.Number, state.Forms.IndexOf(s.Entry.Form), s.Entry.Members, s.Retired is null)),
            stop);
    }

    public Task<IReadOnlyList<int>> RetiredProfilesAsync(Side side, long after, CancellationToken stop = default) =>
        List(_state.Profiles[(int)side].Where(p => p.Retired > after).Select(p => p.Number));

    public Task<IReadOnlyList<int>> SearchedRelativesAsync(CancellationToken stop = default) => List(
        _state.Profiles[1].Where(p => p.Retired is null && (p.Profile.Facts.Category < PersonCategory.ClaimedParent || p.Profile.Facts is { Category: PersonCategory.Suspect, LegalBasis: not null }))
            .Select(p => p.Number));

    public Task<IReadOnlyList<int>> RetiredStandingAsync(StandingKind kind, long after, CancellationToken stop = default) =>
        List(_state.Standing[(int)kind].Where(s => s.Retired > after).Select(s => s.Number));

    public Task<IReadOnlyDictionary<int, LocusPanel>> PanelsAsync(CancellationToken stop = default) => Task.FromResult(Numbered(_state.Panels));

    public Task<IReadOnlyDictionary<int, string>> FormsAsync(CancellationToken stop = default) => Task.FromResult(Numbered(_state.Forms));

    public Task<IReadOnlyList<string?>> CasesOfChildrenAsync(int from, CancellationToken stop = default) =>
        List(_state.Profiles[(int)Side.Child].Skip(from).Select(p => p.Profile.Facts.Case));

    public Task<IReadOnlyList<StoredModel>> ModelsAsync(CancellationToken stop = default) => List(_state.Models);

    public Task<IClaimedTile?> ClaimTileAsync(CancellationToken stop = default)
    {
        lock (_claimed)
        {
            var state = _state;
            var tile = state.Tiles.Find(t => !_claimed.Contains(t.Number) && !state.Runs.Exists(run => run.Number == t.Run && run.IsPaused));
            if (tile is null)
                return Task.FromResult<IClaimedTile?>(null);
            _claimed.Add(tile.Number);
            return Task.FromResult<IClaimedTile?>(new MemoryClaim(tile, CommitTileAsync, () => GiveBack(tile)));
        }
    }

    public async Task<IReadOnlyList<bool>> CommitTilesAsync(IReadOnlyList<TileResult> results, DateTimeOffset at, CancellationToken stop = default)
    {
        await _changes.WaitAsync(stop);
        try
        {
            var state = _state.Copy();
            bool[] written = [.. results.Select(result => MemoryClaim.Write(state, result, at))];
            if (written.Contains(true))
            {
                state.Change++;
                Commit(state);
            }

            return written;
        }
        finally
        {
            _changes.Release();
        }
    }

    public Task<IReadOnlyList<Tile>> WaitingTilesAsync(CancellationToken stop = default) => List(_state.Tiles);

    public Task<IReadOnlyList<Coverage>> CoverageAsync(int model, SearchKind kind, CancellationToken stop = default) =>
        List(_state.Ledger.Where(line => line.Model == model && line.Kind == kind));

    public Task<IReadOnlyList<NumberedCoverage>> LedgerAsync(long after, int limit, CancellationToken stop = default) =>
        List(_state.Ledger.Index().Where(line => line.Index >= after).Take(limit).Select(line => new NumberedCoverage(line.Index + 1, line.Item)));

    public Task<SearchRun?> RunAsync(long number, CancellationToken stop = default)
    {
        var state = _state;
        return Task.FromResult(state.Runs.Where(run => run.Number == number).Select(state.Counted).SingleOrDefault());
    }

    public Task<SearchRun?> FirstRunAsync(int relative, CancellationToken stop = default)
    {
        var state = _state;
        return Task.FromResult(state.Runs.Where(run => run.Position.Relatives > relative).OrderBy(run => run.Started).Select(state.Counted).FirstOrDefault());
    }

    public Task<IReadOnlyList<SearchRun>> RunsAsync(CancellationToken stop = default)
    {
        var state = _state;
        return List(state.Runs.Select(state.Counted));
    }

    public Task<IReadOnlyList<SearchRun>> RunsAsync(RunQuery query, CancellationToken stop = default)
    {
        var state = _state;
        return List(state.Runs.Where(run => run.Number < query.Before && run.Number > query.After && (query.RequestedBy ?? run.RequestedBy) == run.RequestedBy
            && !(query.OrderedOnly && run.Reason == RunReason.Intake)).OrderByDescending(run => run.Number).Take(query.Limit).Select(state.Counted));
    }

    public Task<RunCounts> RunCountsAsync(long run, long after = 0, CancellationToken stop = default) => Task.FromResult(
        _state.Searched.Where(tile => tile.Run == run && tile.Entry > after)
            .Aggregate(RunCounts.None with { Last = after }, (counts, tile) => counts.With(tile.Entry, (tile.Counts, tile.Hits))));

    public Task<IReadOnlyList<SearchHit>> HitsOfChildAsync(int model, SearchKind kind, int child, CancellationToken stop = default) =>
        List(Hits(model, kind).Where(h => h.Child == child).OrderByDescending(h => h.Log10).ThenBy(h => h.Other).ThenBy(h => h.Member).ThenBy(h => h.Relation));

    public Task<IReadOnlyList<SearchHit>> HitsOfOtherAsync(int model, SearchKind kind, int other, CancellationToken stop = default) =>
        List(Hits(model, kind).Where(h => h.Other == other).OrderByDescending(h => h.Log10).ThenBy(h => h.Child).ThenBy(h => h.Member).ThenBy(h => h.Relation));

    public Task<long> LastLineAsync(CancellationToken stop = default) => Task.FromResult((long)_state.Ledger.Count);

    public Task<IReadOnlyList<SearchHit>> HitsWithinAsync(int model, SearchKind kind, Rectangle area, PairPlace after, int limit, CancellationToken stop = default) => List(
        Hits(model, kind)
            .Where(h => area.ChildFrom <= h.Child && h.Child < area.ChildTo && area.OtherFrom <= h.Other && h.Other < area.OtherTo && after.IsBefore(h, area))
            .OrderBy(h => PairPlace.IsByOther(area) ? (h.Other, h.Child) : (h.Child, h.Other)).ThenBy(h => h.Member).ThenBy(h => h.Relation).Take(limit));

    public Task<IReadOnlyList<NumberedOwner>> OwnersOfFamiliesAsync(IReadOnlyCollection<int> numbers, CancellationToken stop = default) =>
        List(_state.Standing[0].Where(s => numbers.Contains(s.Number)).Select(s => OwnerOf(s.Number, new RecordKey(RecordKind.Family, s.Entry.Code))));

    public Task<IReadOnlyList<NumberedOwner>> OwnersOfChildrenAsync(IReadOnlyCollection<int> numbers, CancellationToken stop = default) =>
        List(_state.Profiles[0].Where(p => numbers.Contains(p.Number)).Select(p => OwnerOf(p.Number, new RecordKey(RecordKind.Child, p.Profile.Facts.Person))));

    public Task<SubmissionRecord?> SubmissionAsync(string key, CancellationToken stop = default) => Task.FromResult(_state.Submissions.Find(s => s.Key == key));

    public Task<SubmissionRecord?> SubmissionAsync(long number, CancellationToken stop = default) => Task.FromResult(_state.Submissions.Find(s => s.Number == number));

    public Task<IReadOnlyList<SubmissionHead>> SubmissionsOfAsync(string laboratory, long before, int limit, CancellationToken stop = default) => List(
        _state.Submissions.Where(s => s.Laboratory == laboratory && s.Number < before).OrderByDescending(s => s.Number).Take(limit)
            .Select(s => new SubmissionHead(s.Number, s.Key, s.Rows, s.Accepted, s.Refused, s.At)));

    public Task<bool> IsSnapshotValidAsync(byte[] stamp, CancellationToken stop = default) => Task.FromResult(_state.Snapshots.Exists(s => s.AsSpan().SequenceEqual(stamp)));

    public ValueTask DisposeAsync()
    {
        _changes.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);

    private static IReadOnlyDictionary<int, T> Numbered<T>(List<T> items) => items.Index().ToDictionary(item => item.Index, item => item.Item);

    private static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var item in items)
        {
            stop.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask;
    }

    private static bool Fits(RecordIndex index, RecordQuery query) =>
        (query.State is null || query.State == index.State) && (query.Unit is null || query.Unit == index.Unit) && (query.Case is null || query.Case == index.Case)
        && (query.Child is null || query.Child == index.Child) && (query.Family is null || query.Family == index.Family)
        && (query.DueBefore is null || index.Due < query.DueBefore);

    private IEnumerable<SearchHit> Hits(int model, SearchKind kind) => _state.Hits.Where(h => h.Model == model && h.Kind == kind).Select(h => h.Hit);

    private NumberedOwner OwnerOf(int number, RecordKey key) => new(number, key.Code, _state.Newest(key)?.Index.Unit, _state.Newest(key)?.Index.IsSealed ?? false);

    private void Commit(MemoryState state) => _state = state;

    private void GiveBack(Tile tile)
    {
        lock (_claimed)
            _claimed.Remove(tile.Number);
    }

    private async Task<bool> CommitTileAsync(TileResult result, DateTimeOffset at, CancellationToken stop) => (await CommitTilesAsync([result], at, stop))[0];
}

using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Casework;

/// <summary>Where the registry rests: the one port of casework. Thread-safe; every failure is a <see cref="CaseStoreException"/>.</summary>
public interface ICaseStore : IAsyncDisposable
{
    /// <summary>Digests under the registry's key.</summary>
    KeyedDigest Digests { get; }

    /// <summary>Begins a change. Changes are made one at a time: this waits for the one before. Disposed without a commit, nothing has happened.</summary>
    Task<IRegistryChange> BeginChangeAsync(CancellationToken stop = default);

    /// <summary>How far the registry has come.</summary>
    Task<RegistryPosition> PositionAsync(CancellationToken stop = default);

    // Records.

    Task<StoredRecord?> FindRecordAsync(RecordKey key, CancellationToken stop = default);

    /// <summary>All versions of a record, the first one first.</summary>
    Task<IReadOnlyList<StoredRecord>> HistoryAsync(RecordKey key, CancellationToken stop = default);

    /// <summary>The newest versions of the records asked for, by code.</summary>
    Task<IReadOnlyList<StoredRecord>> ListRecordsAsync(RecordQuery query, CancellationToken stop = default);

    /// <summary>All versions of all records of a kind, without their bodies: by code, the versions of a record in order.</summary>
    IAsyncEnumerable<IndexedVersion> VersionsAsync(RecordKind kind, CancellationToken stop = default);

    // Audit.

    /// <summary>The entries from a number on, in order.</summary>
    IAsyncEnumerable<AuditEntry> ReadAuditAsync(long from = 1, CancellationToken stop = default);

    /// <summary>The end of the chain as the registry itself remembers it.</summary>
    Task<AuditAnchor> AnchorAsync(CancellationToken stop = default);

    // Profiles and entries.

    /// <summary>All versions of a person's profile on one side, the first one first.</summary>
    Task<IReadOnlyList<StoredProfile>> ProfilesOfAsync(Side side, string person, CancellationToken stop = default);

    Task<StoredProfile?> ProfileAsync(Side side, int number, CancellationToken stop = default);

    /// <summary>Codes of the persons to whom profiles of a side belong, by number of the profile; unknown numbers are left out.</summary>
    Task<IReadOnlyDictionary<int, string>> PersonsAsync(Side side, IReadOnlyCollection<int> numbers, CancellationToken stop = default);

    Task<StoredStanding?> StandingAsync(StandingKind kind, int number, CancellationToken stop = default);

    /// <summary>Some entries of a list, in force or not; unknown numbers are left out.</summary>
    Task<IReadOnlyList<StoredStanding>> StandingAsync(StandingKind kind, IReadOnlyCollection<int> numbers, CancellationToken stop = default);

    /// <summary>The entries of a family in force, by part.</summary>
    Task<IReadOnlyList<StoredStanding>> StandingOfAsync(StandingKind kind, string code, CancellationToken stop = default);

    /// <summary>The profiles of a side from a number on, by number, without gaps.</summary>
    IAsyncEnumerable<PackedProfile> ReadProfilesAsync(Side side, int from, CancellationToken stop = default);

    /// <summary>The entries of a list from a number on, by number, without gaps.</summary>
    IAsyncEnumerable<PackedStanding> ReadStandingAsync(StandingKind kind, int from, CancellationToken stop = default);

    /// <summary>Numbers of the profiles of a side that a later change than this retired.</summary>
    Task<IReadOnlyList<int>> RetiredProfilesAsync(Side side, long after, CancellationToken stop = default);

    /// <summary>Numbers of the relatives' profiles in force that have to stand in an entry: all but claimed parents, and suspects without a legal basis.</summary>
    Task<IReadOnlyList<int>> SearchedRelativesAsync(CancellationToken stop = default);

    /// <summary>Numbers of the entries of a list that a later change than this retired.</summary>
    Task<IReadOnlyList<int>> RetiredStandingAsync(StandingKind kind, long after, CancellationToken stop = default);

    /// <summary>The panels by number.</summary>
    Task<IReadOnlyDictionary<int, LocusPanel>> PanelsAsync(CancellationToken stop = default);

    /// <summary>The forms of entries by number.</summary>
    Task<IReadOnlyDictionary<int, string>> FormsAsync(CancellationToken stop = default);

    /// <summary>The cases of children, by number from a number on; null for none.</summary>
    Task<IReadOnlyList<string?>> CasesOfChildrenAsync(int from, CancellationToken stop = default);

    // Searches.

    Task<IReadOnlyList<StoredModel>> ModelsAsync(CancellationToken stop = default);

    /// <summary>Takes a tile that waits, and keeps others from taking it until it is given back or committed; null when none waits for anybody. Tiles of paused runs are passed over.</summary>
    Task<IClaimedTile?> ClaimTileAsync(CancellationToken stop = default);

    /// <summary>
    /// Writes of each tile hits, coverage and an audit entry, and takes it off the list, all tiles in one step: what is searched together is written once.
    /// False for a tile that somebody else has finished already: nothing was written of it.
    /// </summary>
    Task<IReadOnlyList<bool>> CommitTilesAsync(IReadOnlyList<TileResult> results, DateTimeOffset at, CancellationToken stop = default);

    /// <summary>The tiles that wait, whether somebody works on them or not.</summary>
    Task<IReadOnlyList<Tile>> WaitingTilesAsync(CancellationToken stop = default);

    /// <summary>The ledger of a model and kind, in the order of writing.</summary>
    Task<IReadOnlyList<Coverage>> CoverageAsync(int model, SearchKind kind, CancellationToken stop = default);

    /// <summary>Lines of the ledger behind a number, of all models and kinds in the order of writing: who has read up to a number misses nothing that is written later.</summary>
    Task<IReadOnlyList<NumberedCoverage>> LedgerAsync(long after, int limit, CancellationToken stop = default);

    /// <summary>Number of the last line of the ledger; 0 before the first.</summary>
    Task<long> LastLineAsync(CancellationToken stop = default);

    Task<IReadOnlyList<SearchRun>> RunsAsync(CancellationToken stop = default);

    /// <summary>One run; null when there is none of that number.</summary>
    Task<SearchRun?> RunAsync(long number, CancellationToken stop = default);

    /// <summary>The run that was started first of those that knew a relative's profile; null for none.</summary>
    Task<SearchRun?> FirstRunAsync(int relative, CancellationToken stop = default);

    /// <summary>The runs asked for, the newest first.</summary>
    Task<IReadOnlyList<SearchRun>> RunsAsync(RunQuery query, CancellationToken stop = default);

    /// <summary>What the searched tiles of a run counted.</summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="after">Only tiles whose audit entry has a greater number than this.</param>
    /// <param name="stop">Stops.</param>
    Task<RunCounts> RunCountsAsync(long run, long after = 0, CancellationToken stop = default);

    /// <summary>Hits of a child's profile, the best first; those with retired entries or children included.</summary>
    Task<IReadOnlyList<SearchHit>> HitsOfChildAsync(int model, SearchKind kind, int child, CancellationToken stop = default);

    /// <summary>Hits of an entry (of an earlier child, for siblings), the best first.</summary>
    Task<IReadOnlyList<SearchHit>> HitsOfOtherAsync(int model, SearchKind kind, int other, CancellationToken stop = default);

    /// <summary>Hits within a rectangle, pair by pair in the order of <see cref="PairPlace"/>, from behind a pair on; the last pair may be cut by the limit.</summary>
    Task<IReadOnlyList<SearchHit>> HitsWithinAsync(int model, SearchKind kind, Rectangle area, PairPlace after, int limit, CancellationToken stop = default);

    /// <summary>Whose records stand behind some entries of the list of families: by their numbers, in no order.</summary>
    Task<IReadOnlyList<NumberedOwner>> OwnersOfFamiliesAsync(IReadOnlyCollection<int> numbers, CancellationToken stop = default);

    /// <summary>Whose records stand behind some profiles of children: by their numbers, in no order.</summary>
    Task<IReadOnlyList<NumberedOwner>> OwnersOfChildrenAsync(IReadOnlyCollection<int> numbers, CancellationToken stop = default);

    Task<SubmissionRecord?> SubmissionAsync(string key, CancellationToken stop = default);

    Task<SubmissionRecord?> SubmissionAsync(long number, CancellationToken stop = default);

    /// <summary>What a laboratory submitted before a number, the newest first.</summary>
    Task<IReadOnlyList<SubmissionHead>> SubmissionsOfAsync(string laboratory, long before, int limit, CancellationToken stop = default);

    // Packed snapshots.

    /// <summary>True when a packed snapshot with this stamp was written from this registry and nobody has been withdrawn since.</summary>
    Task<bool> IsSnapshotValidAsync(byte[] stamp, CancellationToken stop = default);
}

/// <summary>A tile that nobody else will take.</summary>
public interface IClaimedTile : IAsyncDisposable
{
    Tile Tile { get; }

    /// <summary>
    /// Writes hits, coverage and the audit entry, and takes the tile off the list, all in one step. False: somebody else has done so already, and
    /// nothing was written. Disposed without this, the tile waits again.
    /// </summary>
    Task<bool> CommitAsync(TileResult result, DateTimeOffset at, CancellationToken stop = default);
}

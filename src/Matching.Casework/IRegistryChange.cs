using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework;

/// <summary>One change of the registry: all of it or nothing. Holds the lock under which numbers are given.</summary>
public interface IRegistryChange : IAsyncDisposable
{
    /// <summary>The registry before this change, moved on by what has been added within it.</summary>
    RegistryPosition Position { get; }

    Task<SubmissionRecord?> FindSubmissionAsync(string key, CancellationToken stop = default);

    /// <summary>The active profiles of these persons of a side; persons without one are left out.</summary>
    Task<IReadOnlyList<StoredProfile>> ActiveProfilesAsync(Side side, IReadOnlyCollection<string> persons, CancellationToken stop = default);

    /// <summary>Active profiles of a side with one of these tags: tag and person.</summary>
    Task<IReadOnlyList<(byte[] Tag, string Person)>> PersonsByTagAsync(Side side, IReadOnlyCollection<byte[]> tags, CancellationToken stop = default);

    /// <summary>The active profiles of the members of these families.</summary>
    Task<IReadOnlyList<StoredProfile>> MembersAsync(IReadOnlyCollection<string> families, CancellationToken stop = default);

    /// <summary>The entries in force under these codes.</summary>
    Task<IReadOnlyList<StoredStanding>> StandingOfAsync(StandingKind kind, IReadOnlyCollection<string> codes, CancellationToken stop = default);

    /// <summary>Adds profiles; they get the next numbers of their side in order.</summary>
    Task AddProfilesAsync(Side side, IReadOnlyList<NewProfile> profiles, CancellationToken stop = default);

    /// <summary>Takes profiles out; withdrawn ones lose their genotypes, and the packed snapshots their validity.</summary>
    Task RetireProfilesAsync(Side side, IReadOnlyCollection<int> numbers, ProfileState state, CancellationToken stop = default);

    /// <summary>Adds entries of one list; they get its next numbers in order.</summary>
    Task AddStandingAsync(StandingKind kind, IReadOnlyList<StandingEntry> entries, CancellationToken stop = default);

    Task RetireStandingAsync(StandingKind kind, IReadOnlyCollection<int> numbers, CancellationToken stop = default);

    /// <summary>Adds a model and returns its number.</summary>
    Task<int> AddModelAsync(string name, string document, CancellationToken stop = default);

    /// <summary>Says whether new profiles are routed to searches under a model. One that is given up loses its waiting tiles.</summary>
    Task ActivateModelAsync(int model, bool isActive, CancellationToken stop = default);

    /// <summary>Starts a run and returns its number.</summary>
    Task<long> AddRunAsync(NewRun run, DateTimeOffset at, IReadOnlyList<NewTile> tiles, CancellationToken stop = default);

    /// <summary>The number that the next submission of this change gets: its profiles are added before it, its answer names the searches that they made due.</summary>
    Task<long> NextSubmissionAsync(CancellationToken stop = default);

    /// <summary>Adds a submission and returns its number.</summary>
    Task<long> AddSubmissionAsync(SubmissionRecord submission, CancellationToken stop = default);

    /// <summary>Saves versions of records.</summary>
    /// <exception cref="CaseStoreException"><see cref="CaseStoreCodes.RecordChanged"/>: somebody else changed one of them.</exception>
    Task SaveAsync(IReadOnlyList<RecordChange> changes, DateTimeOffset at, string by, CancellationToken stop = default);

    /// <summary>Remembers that a packed snapshot was written.</summary>
    Task AddSnapshotAsync(byte[] stamp, CancellationToken stop = default);

    /// <summary>Writes the act into the audit and makes everything permanent.</summary>
    /// <returns>The number of the change.</returns>
    Task<long> CommitAsync(AuditAct act, DateTimeOffset at, CancellationToken stop = default);
}

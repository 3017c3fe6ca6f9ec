using Matching.Casework.Access;
using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>A version of a record together with its number, when it was saved, and by whom.</summary>
/// <param name="Record">The record.</param>
/// <param name="Version">1 for the first version.</param>
/// <param name="At">When it was saved.</param>
/// <param name="By">Who saved it.</param>
public sealed record Kept<T>(T Record, int Version, DateTimeOffset At, string By)
    where T : class, IKeptRecord
{
    public static Kept<T> Of(StoredRecord stored) => new(RecordJson.Read<T>(stored.Body), stored.Version, stored.At, stored.By);
}

/// <summary>What somebody had before his eyes when he acted: a change of another version of the record is refused.</summary>
/// <param name="Key">Name of the record.</param>
/// <param name="Version">Its version.</param>
public readonly record struct SeenVersion(RecordKey Key, int Version);

/// <summary>The records that people keep, as what they are: read, acted on, and saved together with the audit of the act.</summary>
/// <param name="store">Where they rest.</param>
/// <param name="seen">The version of a record that an act is made on; null: the act does not say.</param>
public sealed class RecordBook(ICaseStore store, SeenVersion? seen = null)
{
    internal SeenVersion? Seen { get; } = seen;

    /// <summary>The newest version of a record; null when there is none.</summary>
    public async Task<Kept<T>?> FindAsync<T>(string code, CancellationToken stop = default)
        where T : class, IKeptRecord =>
        await store.FindRecordAsync(new RecordKey(T.Kind, code), stop) is { } stored ? Kept<T>.Of(stored) : null;

    /// <summary>All versions of a record, the first one first.</summary>
    public async Task<IReadOnlyList<Kept<T>>> HistoryAsync<T>(string code, CancellationToken stop = default)
        where T : class, IKeptRecord =>
        [.. (await store.HistoryAsync(new RecordKey(T.Kind, code), stop)).Select(Kept<T>.Of)];

    /// <summary>The newest versions of the records asked for, by code: all of them, however many pages.</summary>
    /// <param name="query">Which; its kind is set here.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<Kept<T>>> ListAsync<T>(RecordQuery query, CancellationToken stop = default)
        where T : class, IKeptRecord
    {
        var all = new List<Kept<T>>();
        for (var page = query with { Kind = T.Kind }; ;)
        {
            var stored = await store.ListRecordsAsync(page, stop);
            all.AddRange(stored.Select(Kept<T>.Of));
            if (stored.Count < page.Limit)
                return all;
            page = page with { After = stored[^1].Key.Code };
        }
    }

    /// <summary>The newest versions of the records asked for, by code: one page, as long as the query says.</summary>
    public async Task<IReadOnlyList<Kept<T>>> PageAsync<T>(RecordQuery query, CancellationToken stop = default)
        where T : class, IKeptRecord =>
        [.. (await store.ListRecordsAsync(query with { Kind = T.Kind }, stop)).Select(Kept<T>.Of)];

    /// <summary>What of a record an actor may read; null when there is none, or when the actor may not know of it.</summary>
    public async Task<Kept<T>?> ReadAsync<T>(string code, Permission permission, Actor actor, CancellationToken stop = default)
        where T : class, IKeptRecord =>
        await FindAsync<T>(code, stop) is { } kept && AccessRules.May(actor, permission, kept.Record.Owner()) ? kept : null;

    /// <summary>Saves a new record with the audit of the act.</summary>
    public async Task<Outcome<T>> AddAsync<T>(Outcome<T> record, Permission permission, string act, Actor actor, DateTimeOffset at, CancellationToken stop = default)
        where T : class, IKeptRecord
    {
        if (!record.IsDone)
            return record;
        if (!AccessRules.May(actor, permission, record.Value.Owner()))
            return AccessRules.Denied(permission);
        await using var change = await BeginAsync(stop);
        if (await change.AddAsync(record.Value, stop) is { } refusal)
            return refusal;
        return await change.CommitAsync(act, record.Value, actor, at, stop);
    }

    /// <summary>Loads a record, acts on it, and saves its next version with the audit of the act.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="permission">What the actor has to be allowed.</param>
    /// <param name="act">Name of the act, for the audit.</param>
    /// <param name="next">The act.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<T>> ActAsync<T>(
        string code, Permission permission, string act, Func<T, Outcome<T>> next, Actor actor, DateTimeOffset at, CancellationToken stop = default)
        where T : class, IKeptRecord
    {
        await using var change = await BeginAsync(stop);
        var kept = await change.FindAsync<T>(code, stop);
        if (kept is null || !AccessRules.May(actor, permission, kept.Record.Owner()))
            return AccessRules.Denied(permission);
        var outcome = next(kept.Record);
        if (!outcome.IsDone || ReferenceEquals(outcome.Value, kept.Record))
            return outcome;
        change.Put(kept, outcome.Value);
        return await change.CommitAsync(act, outcome.Value, actor, at, stop);
    }

    /// <summary>Begins a change of several records. Until it ends nobody else changes any, so what is read within it stays true.</summary>
    public async Task<RecordChanges> BeginAsync(CancellationToken stop = default) => new(this, await store.BeginChangeAsync(stop));
}

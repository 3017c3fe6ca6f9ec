using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>Versions of several records that are saved together with one audit entry, or not at all.</summary>
public sealed class RecordChanges : IAsyncDisposable
{
    private readonly RecordBook _book;
    private readonly Dictionary<RecordKey, RecordChange> _pending = [];
    private readonly List<Func<CancellationToken, Task>> _followers = [];

    internal RecordChanges(RecordBook book, IRegistryChange change)
    {
        _book = book;
        Change = change;
    }

    /// <summary>The change of the registry that holds it: profiles may be retired and runs started in the same one.</summary>
    public IRegistryChange Change { get; }

    /// <summary>Records to be saved so far.</summary>
    public int Count => _pending.Count;

    /// <summary>A record as it stands, with what this change has put.</summary>
    public async Task<Kept<T>?> FindAsync<T>(string code, CancellationToken stop = default)
        where T : class, IKeptRecord =>
        Pending<T>(code) ?? await _book.FindAsync<T>(code, stop);

    /// <summary>The records asked for, with what this change has put.</summary>
    public async Task<IReadOnlyList<Kept<T>>> ListAsync<T>(RecordQuery query, CancellationToken stop = default)
        where T : class, IKeptRecord =>
        [.. (await _book.ListAsync<T>(query, stop)).Select(kept => Pending<T>(kept.Record.Code) ?? kept)];

    /// <summary>Adds a new record; a refusal when its code is taken.</summary>
    public async Task<Refusal?> AddAsync<T>(T record, CancellationToken stop = default)
        where T : class, IKeptRecord
    {
        if (await FindAsync<T>(record.Code, stop) is not null)
            return new Refusal(CaseworkCodes.RecordKnown, $"There is a record {T.Kind}/{record.Code} already. Choose another code, or change that record.");
        Keep(record, basedOn: 0);
        return null;
    }

    /// <summary>Puts the next version of a record.</summary>
    public void Put<T>(Kept<T> before, T next)
        where T : class, IKeptRecord
    {
        Keep(next, before.Version);
        _followers.Add(stop => SealFollowers.FollowAsync(this, before.Record, next, stop));
    }

    /// <summary>Saves everything and writes the act into the audit, about one of the records.</summary>
    public Task<Outcome<T>> CommitAsync<T>(string act, T about, Actor actor, DateTimeOffset at, CancellationToken stop = default)
        where T : class, IKeptRecord =>
        CommitAsync(act, about, profiles: null, actor, at, stop);

    /// <summary>The same for an act that took profiles in as well.</summary>
    /// <param name="act">Name of the act.</param>
    /// <param name="about">The record.</param>
    /// <param name="profiles">What the audit keeps of the profiles; null for none.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    internal Task<Outcome<T>> CommitAsync<T>(string act, T about, object? profiles, Actor actor, DateTimeOffset at, CancellationToken stop)
        where T : class, IKeptRecord =>
        CommitAsync(new AuditAct(actor.Code, act, $"{RecordJson.Word(T.Kind)}/{about.Code}", AuditDetails.Of(about, _pending.Keys, profiles)), about, at, stop);

    /// <summary>Saves everything with an audit entry of its own.</summary>
    public async Task<Outcome<TResult>> CommitAsync<TResult>(AuditAct act, TResult result, DateTimeOffset at, CancellationToken stop = default)
    {
        // What hangs on a flag follows in the same change, so that no act can forget it.
        for (int i = 0; i < _followers.Count; i++)
            await _followers[i](stop);
        if (_book.Seen is { } seen && _pending.TryGetValue(seen.Key, out var pending) && pending.BasedOn != seen.Version)
            return new Refusal(CaseStoreCodes.RecordChanged, $"The record {seen.Key} has version {pending.BasedOn} by now; you acted on version {seen.Version}. Read it again, and decide again.");
        try
        {
            await Change.SaveAsync([.. _pending.Values], at, act.Actor, stop);
            await Change.CommitAsync(act, at, stop);
            return result;
        }
        catch (CaseStoreException conflict) when (conflict.Code == CaseStoreCodes.RecordChanged)
        {
            return new Refusal(conflict.Code, conflict.Message);
        }
    }

    public ValueTask DisposeAsync() => Change.DisposeAsync();

    private Kept<T>? Pending<T>(string code)
        where T : class, IKeptRecord =>
        _pending.TryGetValue(new RecordKey(T.Kind, code), out var change) ? new Kept<T>(RecordJson.Read<T>(change.Body), change.BasedOn, default, "") : null;

    private void Keep<T>(T record, int basedOn)
        where T : class, IKeptRecord
    {
        var key = new RecordKey(T.Kind, record.Code);
        _pending[key] = new RecordChange(key, basedOn, record.Index(), RecordJson.Write(record));
    }
}

using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;

namespace Matching.Api.Security;

/// <summary>Accounts and keys as their administrators see and change them. What is changed holds from the next request on.</summary>
internal sealed class CallerBook(ICaseStore store, RecordBook book, KnownCallers callers, Actor actor, TimeProvider clock)
{
    /// <summary>Adds an account or a key. A code is of one of them only: the audit would not tell them apart.</summary>
    public async Task<Outcome<T>> AddAsync<T>(Outcome<T> record, string act, CancellationToken stop)
        where T : class, IKeptRecord
    {
        if (!record.IsDone)
            return record;
        if (!AccessRules.May(actor, Permission.ManageKeys, record.Value.Owner()))
            return AccessRules.Denied(Permission.ManageKeys);
        await using var change = await book.BeginAsync(stop);
        if (await change.FindAsync<Account>(record.Value.Code, stop) is not null || await change.FindAsync<ApiKey>(record.Value.Code, stop) is not null)
            return new Refusal(CaseworkCodes.RecordKnown, "There is an account or a key of this code already. Choose another code, or change that one.");
        await change.AddAsync(record.Value, stop);
        return await change.CommitAsync(act, record.Value, actor, clock.GetUtcNow(), stop);
    }

    /// <summary>Changes one, and gives its new version.</summary>
    public async Task<Outcome<Kept<T>>> ActAsync<T>(string code, string act, Func<T, Outcome<T>> next, CancellationToken stop)
        where T : class, IKeptRecord
    {
        var outcome = await book.ActAsync(code, Permission.ManageKeys, act, next, actor, clock.GetUtcNow(), stop);
        callers.Forget();
        return outcome.IsDone ? (await book.FindAsync<T>(code, stop))! : outcome.Refusal;
    }

    /// <summary>One of them; null when there is none, or when the caller may not know.</summary>
    public Task<Kept<T>?> ReadAsync<T>(string code, CancellationToken stop)
        where T : class, IKeptRecord => book.ReadAsync<T>(code, Permission.ManageKeys, actor, stop);

    /// <summary>Those behind a code, by code.</summary>
    public async Task<IReadOnlyList<Kept<T>>> ListAsync<T>(string? after, int limit, CancellationToken stop)
        where T : class, IKeptRecord =>
        [.. (await store.ListRecordsAsync(new RecordQuery(T.Kind) { After = after, Limit = limit }, stop)).Select(Kept<T>.Of).Where(kept => AccessRules.May(actor, Permission.ManageKeys, kept.Record.Owner()))];
}

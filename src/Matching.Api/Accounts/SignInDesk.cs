using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;

namespace Matching.Api.Accounts;

/// <summary>What an attempt to sign in came to.</summary>
/// <param name="Account">Whose; null where it was refused.</param>
internal sealed record SignInAnswer(Account? Account)
{
    /// <summary>The secret of one-time codes, to be shown now and never again; null where there is nothing to show.</summary>
    public string? Secret { get; init; }

    /// <summary>How long nothing is looked at; null for no wait.</summary>
    public TimeSpan? Wait { get; init; }

    public static SignInAnswer Refused { get; } = new((Account?)null);
}

/// <summary>Signs people in. Unknown code, wrong password and wrong one-time code look alike: in words, in time, and in the waits that follow.</summary>
internal sealed class SignInDesk(ICaseStore store, Passwords passwords, KnownCallers callers, TimeProvider clock, MatchingOptions options)
{
    // Longer than hashing and writing take: whether an attempt was written down is not to be seen.
    private static readonly TimeSpan RefusedAfter = TimeSpan.FromMilliseconds(500);

    private readonly StrangerWaits _strangers = new();
    private readonly RecordBook _book = new(store);

    /// <summary>One attempt.</summary>
    public Task<SignInAnswer> SignInAsync(string code, string password, string? oneTimeCode, CancellationToken stop) =>
        AttemptAsync(code, password, (account, now) => Admit(account, oneTimeCode, now), "session.begin", stop);

    /// <summary>Chooses another password, the present one being right.</summary>
    public async Task<SignInAnswer> ChooseAsync(string code, string password, string next, CancellationToken stop)
    {
        string hash = passwords.Hash(next);
        var answer = await AttemptAsync(code, password, (account, _) => account.ChoosePassword(hash), "account.password", stop);
        callers.Forget();
        return answer;
    }

    /// <summary>Ends all sessions of an account.</summary>
    public async Task EndAsync(Account account, CancellationToken stop)
    {
        await using var change = await _book.BeginAsync(stop);
        if (await change.FindAsync<Account>(account.Code, stop) is { } kept)
        {
            var next = kept.Record.EndSessions().Value;
            change.Put(kept, next);
            await change.CommitAsync("session.end", next, account.Actor(), clock.GetUtcNow(), stop);
        }

        callers.Forget();
    }

    private async Task<SignInAnswer> AttemptAsync(string code, string password, Func<Account, DateTimeOffset, Outcome<Account>> act, string name, CancellationToken stop)
    {
        long begun = clock.GetTimestamp();
        var answer = await DecideAsync(code, password, act, name, stop);
        if (answer.Account is null && RefusedAfter - clock.GetElapsedTime(begun) is { Ticks: > 0 } rest)
            await Task.Delay(rest, stop);
        return answer;
    }

    private async Task<SignInAnswer> DecideAsync(string code, string password, Func<Account, DateTimeOffset, Outcome<Account>> act, string name, CancellationToken stop)
    {
        var seen = RoleRules.CodeObjection(code) is null ? (await _book.FindAsync<Account>(code, stop))?.Record : null;
        if ((seen is null ? _strangers.WaitAt(code, clock.GetUtcNow()) : seen.WaitAt(clock.GetUtcNow())) is { } early)
            return SignInAnswer.Refused with { Wait = early };
        // Slow, and therefore before the registry is held.
        bool isRight = passwords.IsRight(seen, password);
        if (seen is null)
        {
            _strangers.Fail(code, clock.GetUtcNow());
            return SignInAnswer.Refused;
        }

        await using var change = await _book.BeginAsync(stop);
        var kept = (await change.FindAsync<Account>(code, stop))!;
        var now = clock.GetUtcNow();
        // Many attempts at once all saw the account before the first of them failed.
        if (kept.Record.WaitAt(now) is { } wait)
            return SignInAnswer.Refused with { Wait = wait };
        var outcome = isRight && kept.Record.PasswordHash == seen.PasswordHash ? act(kept.Record, now) : Account.Wrong;
        var next = outcome.IsDone ? outcome.Value : kept.Record.Fail(now);
        change.Put(kept, next);
        _ = (await change.CommitAsync(outcome.IsDone ? name : "session.refuse", next, outcome.IsDone ? next.Actor() : Actor.Anybody, now, stop)).Value;
        return outcome.IsDone ? new SignInAnswer(next) { Secret = kept.Record.OneTimeSecret is null ? next.OneTimeSecret : null } : SignInAnswer.Refused;
    }

    private Outcome<Account> Admit(Account account, string? oneTimeCode, DateTimeOffset now) =>
        !options.Demo && account.OneTimeSecret is null && oneTimeCode is null ? account.ShowOneTimeSecret(OneTimeCode.NewSecret(), now)
        : account.SignIn(account.OneTimeSecret is { } secret && oneTimeCode is not null ? OneTimeCode.StepOf(secret, oneTimeCode, now) : null, asksCode: !options.Demo, now);
}

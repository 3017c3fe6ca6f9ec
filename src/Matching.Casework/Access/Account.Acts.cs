using System.Collections.Immutable;
using Matching.Casework.Records;

namespace Matching.Casework.Access;

/// <summary>What happens to an account.</summary>
public sealed partial record Account
{
    /// <summary>The one answer to whatever is wrong with an attempt to sign in.</summary>
    public static Refusal Wrong { get; } = new(AccessCodes.SessionRefused, "Code, password and one-time code do not open an account. Check them; a one-time code works once. After several wrong attempts there is a wait.");

    private static readonly Refusal Self = new(AccessCodes.AccountSelf, "Nobody changes the own account. Ask another administrator.");

    /// <summary>Opens an account with a temporary password.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="unit">The person's unit.</param>
    /// <param name="roles">The person's roles.</param>
    /// <param name="passwordHash">The temporary password, hashed.</param>
    /// <param name="by">Code of who opens it.</param>
    /// <param name="at">When.</param>
    public static Outcome<Account> Open(string code, string? unit, ImmutableArray<Role> roles, string passwordHash, string by, DateTimeOffset at) =>
        (RoleRules.CodeObjection(code) ?? RoleRules.Objection(roles)) is { } refusal
            ? refusal
            : new Account { Code = code, Unit = unit, Roles = roles, PasswordHash = passwordHash, TemporaryUntil = at.AddDays(TemporaryDays), OpenedAt = at, OpenedBy = by };

    /// <summary>Signs in, the password being right.</summary>
    /// <param name="step">Time step of the one-time code that was given; null where it was none of this account's.</param>
    /// <param name="asksCode">False in a demonstration: no one-time code is asked for.</param>
    /// <param name="at">When.</param>
    public Outcome<Account> SignIn(long? step, bool asksCode, DateTimeOffset at)
    {
        if (!Admits(at) || (asksCode && (step is null || step <= LastStep)))
            return Wrong;
        var admitted = this with { Failures = 0, WaitsUntil = null };
        return asksCode ? admitted with { LastStep = step!.Value, EnrolledAt = EnrolledAt ?? at } : admitted;
    }

    /// <summary>Keeps the secret of one-time codes that is shown to the person, the password being right. It is shown once.</summary>
    public Outcome<Account> ShowOneTimeSecret(string secret, DateTimeOffset at) =>
        !Admits(at) || OneTimeSecret is not null ? Wrong : this with { OneTimeSecret = secret, Failures = 0, WaitsUntil = null };

    /// <summary>Counts a wrong attempt.</summary>
    public Account Fail(DateTimeOffset at)
    {
        var wait = SignInWaits.After(Failures + 1);
        return this with { Failures = Failures + 1, WaitsUntil = wait == TimeSpan.Zero ? null : at + wait };
    }

    /// <summary>The person chose a password: all sessions end.</summary>
    public Outcome<Account> ChoosePassword(string passwordHash) =>
        this with { PasswordHash = passwordHash, TemporaryUntil = null, Failures = 0, WaitsUntil = null, Epoch = Epoch + 1 };

    /// <summary>Ends all sessions.</summary>
    public Outcome<Account> EndSessions() => this with { Epoch = Epoch + 1 };

    /// <summary>Shuts the account at once.</summary>
    public Outcome<Account> Disable(Actor actor, DateTimeOffset at) =>
        actor.Code == Code ? Self : DisabledAt is null ? this with { DisabledAt = at, DisabledBy = actor.Code, Epoch = Epoch + 1 } : this;

    /// <summary>Opens it again.</summary>
    public Outcome<Account> Enable(Actor actor) =>
        actor.Code == Code ? Self : DisabledAt is null ? this : this with { DisabledAt = null, DisabledBy = null };

    /// <summary>Begins anew with a temporary password and without one-time codes: the person lost one of them.</summary>
    public Outcome<Account> Reset(string passwordHash, Actor actor, DateTimeOffset at) =>
        actor.Code == Code
            ? Self
            : this with
            {
                PasswordHash = passwordHash,
                TemporaryUntil = at.AddDays(TemporaryDays),
                OneTimeSecret = null,
                EnrolledAt = null,
                LastStep = 0,
                Failures = 0,
                WaitsUntil = null,
                Epoch = Epoch + 1,
            };

    /// <summary>Gives it another unit and other roles; all sessions end.</summary>
    public Outcome<Account> ChangeRoles(string? unit, ImmutableArray<Role> roles, Actor actor) =>
        actor.Code == Code ? Self
        : RoleRules.Objection(roles) is { } refusal ? refusal
        : this with { Unit = unit, Roles = roles, Epoch = Epoch + 1 };

    private bool Admits(DateTimeOffset at) => DisabledAt is null && WaitAt(at) is null && (TemporaryUntil is null || at < TemporaryUntil);
}

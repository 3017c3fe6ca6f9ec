using System.Collections.Immutable;
using Matching.Casework.Records;

namespace Matching.Casework.Access;

/// <summary>The account of a person: whose it is, what the person may, and what proves that it is the person. One person, one account.</summary>
public sealed partial record Account : IKeptRecord
{
    /// <summary>Days for which a temporary password is good.</summary>
    public const int TemporaryDays = 7;

    private Account()
    {
    }

    public static RecordKind Kind => RecordKind.Account;

    /// <summary>Also the code under which the person's acts stand in the audit. Never a name.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Code of the unit, laboratory or body; null for none.</summary>
    public string? Unit { get; private init; }

    public ImmutableArray<Role> Roles { get; private init; } = [];

    public DateTimeOffset OpenedAt { get; private init; }

    public string OpenedBy { get; private init; } = "";

    public DateTimeOffset? DisabledAt { get; private init; }

    public string? DisabledBy { get; private init; }

    /// <summary>The password as whoever checks it keeps it: salted and slow; never the password.</summary>
    public string PasswordHash { get; private init; } = "";

    /// <summary>Until when a temporary password is good; null where the person chose the password.</summary>
    public DateTimeOffset? TemporaryUntil { get; private init; }

    /// <summary>The secret of the one-time codes; null until it was shown, once.</summary>
    public string? OneTimeSecret { get; private init; }

    /// <summary>When a first one-time code was shown to be right; null: not yet, and the account opens nothing.</summary>
    public DateTimeOffset? EnrolledAt { get; private init; }

    /// <summary>Time step of the last one-time code that was used: it and all before it are used up.</summary>
    public long LastStep { get; private init; }

    /// <summary>Wrong attempts since the last right one.</summary>
    public int Failures { get; private init; }

    /// <summary>Until when no attempt is looked at; null for no wait.</summary>
    public DateTimeOffset? WaitsUntil { get; private init; }

    /// <summary>Grows with whatever ends the sessions that are open.</summary>
    public int Epoch { get; private init; }

    /// <summary>True while the person has to choose a password before anything else.</summary>
    public bool MustChangePassword() => TemporaryUntil is not null;

    /// <summary>True where sessions may be open at all.</summary>
    public bool IsOpen() => DisabledAt is null;

    /// <summary>How long attempts have to wait; null for not at all.</summary>
    public TimeSpan? WaitAt(DateTimeOffset at) => WaitsUntil is { } until && until > at ? until - at : null;

    /// <summary>Who acts with it: nobody who may anything, until a password is chosen.</summary>
    public Actor Actor() => new(Code, Unit, MustChangePassword() ? [] : Roles);

    public RecordIndex Index() => new(DisabledAt is not null ? "disabled" : EnrolledAt is null ? "new" : "open", Unit);

    public Ownership Owner() => Ownership.Nobody;

    // Hash and secret stay out of whatever prints a record.
    public override string ToString() => $"Account {Code}";
}

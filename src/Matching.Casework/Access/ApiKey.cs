using System.Collections.Immutable;
using Matching.Casework.Records;

namespace Matching.Casework.Access;

/// <summary>The key of a machine: whose it is, what it may, and until when. The secret itself is kept nowhere.</summary>
public sealed record ApiKey : IKeptRecord
{
    /// <summary>No key is good for longer.</summary>
    public const int LongestDays = 366;

    private ApiKey()
    {
    }

    public static RecordKind Kind => RecordKind.ApiKey;

    /// <summary>Also the code under which its acts stand in the audit.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Code of the unit, laboratory or body that it acts for; null for none.</summary>
    public string? Unit { get; private init; }

    public ImmutableArray<Role> Roles { get; private init; } = [];

    /// <summary>Its scope: of what the roles allow, what it was given; empty: all of it.</summary>
    public ImmutableArray<Permission> Scope { get; private init; } = [];

    /// <summary>SHA-256 of the secret, in hexadecimal digits. The secret has 256 random bits, so that a fast digest gives nothing away.</summary>
    public string SecretDigest { get; private init; } = "";

    public DateTimeOffset IssuedAt { get; private init; }

    public string IssuedBy { get; private init; } = "";

    public DateTimeOffset Expires { get; private init; }

    public DateTimeOffset? RevokedAt { get; private init; }

    public string? RevokedBy { get; private init; }

    /// <summary>Issues a key.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="unit">Whom it acts for.</param>
    /// <param name="roles">Its roles.</param>
    /// <param name="scope">Its scope; empty for all that the roles allow.</param>
    /// <param name="secretDigest">SHA-256 of the secret.</param>
    /// <param name="expires">When it ends.</param>
    /// <param name="by">Code of who issues it.</param>
    /// <param name="at">When.</param>
    public static Outcome<ApiKey> Issue(
        string code, string? unit, ImmutableArray<Role> roles, ImmutableArray<Permission> scope, string secretDigest, DateTimeOffset expires, string by, DateTimeOffset at) =>
        RoleRules.CodeObjection(code) is { } badCode
            ? badCode
        : RoleRules.Objection(roles) is { } objection
            ? new Refusal(AccessCodes.KeyRoles, objection.Text)
        : !PersonalActs.ReachOfMachine(scope).Any(permission => roles.Any(role => AccessRules.ScopeOf(role, permission) != Access.Scope.None))
            ? new Refusal(AccessCodes.KeyReach, "With these roles and this scope the key would open nothing: what takes a person is out of its reach. Name permissions of its roles that a machine may have.")
        : expires <= at || expires > at.AddDays(LongestDays)
            ? new Refusal(AccessCodes.KeyExpiry, $"A key ends after now and within {LongestDays} days. Choose such a moment, and issue the next key before it.")
        : new ApiKey { Code = code, Unit = unit, Roles = roles, Scope = scope, SecretDigest = secretDigest, IssuedAt = at, IssuedBy = by, Expires = expires };

    /// <summary>Ends it at once.</summary>
    public Outcome<ApiKey> Revoke(Actor actor, DateTimeOffset at) => RevokedAt is null ? this with { RevokedAt = at, RevokedBy = actor.Code } : this;

    /// <summary>True while it opens anything.</summary>
    public bool IsInForce(DateTimeOffset at) => RevokedAt is null && at < Expires;

    /// <summary>Who acts with it: a machine, and what takes a person is out of its reach.</summary>
    public Actor Actor() => PersonalActs.ReachOfMachine(Scope) is { IsEmpty: false } reach
        ? new(Code, Unit, Roles) { Only = reach, IsMachine = true }
        : new(Code, Unit, []) { IsMachine = true };

    public RecordIndex Index() => new(RevokedAt is null ? "in-force" : "revoked", Unit, Due: RevokedAt is null ? Expires : null);

    public Ownership Owner() => Ownership.Nobody;

    public override string ToString() => $"ApiKey {Code}";
}

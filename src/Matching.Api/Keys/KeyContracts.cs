using System.ComponentModel.DataAnnotations;
using Matching.Casework.Access;
using Matching.Casework.Desks;

namespace Matching.Api.Keys;

/// <summary>A key of a machine to be issued.</summary>
/// <param name="Roles">Roles of whoever uses it. What takes a person is out of its reach all the same.</param>
/// <param name="Code">Its code, under which its acts stand in the audit; left out: one is drawn.</param>
/// <param name="Unit">Unit, laboratory or body that it acts for.</param>
/// <param name="Scope">Of what the roles allow, what it may; left out: all of it.</param>
/// <param name="ExpiresAt">When it ends; either this or days.</param>
/// <param name="Days">Days for which it is good, 366 at most.</param>
public sealed record KeyRequest(
    [property: Required, MinLength(1), MaxLength(10)] IReadOnlyList<Role> Roles,
    [property: StringLength(RoleRules.LongestCode)] string? Code = null,
    [property: StringLength(200)] string? Unit = null,
    [property: MaxLength(100)] IReadOnlyList<Permission>? Scope = null,
    DateTimeOffset? ExpiresAt = null,
    [property: Range(1, ApiKey.LongestDays)] int? Days = null);

/// <summary>A key, without its secret.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Unit">Unit, laboratory or body that it acts for.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Scope">What it may of what the roles allow; empty for all of it.</param>
/// <param name="State">in-force or revoked.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="IssuedBy">Code of who issued it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="RevokedBy">Code of who revoked it.</param>
public sealed record KeyView(
    string Id, int Version, string? Unit, IReadOnlyList<Role> Roles, IReadOnlyList<Permission> Scope, string State, DateTimeOffset IssuedAt, string IssuedBy,
    DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, string? RevokedBy)
{
    /// <summary>The key of a record.</summary>
    internal static KeyView Of(Kept<ApiKey> kept)
    {
        var key = kept.Record;
        return new KeyView(key.Code, kept.Version, key.Unit, key.Roles, key.Scope, key.Index().State, key.IssuedAt, key.IssuedBy, key.Expires, key.RevokedAt, key.RevokedBy);
    }
}

/// <summary>A key together with its secret, which is shown this once and kept nowhere.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bearer">What the machine sends as <c>Authorization: Bearer</c>.</param>
public sealed record IssuedKeyView(KeyView Key, string Bearer);

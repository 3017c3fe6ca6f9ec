using System.ComponentModel.DataAnnotations;
using Matching.Casework.Access;
using Matching.Casework.Desks;

namespace Matching.Api.Accounts;

/// <summary>An account to be opened.</summary>
/// <param name="Code">Its code, under which the person's acts stand in the audit; never a name.</param>
/// <param name="Roles">Roles of the person.</param>
/// <param name="Unit">Unit, laboratory or body of the person; left out for none.</param>
public sealed record AccountRequest(
    [property: Required, StringLength(RoleRules.LongestCode)] string Code,
    [property: Required, MinLength(1), MaxLength(10)] IReadOnlyList<Role> Roles,
    [property: StringLength(200)] string? Unit = null);

/// <summary>Other roles of an account.</summary>
/// <param name="Roles">All roles from now on.</param>
/// <param name="Unit">Unit, laboratory or body of the person; left out for none.</param>
public sealed record AccountRolesRequest(
    [property: Required, MinLength(1), MaxLength(10)] IReadOnlyList<Role> Roles,
    [property: StringLength(200)] string? Unit = null);

/// <summary>An account, without what proves who its owner is.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Unit">Unit, laboratory or body of the person.</param>
/// <param name="Roles">Roles of the person.</param>
/// <param name="State">new, open or disabled.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="OpenedBy">Code of who opened it.</param>
/// <param name="MustChangePassword">True while it has a temporary password.</param>
/// <param name="TemporaryUntil">Until when that is good.</param>
/// <param name="WaitsUntil">Until when no attempt to sign in is looked at, after wrong ones.</param>
/// <param name="DisabledAt">When it was shut.</param>
/// <param name="DisabledBy">Code of who shut it.</param>
public sealed record AccountView(
    string Id, int Version, string? Unit, IReadOnlyList<Role> Roles, string State, DateTimeOffset OpenedAt, string OpenedBy, bool MustChangePassword,
    DateTimeOffset? TemporaryUntil, DateTimeOffset? WaitsUntil, DateTimeOffset? DisabledAt, string? DisabledBy)
{
    /// <summary>The account of a record.</summary>
    internal static AccountView Of(Kept<Account> kept)
    {
        var account = kept.Record;
        return new AccountView(
            account.Code, kept.Version, account.Unit, account.Roles, account.Index().State, account.OpenedAt, account.OpenedBy, account.MustChangePassword(),
            account.TemporaryUntil, account.WaitsUntil, account.DisabledAt, account.DisabledBy);
    }
}

/// <summary>An account together with its temporary password, which is shown this once.</summary>
/// <param name="Account">The account.</param>
/// <param name="TemporaryPassword">To be handed to the person, by another way than the code.</param>
public sealed record TemporaryPasswordView(AccountView Account, string TemporaryPassword);

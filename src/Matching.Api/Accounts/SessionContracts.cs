using System.ComponentModel.DataAnnotations;
using Matching.Api.Security;
using Matching.Casework.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace Matching.Api.Accounts;

/// <summary>An attempt to sign in.</summary>
/// <param name="Code">Code of the account.</param>
/// <param name="Password">Password, or the temporary one of a new account.</param>
/// <param name="OneTimeCode">Six digits of the authenticator; left out at the first attempt of a new account, which answers with what the authenticator needs.</param>
public sealed record SignInRequest(
    [property: Required, StringLength(RoleRules.LongestCode)] string Code,
    [property: Required, StringLength(Passwords.Longest)] string Password,
    [property: StringLength(6, MinimumLength = 6)] string? OneTimeCode = null);

/// <summary>A password to be chosen.</summary>
/// <param name="Current">The present one.</param>
/// <param name="Next">The one from now on: 12 to 128 characters.</param>
public sealed record PasswordRequest(
    [property: Required, StringLength(Passwords.Longest)] string Current,
    [property: Required, StringLength(Passwords.Longest, MinimumLength = Passwords.Shortest)] string Next);

/// <summary>Who is signed in.</summary>
/// <param name="Code">Code of the account.</param>
/// <param name="Unit">Unit of the person; null for none.</param>
/// <param name="Roles">Roles of the person.</param>
/// <param name="MustChangePassword">True while a temporary password allows nothing but choosing one.</param>
/// <param name="CsrfToken">To be sent as X-CSRF-Token with whatever changes something.</param>
/// <param name="EndsAt">When the session ends at the latest; after half an hour without a request it ends before.</param>
public sealed record SessionView(string Code, string? Unit, IReadOnlyList<Role> Roles, bool MustChangePassword, string CsrfToken, DateTimeOffset EndsAt)
{
    /// <summary>The session of a request, with a token for it.</summary>
    internal static SessionView Of(HttpContext http, Account account, IAntiforgery antiforgery) =>
        new(account.Code, account.Unit, account.Roles, account.MustChangePassword(), antiforgery.GetAndStoreTokens(http).RequestToken!, Sessions.EndOf(http.User));
}

/// <summary>What an authenticator needs to make one-time codes: shown once. The account opens with the first code.</summary>
/// <param name="Uri">The otpauth address, to be shown as a picture.</param>
/// <param name="Secret">The same secret, to be typed.</param>
public sealed record EnrolmentView(string Uri, string Secret);

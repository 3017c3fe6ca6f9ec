using System.Collections.Immutable;
using Matching.Casework.Records;

namespace Matching.Casework.Access;

/// <summary>Which roles one person, or one key, may have together, and what a code looks like.</summary>
public static class RoleRules
{
    /// <summary>Longest code.</summary>
    public const int LongestCode = 100;

    private static readonly (Role One, Role Other, string Why)[] Apart =
    [
        (Role.GuardianBody, Role.PoliceUnit, "Whoever decides where a child lives is not of the police."),
        (Role.GuardianBody, Role.CaseOfficer, "Whoever decides where a child lives is not of the police."),
    ];

    /// <summary>Why these roles do not go together; null when they do.</summary>
    public static Refusal? Objection(ImmutableArray<Role> roles) =>
        roles.IsEmpty || roles.Any(role => role is Role.Public or Role.System || !Enum.IsDefined(role))
            ? Refused("There is at least one role, and never that of the public or of the program itself.")
        : roles.Contains(Role.Administrator) && roles.Any(role => role != Role.Administrator)
            ? Refused("Whoever administers keys and accounts reads neither cases nor the audit of it.")
        : Array.Find(Apart, pair => roles.Contains(pair.One) && roles.Contains(pair.Other)) is { Why: { } why }
            ? Refused(why)
        : null;

    /// <summary>Why a text is no code of an account or a key; null when it is one.</summary>
    public static Refusal? CodeObjection(string code) =>
        code.Length is 0 or > LongestCode || !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') || IsReserved(code)
            ? new Refusal(AccessCodes.Code, $"A code has 1 to {LongestCode} letters, digits, dots, hyphens and underscores, and is not one of the program's own. Choose another one; never a name.")
            : null;

    // The audit knows the program and the public under these codes.
    private static bool IsReserved(string code) => code == Actor.System.Code || code == Actor.Anybody.Code;

    private static Refusal Refused(string why) => new(AccessCodes.AccountRoles, $"{why} Name other roles, or give them to two persons.");
}

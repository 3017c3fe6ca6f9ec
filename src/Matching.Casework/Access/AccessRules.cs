using System.Collections.Frozen;
using System.Collections.Immutable;
using Matching.Casework.Records;

namespace Matching.Casework.Access;

/// <summary>Who may do what with whose records. What the table does not allow is denied.</summary>
public static class AccessRules
{
    private const Scope No = Scope.None, OwnO = Scope.OwnOpen, Own = Scope.Own, Open = Scope.Open, Clrd = Scope.Cleared, All = Scope.All;

    /// <summary>The roles in the order of the columns.</summary>
    public static ImmutableArray<Role> Columns { get; } =
    [
        Role.Public, Role.Laboratory, Role.PoliceUnit, Role.Reviewer, Role.CaseOfficer, Role.ChildProtection,
        Role.GuardianBody, Role.WelfareHome, Role.Administrator, Role.Auditor, Role.System,
    ];

    private static readonly FrozenDictionary<Permission, Scope[]> Table = new Dictionary<Permission, Scope[]>
    {
        //                               Public Lab.  Police Review CaseOf ChildP Guard. Welf. Admin. Audit. System
        [Permission.SubmitProfiles]    = [No,   Own,  No,    No,    No,    No,    No,    No,   No,    No,    All],
        [Permission.ReadSubmission]    = [No,   Own,  No,    No,    No,    No,    No,    No,   No,    No,    All],
        [Permission.ReadGenotypes]     = [No,   Own,  No,    Clrd,  No,    No,    No,    No,   No,    No,    All],
        [Permission.ReadCase]          = [No,   No,   OwnO,  No,    Own,   All,   No,    No,   No,    No,    All],
        [Permission.ChangeCase]        = [No,   No,   OwnO,  No,    Own,   No,    No,    No,   No,    No,    No],
        [Permission.ReadChild]         = [No,   No,   OwnO,  Clrd,  Own,   All,   No,    No,   No,    No,    All],
        [Permission.ChangeChild]       = [No,   No,   OwnO,  No,    Own,   All,   No,    No,   No,    No,    No],
        [Permission.ReadChildStatus]   = [No,   No,   OwnO,  No,    Own,   All,   Own,   Own,  No,    No,    All],
        [Permission.ReadSealedFacts]   = [No,   No,   No,    No,    Own,   All,   Own,   No,   No,    No,    No],
        [Permission.ChangeCustody]     = [No,   No,   OwnO,  No,    Own,   All,   Own,   No,   No,    No,    No],
        [Permission.ReadFamily]        = [No,   No,   OwnO,  Clrd,  Own,   All,   No,    No,   No,    No,    All],
        [Permission.ChangeFamily]      = [No,   No,   OwnO,  No,    Own,   No,    No,    No,   No,    No,    No],
        [Permission.ReadSampleStatus]  = [No,   Own,  OwnO,  No,    Own,   All,   No,    No,   No,    No,    All],
        [Permission.ReadCandidates]    = [No,   No,   OwnO,  Clrd,  Own,   All,   No,    No,   No,    No,    All],
        [Permission.ReadMatch]         = [No,   No,   OwnO,  Clrd,  Own,   All,   No,    No,   No,    No,    All],
        [Permission.ReviewMatch]       = [No,   No,   No,    Clrd,  No,    No,    No,    No,   No,    No,    No],
        [Permission.EnterFreshSamples] = [No,   No,   No,    Clrd,  No,    No,    No,    No,   No,    No,    No],
        [Permission.ReleaseMatch]      = [No,   No,   No,    No,    Own,   No,    No,    No,   No,    No,    No],
        [Permission.RecallMatch]       = [No,   No,   No,    Clrd,  Own,   All,   No,    No,   No,    No,    No],
        [Permission.ReadPlacement]     = [No,   No,   OwnO,  No,    Own,   All,   Own,   No,   No,    No,    No],
        [Permission.DecidePlacement]   = [No,   No,   No,    No,    No,    No,    Own,   No,   No,    No,    No],
        [Permission.IssueReport]       = [No,   No,   OwnO,  Clrd,  Own,   No,    No,    No,   No,    No,    No],
        [Permission.ReadReport]        = [No,   No,   OwnO,  Clrd,  Own,   All,   No,    No,   No,    No,    No],
        [Permission.CheckClaim]        = [No,   No,   OwnO,  No,    Own,   All,   No,    No,   No,    No,    No],
        [Permission.ReadClaim]         = [No,   No,   OwnO,  Clrd,  Own,   All,   No,    No,   No,    No,    No],
        [Permission.KeepNotice]        = [No,   No,   OwnO,  No,    Own,   All,   No,    No,   No,    No,    No],
        [Permission.ReadPublicNotice]  = [All,  All,  All,   All,   All,   All,   All,   All,  All,   All,   All],
        [Permission.RegisterCall]      = [All,  All,  All,   All,   All,   All,   All,   All,  All,   All,   All],
        [Permission.ReadCalls]         = [No,   No,   OwnO,  No,    Own,   All,   No,    No,   No,    No,    No],
        [Permission.KeepConsent]       = [No,   No,   OwnO,  No,    Own,   All,   Own,   No,   No,    No,    No],
        [Permission.ReadConsent]       = [No,   No,   OwnO,  No,    Own,   All,   Own,   No,   No,    No,    All],
        [Permission.AnswerConsentTask] = [No,   No,   No,    No,    No,    All,   Own,   No,   No,    No,    No],
        [Permission.RequestSearch]     = [No,   No,   OwnO,  Clrd,  Own,   All,   No,    No,   No,    No,    All],
        [Permission.ReadCoverage]      = [No,   No,   No,    All,   No,    No,    No,    No,   All,   All,   All],
        [Permission.ReadStatistics]    = [No,   No,   All,   All,   All,   All,   All,   No,   All,   All,   All],
        [Permission.ReadAudit]         = [No,   No,   No,    No,    No,    No,    No,    No,   No,    All,   No],
        [Permission.ManageKeys]        = [No,   No,   No,    No,    No,    No,    No,    No,   All,   No,    No],
    }.ToFrozenDictionary();

    /// <summary>How far a permission of a role reaches.</summary>
    public static Scope ScopeOf(Role role, Permission permission)
    {
        int column = Columns.IndexOf(role);
        return column >= 0 && Table.TryGetValue(permission, out var scopes) ? scopes[column] : Scope.None;
    }

    /// <summary>True when one of the actor's roles allows it.</summary>
    public static bool May(Actor actor, Permission permission, Ownership owner) =>
        actor.Roles.Any(role => Reaches(ScopeOf(role, permission), actor, owner));

    /// <summary>The same for a record of which only the index is at hand.</summary>
    public static bool May(Actor actor, Permission permission, RecordIndex index) => May(actor, permission, Ownership.Of(index));

    /// <summary>True for those who may know of a sealed record: child protection, and the case officer of a unit it belongs to.</summary>
    public static bool IsCleared(Actor actor, Ownership owner) =>
        actor.Is(Role.ChildProtection) || (actor.Is(Role.CaseOfficer) && owner.BelongsTo(actor.Unit));

    /// <summary>The refusal for somebody who may not; it does not tell whether the record exists.</summary>
    public static Refusal Denied(Permission permission) =>
        new(CaseworkCodes.AccessDenied, $"There is no such record, or your roles do not allow {permission} for it. Ask the unit that it belongs to.");

    private static bool Reaches(Scope scope, Actor actor, Ownership owner) => scope switch
    {
        Scope.OwnOpen => !owner.IsSealed && owner.BelongsTo(actor.Unit),
        Scope.Own => owner.BelongsTo(actor.Unit),
        Scope.Open => !owner.IsSealed,
        Scope.Cleared => !owner.IsSealed || IsCleared(actor, owner),
        Scope.All => true,
        _ => false,
    };
}

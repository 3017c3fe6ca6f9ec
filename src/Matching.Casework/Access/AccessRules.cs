using System.Collections.Frozen;
using Matching.Casework.Records;

namespace Matching.Casework.Access;

/// <summary>Who may do what with whose records. What the table does not allow is denied.</summary>
public static class AccessRules
{
    // The words are those of Scope; a dash is none.
    private const string Text = """
        Permission         Public    Laboratory  PoliceUnit  Reviewer  CaseOfficer  ChildProtection  GuardianBody  WelfareHome  Administrator  Auditor   System
        SubmitProfiles     -         own         -           -         -            -                -             -            -              -         all
        ReadSubmission     -         own         -           -         -            -                -             -            -              -         all
        ReadGenotypes      -         own         -           cleared   -            -                -             -            -              -         all
        ReadCase           -         -           own-open    -         own          all              -             -            -              -         all
        ChangeCase         -         -           own-open    -         own          -                -             -            -              -         -
        ReadChild          -         -           own-open    cleared   own          all              -             -            -              -         all
        ChangeChild        -         -           own-open    -         own          all              -             -            -              -         -
        ReadChildStatus    -         -           own-open    -         own          all              own           own          -              -         all
        ReadSealedFacts    -         -           -           -         own          all              own           -            -              -         -
        ChangeCustody      -         -           own-open    -         own          all              own           -            -              -         -
        ReadFamily         -         -           own-open    cleared   own          all              -             -            -              -         all
        ChangeFamily       -         -           own-open    -         own          -                -             -            -              -         -
        ReadSampleStatus   -         own         own-open    -         own          all              -             -            -              -         all
        ReadCandidates     -         -           own-open    cleared   own          all              -             -            -              -         all
        ReadMatch          -         -           own-open    cleared   own          all              -             -            -              -         all
        ReviewMatch        -         -           -           cleared   -            -                -             -            -              -         -
        EnterFreshSamples  -         -           -           cleared   -            -                -             -            -              -         -
        ReleaseMatch       -         -           -           -         own          -                -             -            -              -         -
        ActJointly         -         -           -           -         own          all              -             -            -              -         -
        RecallMatch        -         -           -           cleared   own          all              -             -            -              -         -
        ReadPlacement      -         -           own-open    -         own          all              own           -            -              -         -
        DecidePlacement    -         -           -           -         -            -                own           -            -              -         -
        IssueReport        -         -           own-open    cleared   own          -                -             -            -              -         -
        ReadReport         -         -           own-open    cleared   own          all              -             -            -              -         -
        CheckClaim         -         -           own-open    -         own          all              -             -            -              -         -
        ReadClaim          -         -           own-open    cleared   own          all              -             -            -              -         -
        KeepNotice         -         -           own-open    -         own          all              -             -            -              -         -
        ReadPublicNotice   all       all         all         all       all          all              all           all          all            all       all
        RegisterCall       all       all         all         all       all          all              all           all          all            all       all
        ReadCalls          -         -           own-open    -         own          all              -             -            -              -         -
        KeepConsent        -         -           own-open    -         own          all              own           -            -              -         -
        ReadConsent        -         -           own-open    -         own          all              own           -            -              -         all
        AnswerConsentTask  -         -           -           -         -            all              own           -            -              -         -
        RequestSearch      -         -           own-open    cleared   own          all              -             -            -              -         all
        ChangeModels       -         -           -           -         -            -                -             -            all            -         all
        ReadCoverage       -         -           -           all       -            -                -             -            all            all       all
        ReadStatistics     -         -           all         all       all          all              all           -            all            all       all
        ReadAudit          -         -           -           -         -            -                -             -            -              all       -
        ManageKeys         -         -           -           -         -            -                -             -            all            -         -
        """;

    private static readonly FrozenDictionary<(Role Role, Permission Permission), Scope> Table = Read();

    /// <summary>How far a permission of a role reaches.</summary>
    public static Scope ScopeOf(Role role, Permission permission) => Table.GetValueOrDefault((role, permission), Scope.None);

    /// <summary>True when one of the actor's roles allows it.</summary>
    public static bool May(Actor actor, Permission permission, Ownership owner) =>
        IsGiven(actor, permission) && actor.Roles.Any(role => Reaches(ScopeOf(role, permission), actor, owner));

    /// <summary>True when one of the actor's roles allows it for some record at least: without it there is nothing to look for.</summary>
    public static bool MaySomewhere(Actor actor, Permission permission) =>
        IsGiven(actor, permission) && actor.Roles.Any(role => ScopeOf(role, permission) != Scope.None);

    /// <summary>The same for a record of which only the index is at hand.</summary>
    public static bool May(Actor actor, Permission permission, RecordIndex index) => May(actor, permission, Ownership.Of(index));

    /// <summary>True for those who may know of a sealed record: child protection, and the case officer of a unit it belongs to.</summary>
    public static bool IsCleared(Actor actor, Ownership owner) =>
        actor.Is(Role.ChildProtection) || (actor.Is(Role.CaseOfficer) && owner.BelongsTo(actor.Unit));

    /// <summary>The refusal for somebody who may not; it does not tell whether the record exists.</summary>
    public static Refusal Denied(Permission permission) =>
        new(CaseworkCodes.AccessDenied, $"There is no such record, or your roles do not allow {permission} for it. Ask the unit that it belongs to.");

    private static bool IsGiven(Actor actor, Permission permission) => actor.Only.IsEmpty || actor.Only.Contains(permission);

    private static bool Reaches(Scope scope, Actor actor, Ownership owner) => scope switch
    {
        Scope.OwnOpen => !owner.IsSealed && owner.BelongsTo(actor.Unit),
        Scope.Own => owner.BelongsTo(actor.Unit),
        Scope.Cleared => !owner.IsSealed || IsCleared(actor, owner),
        Scope.All => true,
        _ => false,
    };

    private static FrozenDictionary<(Role Role, Permission Permission), Scope> Read()
    {
        string[][] rows = [.. Text.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        Role[] roles = [.. rows[0].Skip(1).Select(Enum.Parse<Role>)];
        return (from row in rows.Skip(1)
                from column in Enumerable.Range(0, roles.Length)
                let scope = row[column + 1] switch
                {
                    "own-open" => Scope.OwnOpen,
                    "own" => Scope.Own,
                    "cleared" => Scope.Cleared,
                    "all" => Scope.All,
                    _ => Scope.None,
                }
                select ((roles[column], Enum.Parse<Permission>(row[0])), scope)).ToFrozenDictionary(entry => entry.Item1, entry => entry.scope);
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Matching.Casework.Access;

/// <summary>What takes a person. A key never reaches it, whatever its roles say: a laboratory with two keys would be two reviewers.</summary>
public static class PersonalActs
{
    private static readonly FrozenSet<Permission> Personal =
    [
        Permission.ReviewMatch,
        Permission.EnterFreshSamples,
        Permission.ReleaseMatch,
        Permission.ActJointly,
        Permission.RecallMatch,
        Permission.DecidePlacement,
        Permission.AnswerConsentTask,
        Permission.KeepNotice,
        Permission.ReadSealedFacts,
    ];

    /// <summary>True when a person has to do it.</summary>
    public static bool NeedsPerson(Permission permission) => Personal.Contains(permission);

    /// <summary>What a machine reaches of a scope; an empty scope is all that there is.</summary>
    public static ImmutableArray<Permission> ReachOfMachine(ImmutableArray<Permission> scope) =>
        [.. (scope.IsEmpty ? Enum.GetValues<Permission>() : [.. scope]).Where(permission => !NeedsPerson(permission))];
}

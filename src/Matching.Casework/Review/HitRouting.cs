using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;

namespace Matching.Casework.Review;

/// <summary>Somebody who may be told of a hit: everybody of a role, of a unit or not, or one person alone.</summary>
/// <param name="Role">The role.</param>
/// <param name="Unit">The unit; null for every unit.</param>
/// <param name="Person">Code of the one person; null for everybody of the role and unit.</param>
public readonly record struct Recipient(Role Role, string? Unit, string? Person = null)
{
    /// <summary>True when an actor is meant.</summary>
    public bool Means(Actor actor) => actor.Is(Role) && (Unit is null || Unit == actor.Unit) && (Person is null || Person == actor.Code);
}

/// <summary>One side of a hit, as far as it decides who is told.</summary>
/// <param name="Unit">Unit in charge.</param>
/// <param name="IsSealed">True while sealed.</param>
public readonly record struct HitParty(string Unit, bool IsSealed);

/// <summary>What has to be said of a person whenever a hit shows it.</summary>
public enum HitFlag
{
    /// <summary>Excluded as a parent of this child by a claim check.</summary>
    KnownNonParent = 0,

    /// <summary>Says that the child is theirs.</summary>
    ClaimsParenthood = 1,

    /// <summary>Had the child at some time.</summary>
    Holder = 2,

    /// <summary>A suspect of the child's case.</summary>
    SuspectOfCase = 3,

    /// <summary>Has died; the next relative is to be found.</summary>
    Deceased = 4,
}

/// <summary>A person of a hit, and what has to be said of it.</summary>
public readonly record struct FlaggedPerson(string Person, HitFlag Flag);

/// <summary>Who may be told of a hit, and what is said with it.</summary>
public static class HitRouting
{
    /// <summary>Those who may be told. Sealed: the case officers and child protection, nobody else.</summary>
    /// <param name="match">The match.</param>
    /// <param name="officers">The case officers of the child's case by code; empty where none is named: then those of its unit.</param>
    public static ImmutableArray<Recipient> RecipientsOf(Match match, ImmutableArray<string> officers) =>
        RecipientsOf(new HitParty(match.Child.Unit, match.Child.IsSealed), new HitParty(match.Family.Unit, match.Family.IsSealed), officers);

    /// <summary>Those who may be told of a hit that nobody has opened yet.</summary>
    /// <param name="child">The child's side.</param>
    /// <param name="other">The other side; null where no unit is in charge of it.</param>
    /// <param name="officers">The case officers of the child's case by code; empty where none is named: then those of its unit.</param>
    public static ImmutableArray<Recipient> RecipientsOf(HitParty child, HitParty? other, ImmutableArray<string> officers)
    {
        ImmutableArray<Recipient> ofCase = officers.IsEmpty
            ? [new Recipient(Role.CaseOfficer, child.Unit)]
            : [.. officers.Select(officer => new Recipient(Role.CaseOfficer, child.Unit, officer))];
        if (!child.IsSealed && other is not { IsSealed: true })
            return
            [
                .. ofCase, new Recipient(Role.PoliceUnit, child.Unit), .. OfOther(other, Role.PoliceUnit),
                .. OfOther(other, Role.CaseOfficer), new Recipient(Role.Reviewer, null), new Recipient(Role.ChildProtection, null),
            ];
        // The other unit knows of the seal only where it put up the flag itself.
        return [.. ofCase, .. other is { IsSealed: true } ? OfOther(other, Role.CaseOfficer) : [], new Recipient(Role.ChildProtection, null)];
    }

    /// <summary>True when an actor may be told.</summary>
    public static bool IsRecipient(Actor actor, Match match, ImmutableArray<string> officers) => RecipientsOf(match, officers).Any(recipient => recipient.Means(actor));

    /// <summary>True when the family may be told: after the release, and never where the match is sealed.</summary>
    public static bool MayTellFamily(Match match) => match.State == MatchState.Released && !match.IsSealed();

    /// <summary>The state that an actor sees: null, as if there were no match, for whoever may not know of it.</summary>
    public static MatchState? VisibleState(Actor actor, Match match) => AccessRules.May(actor, Permission.ReadMatch, match.Owner()) ? match.State : null;

    /// <summary>What has to be said of the persons of a family when it is a hit for a child.</summary>
    public static ImmutableArray<FlaggedPerson> FlagsOf(RescuedChild child, Case? ofCase, ReferenceFamily family) =>
    [
        .. from member in family.Members
           from flag in FlagsOf(member, child, ofCase)
           select new FlaggedPerson(member.Person, flag),
    ];

    private static IEnumerable<Recipient> OfOther(HitParty? other, Role role) => other is { } party ? [new Recipient(role, party.Unit)] : [];

    private static IEnumerable<HitFlag> FlagsOf(FamilyMember member, RescuedChild child, Case? ofCase)
    {
        if (child.IsKnownNonParent(member.Person))
            yield return HitFlag.KnownNonParent;
        if (child.Claims.Any(claim => claim.Person == member.Person))
            yield return HitFlag.ClaimsParenthood;
        if (child.HadHolder(member.Person))
            yield return HitFlag.Holder;
        if (ofCase?.Suspects.Any(suspect => suspect.Person == member.Person) == true)
            yield return HitFlag.SuspectOfCase;
        if (member.DiedOn is not null)
            yield return HitFlag.Deceased;
    }
}

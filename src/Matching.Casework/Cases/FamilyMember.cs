using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Casework.Cases;

/// <summary>Who is missing.</summary>
/// <param name="Sex">Sex.</param>
/// <param name="Birth">When the person was born; null when not known.</param>
/// <param name="Since">Since when; null when not known. However long ago: a search has no end.</param>
/// <param name="Place">Where the person was last seen; null when not known.</param>
public sealed record MissingPerson(Sex Sex, BirthWindow? Birth, DateOnly? Since, string? Place);

/// <summary>On what a person's profile may be compared.</summary>
/// <param name="Consent">Code of the consent; null where the law alone allows it.</param>
/// <param name="LegalBasis">Stated legal basis; null where there is a consent.</param>
public sealed record Grounds(string? Consent, string? LegalBasis)
{
    public static Grounds OfConsent(string consent) => new(consent, null);

    public static Grounds OfLaw(string basis) => new(null, basis);
}

/// <summary>A person on the relatives' side, by code.</summary>
/// <param name="Person">Code of the person; also of the profile.</param>
/// <param name="Role">Who the person is to the missing one, as submitted.</param>
/// <param name="Category">Why the person is in the registry.</param>
/// <param name="Grounds">On what the profile may be compared.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public sealed record FamilyMember(string Person, string Role, PersonCategory Category, Grounds Grounds, DateTimeOffset At, string By)
{
    /// <summary>When the person is known to have died; the profile stays, and the next relative is told.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>Whom to turn to instead, or how; null for nothing.</summary>
    public string? Recontact { get; init; }

    /// <summary>When the person left the family's search; null while in it.</summary>
    public DateTimeOffset? LeftAt { get; init; }
}

/// <summary>A category was corrected.</summary>
public sealed record CategoryChange(string Person, PersonCategory From, PersonCategory To, string Reason, DateTimeOffset At, string By);

/// <summary>A message to or from a family. Results are never told by telephone.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who spoke or wrote.</param>
/// <param name="Channel">How.</param>
/// <param name="Subject">What about.</param>
public sealed record FamilyMessage(DateTimeOffset At, string By, MessageChannel Channel, string Subject);

/// <summary>How a family was reached.</summary>
public enum MessageChannel
{
    InPerson = 0,
    Letter = 1,
    Telephone = 2,
    Electronic = 3,
}

using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Api.Families;

/// <summary>A reference family.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Unit">Unit that keeps in touch with it.</param>
/// <param name="Missing">Whom it misses.</param>
/// <param name="Members">Its members, those who left as well.</param>
/// <param name="CategoryChanges">Categories that were corrected.</param>
/// <param name="Messages">What it was told, and what it said.</param>
/// <param name="Pedigree">Its pedigree as a table; null where the roles say enough.</param>
/// <param name="IsSealed">True while a parent may be a suspect.</param>
/// <param name="Received">When it was entered.</param>
/// <param name="Seals">History of the flag; null for those who are not in charge.</param>
public sealed record FamilyView(
    string Id, int Version, string Unit, MissingView Missing, IReadOnlyList<MemberView> Members, IReadOnlyList<CategoryChangeView> CategoryChanges, IReadOnlyList<MessageView> Messages,
    string? Pedigree, bool IsSealed, DateTimeOffset Received, IReadOnlyList<SealView>? Seals)
{
    /// <summary>The family of a record.</summary>
    internal static FamilyView Of(Kept<ReferenceFamily> kept, Actor reader)
    {
        var family = kept.Record;
        var missing = family.Missing;
        return new FamilyView(
            family.Code, kept.Version, family.Unit, new MissingView(missing.Sex, missing.Birth?.From, missing.Birth?.To, missing.Since, missing.Place),
            [.. family.Members.Select(MemberView.Of)],
            [.. family.CategoryChanges.Select(change => new CategoryChangeView(change.Person, change.From, change.To, change.Reason, change.At, change.By))],
            [.. family.Messages.Select(message => new MessageView(message.At, message.By, message.Channel, message.Subject))],
            family.Pedigree, family.IsSealed(), family.Received, AccessRules.IsCleared(reader, family.Owner()) ? SealView.Of(family.Seals) : null);
    }
}

/// <summary>Who is missing.</summary>
/// <param name="Sex">Sex.</param>
/// <param name="BornFrom">Earliest day of birth; null when not known.</param>
/// <param name="BornTo">Latest day of birth; null when not known.</param>
/// <param name="Since">Since when; null when not known.</param>
/// <param name="Place">Where the person was last seen; null when not known.</param>
public sealed record MissingView(Sex Sex, DateOnly? BornFrom, DateOnly? BornTo, DateOnly? Since, string? Place);

/// <summary>A member of a family, by code.</summary>
/// <param name="Person">Code of the person; also of the profile.</param>
/// <param name="Role">Who the person is to the missing one.</param>
/// <param name="Category">Why the person is in the registry.</param>
/// <param name="Consent">Code of the consent; null where the law alone allows the comparison.</param>
/// <param name="LegalBasis">Stated legal basis; null where there is a consent.</param>
/// <param name="EnteredAt">When the member was entered.</param>
/// <param name="DiedOn">When the person is known to have died; null otherwise.</param>
/// <param name="Recontact">Whom to turn to instead, or how; null for nothing.</param>
/// <param name="LeftAt">When the person left the family's search; null while in it.</param>
public sealed record MemberView(
    string Person, string Role, PersonCategory Category, string? Consent, string? LegalBasis, DateTimeOffset EnteredAt, DateOnly? DiedOn, string? Recontact, DateTimeOffset? LeftAt)
{
    internal static MemberView Of(FamilyMember member) => new(
        member.Person, member.Role, member.Category, member.Grounds.Consent, member.Grounds.LegalBasis, member.At, member.DiedOn, member.Recontact, member.LeftAt);
}

/// <summary>A category was corrected.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="From">Category before.</param>
/// <param name="To">Category since.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
public sealed record CategoryChangeView(string Person, PersonCategory From, PersonCategory To, string Reason, DateTimeOffset At, string By);

/// <summary>A message to or from a family.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who spoke or wrote.</param>
/// <param name="Channel">How.</param>
/// <param name="Subject">What about.</param>
public sealed record MessageView(DateTimeOffset At, string By, MessageChannel Channel, string Subject);

/// <summary>What has become of a sample.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Sample">Code of the sample; empty before it was typed.</param>
/// <param name="Received">When it came in.</param>
/// <param name="Typed">When the profile came in; null before.</param>
/// <param name="Searches">Searches so far.</param>
/// <param name="ChildrenCompared">Children compared so far.</param>
/// <param name="LastSearched">When the last search was finished; null before.</param>
public sealed record SampleView(string Person, string Sample, DateTimeOffset Received, DateTimeOffset? Typed, int Searches, int ChildrenCompared, DateTimeOffset? LastSearched)
{
    internal static SampleView Of(SampleStatus status) =>
        new(status.Person, status.Sample, status.Received, status.Typed, status.Searches, status.ChildrenCompared, status.LastSearched);
}

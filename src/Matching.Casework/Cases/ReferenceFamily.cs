using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework.Cases;

/// <summary>A family and whom it misses.</summary>
public sealed record ReferenceFamily : IKeptRecord
{
    /// <summary>Codes of callers begin with this; no person, and so no profile, has such a code.</summary>
    public const string CallerPrefix = "caller-";

    private ReferenceFamily()
    {
    }

    public static RecordKind Kind => RecordKind.Family;

    public string Code { get; private init; } = "";

    /// <summary>Code of the unit that keeps in touch with it.</summary>
    public string Unit { get; private init; } = "";

    public MissingPerson Missing { get; private init; } = new(Genetics.Markers.Sex.Unknown, null, null, null);

    public ImmutableArray<FamilyMember> Members { get; private init; } = [];

    public ImmutableArray<CategoryChange> CategoryChanges { get; private init; } = [];

    /// <summary>The pedigree as a table; null where the roles say enough.</summary>
    public string? Pedigree { get; private init; }

    public ImmutableArray<FamilyMessage> Messages { get; private init; } = [];

    /// <summary>The history of the flag "parent may be a suspect".</summary>
    public ImmutableArray<SealEvent> Seals { get; private init; } = [];

    public DateTimeOffset Received { get; private init; }

    /// <summary>Enters a family.</summary>
    public static Outcome<ReferenceFamily> Enter(string code, MissingPerson missing, Actor actor, DateTimeOffset at) => actor.Unit is null
        ? new Refusal(CaseworkCodes.CaseUnit, "A family is in the charge of a unit, and you belong to none. Let somebody of the unit enter it.")
        : missing.Birth?.Objection(missing.Since) is { } refusal ? refusal
        : new ReferenceFamily { Code = code, Unit = actor.Unit, Missing = missing, Received = at };

    /// <summary>True while a parent may be a suspect.</summary>
    public bool IsSealed() => !Seals.IsEmpty && Seals[^1].IsSealed;

    /// <summary>The state says nothing of hits; a search has no end, so there is no state for one.</summary>
    public RecordIndex Index() => new(Searched().Any() ? "searching" : "waiting", Unit, Family: Code, IsSealed: IsSealed());

    public Ownership Owner() => new([Unit], IsSealed());

    /// <summary>The members that take part in the search.</summary>
    public IEnumerable<FamilyMember> Searched() => Members.Where(member => member.LeftAt is null);

    /// <summary>Adds a member on a consent, or a suspect on a stated legal basis.</summary>
    public Outcome<ReferenceFamily> Add(FamilyMember member)
    {
        if (member.Person.StartsWith(CallerPrefix, StringComparison.Ordinal))
            return new Refusal(CaseworkCodes.FamilyCaller, "A caller is not a member of a family. Whoever seeks a child gives a sample and a consent under a code of their own.");
        if (Members.FirstOrDefault(known => known.Person == member.Person && known.LeftAt is null) is { } known)
            return new Refusal(
                known.Category == member.Category ? CaseworkCodes.FamilyMemberKnown : CaseworkCodes.FamilyCategory,
                $"{member.Person} is in the family {Code} as {known.Category} already. A category is corrected by an act of its own, with its reason.");
        if (Members.FirstOrDefault(other => PurposeOf(other.Category) != PurposeOf(member.Category)) is { } apart)
            return new Refusal(
                CaseworkCodes.FamilyApart, $"The family {Code} holds {apart.Category}; {member.Category} stands apart from it. Enter {member.Person} under another family code.");
        return GroundsObjection(member) is { } refusal ? refusal : this with { Members = Members.Add(member) };
    }

    /// <summary>Corrects a category between those who gave a sample of free will; no sample changes its purpose.</summary>
    public Outcome<ReferenceFamily> Recategorise(string person, PersonCategory to, string reason, Actor actor, DateTimeOffset at)
    {
        if (Member(person) is not { } member)
            return NoMember(person);
        if (string.IsNullOrWhiteSpace(reason))
            return new Refusal(CaseworkCodes.FamilyCategory, "A category never changes without a reason. Say why.");
        bool areFree = member.Category is PersonCategory.SeekingParent or PersonCategory.VolunteerRelative && to is PersonCategory.SeekingParent or PersonCategory.VolunteerRelative;
        if (!areFree)
            return new Refusal(
                CaseworkCodes.FamilyCategory,
                $"The sample of {person} was given as {member.Category} and is never used as {to}. Take a new sample under a code of its own, with its own grounds.");
        return Replace(member, member with { Category = to }) with
        {
            CategoryChanges = CategoryChanges.Add(new CategoryChange(person, member.Category, to, reason, at, actor.Code)),
        };
    }

    /// <summary>Takes a member out of the search, for example after a withdrawn consent.</summary>
    public Outcome<ReferenceFamily> Leave(string person, DateTimeOffset at) =>
        Member(person) is { } member ? Replace(member, member with { LeftAt = at }) : NoMember(person);

    /// <summary>Enters that a member has died, and whom to turn to instead.</summary>
    public Outcome<ReferenceFamily> Died(string person, DateOnly? on, string? recontact) =>
        Member(person) is { } member ? Replace(member, member with { DiedOn = on, Recontact = recontact }) : NoMember(person);

    /// <summary>Enters how a member can be reached.</summary>
    public Outcome<ReferenceFamily> Recontact(string person, string how) =>
        Member(person) is { } member ? Replace(member, member with { Recontact = how }) : NoMember(person);

    /// <summary>Enters a message. Results are told in person or by letter, so that nobody can be deceived by a call.</summary>
    /// <param name="tellsResult">True when the message tells what a search found.</param>
    public Outcome<ReferenceFamily> Log(FamilyMessage message, bool tellsResult) =>
        tellsResult && message.Channel is MessageChannel.Telephone or MessageChannel.Electronic
            ? new Refusal(CaseworkCodes.FamilyChannel, "A result is told in person or by letter, never by telephone or message. Invite the family.")
            : tellsResult && IsSealed()
            ? new Refusal(CaseworkCodes.FamilySealed, "This family is sealed: nobody tells it a result. Turn to the case officer and child protection.")
            : this with { Messages = Messages.Add(message) };

    /// <summary>Sets the pedigree as a table.</summary>
    public Outcome<ReferenceFamily> Draw(string? pedigree) => this with { Pedigree = pedigree };

    /// <summary>Puts the flag up.</summary>
    public Outcome<ReferenceFamily> Seal(string reason, Actor actor, DateTimeOffset at) =>
        IsSealed() ? this : this with { Seals = Seals.Add(new SealEvent(IsSealed: true, at, actor.Code, reason)) };

    /// <summary>Takes the flag down; that takes two.</summary>
    public Outcome<ReferenceFamily> Unseal(string reason, JointAct both, DateTimeOffset at) => both.Objection(Owner()) is { } refusal
        ? refusal
        : this with { Seals = Seals.Add(new SealEvent(IsSealed: false, at, both.Codes, reason)) };

    private FamilyMember? Member(string person) => Members.FirstOrDefault(member => member.Person == person && member.LeftAt is null);

    private ReferenceFamily Replace(FamilyMember old, FamilyMember member) => this with { Members = Members.Replace(old, member) };

    private Refusal NoMember(string person) => new(CaseworkCodes.FamilyNoMember, $"{person} is no member of the family {Code}.");

    // Those who seek, those who claim a child, and suspects never stand in one family.
    private static int PurposeOf(PersonCategory category) => category switch
    {
        PersonCategory.ClaimedParent => 1,
        PersonCategory.Suspect => 2,
        _ => 0,
    };

    private static Refusal? GroundsObjection(FamilyMember member) =>
        member.Category == PersonCategory.Suspect && string.IsNullOrWhiteSpace(member.Grounds.LegalBasis)
            ? new Refusal(CaseworkCodes.FamilyLegalBasis, $"{member.Person} is a suspect, and a suspect is compared on a stated legal basis only. State it.")
        : member.Category is not PersonCategory.Suspect and not PersonCategory.PersonalItem && string.IsNullOrWhiteSpace(member.Grounds.Consent)
            ? new Refusal(CaseworkCodes.FamilyConsent, $"{member.Person} gives a sample of free will, so there is a consent. Enter it first.")
        : null;
}

using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Records;
using Matching.Genetics.Markers;

namespace Matching.Casework.Cases;

/// <summary>Somebody said that a child is theirs.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public sealed record ParenthoodClaim(string Person, DateTimeOffset At, string By);

/// <summary>Somebody was excluded as a parent of a child by a claim check.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="ClaimCheck">Code of the claim check.</param>
/// <param name="At">When.</param>
public sealed record KnownNonParent(string Person, string ClaimCheck, DateTimeOffset At);

/// <summary>What is known of a child when it is entered.</summary>
/// <param name="Code">Code of the child; also of its profile.</param>
/// <param name="Sex">Sex as seen.</param>
/// <param name="Birth">When it was born.</param>
/// <param name="FoundOn">When it was found; null when not known.</param>
/// <param name="FoundPlace">Where it was found; null when not known.</param>
public sealed record ChildFacts(string Code, Sex Sex, BirthWindow Birth, DateOnly? FoundOn, string? FoundPlace);

/// <summary>A child of unknown origin.</summary>
public sealed partial record RescuedChild : IKeptRecord
{
    private RescuedChild()
    {
    }

    public static RecordKind Kind => RecordKind.Child;

    public ChildFacts Facts { get; private init; } = new("", Sex.Unknown, default, null, null);

    public string Code => Facts.Code;

    /// <summary>Code of the unit in charge.</summary>
    public string Unit { get; private init; } = "";

    /// <summary>Code of the case; null for none.</summary>
    public string? Case { get; private init; }

    public DateTimeOffset Received { get; private init; }

    public ImmutableArray<AcquisitionEvent> Acquisitions { get; private init; } = [];

    public ImmutableArray<CustodyStay> Custody { get; private init; } = [];

    public ImmutableArray<ParenthoodClaim> Claims { get; private init; } = [];

    public ImmutableArray<KnownNonParent> NonParents { get; private init; } = [];

    /// <summary>Marks that may be shown in public.</summary>
    public ImmutableArray<string> PublicMarks { get; private init; } = [];

    public SealedFacts SealedFacts { get; private init; } = SealedFacts.None;

    public ImmutableArray<PhotoDigest> Photos { get; private init; } = [];

    /// <summary>The history of the child's own flag "parent may be a suspect".</summary>
    public ImmutableArray<SealEvent> Seals { get; private init; } = [];

    /// <summary>The flag of the case, copied whenever it changes.</summary>
    public bool IsCaseSealed { get; private init; }

    /// <summary>Enters a child.</summary>
    public static Outcome<RescuedChild> Enter(ChildFacts facts, Case? ofCase, Actor actor, DateTimeOffset at)
    {
        if (facts.Birth.Objection(facts.FoundOn) is { } refusal)
            return refusal;
        if ((ofCase?.Unit ?? actor.Unit) is not { } unit)
            return new Refusal(CaseworkCodes.CaseUnit, "A child is in the charge of a unit, and you belong to none. Name its case, or let somebody of the unit enter it.");
        return new RescuedChild { Facts = facts, Unit = unit, Case = ofCase?.Code, IsCaseSealed = ofCase?.IsSealed() ?? false, Received = at };
    }

    /// <summary>True when only the case officer and child protection may learn of hits: by its own flag, that of its case, or because its family is believed to have sold it.</summary>
    public bool IsSealed() => IsCaseSealed || (!Seals.IsEmpty && Seals[^1].IsSealed) || IsBelieved(AcquisitionKind.SoldByFamily);

    public RecordIndex Index() => new(Custody.IsEmpty ? "entered" : "in-custody", Unit, Case, Code, IsSealed: IsSealed());

    public Ownership Owner() => new([Unit, .. Bodies()], IsSealed());

    /// <summary>The bodies that answer for the child now.</summary>
    public IEnumerable<string> Bodies() => Custody.Where(stay => stay.TakenBack is null && stay.To is null).Select(stay => stay.ResponsibleBody).OfType<string>().Distinct();

    /// <summary>How old the child is on a day.</summary>
    public AgeRange AgeOn(DateOnly day) => Facts.Birth.AgeOn(day);

    /// <summary>Narrows or corrects the birth window.</summary>
    public Outcome<RescuedChild> Redate(BirthWindow birth) =>
        birth.Objection(Facts.FoundOn) is { } refusal ? refusal : this with { Facts = Facts with { Birth = birth } };

    /// <summary>What is believed of its acquisition; unknown when nothing is.</summary>
    public ImmutableArray<AcquisitionKind> Believed()
    {
        AcquisitionKind[] held = [.. Acquisitions.Select(e => e.Kind).Distinct().Where(IsBelieved)];
        return held.Length == 0 ? [AcquisitionKind.Unknown] : [.. held];
    }

    /// <summary>Adds what is believed, or not believed any more; what was believed before stays readable.</summary>
    public Outcome<RescuedChild> Believe(AcquisitionKind kind, bool holds, string source, Actor actor, DateTimeOffset at) =>
        !holds && !IsBelieved(kind)
            ? new Refusal(CaseworkCodes.AcquisitionNotHeld, $"{kind} is not what is believed of this child, so it cannot be taken back.")
            : this with { Acquisitions = Acquisitions.Add(new AcquisitionEvent(kind, holds, at, actor.Code, source)) };

    /// <summary>How far the search is, for those who care for the child.</summary>
    public ChildStatus Status(DateTimeOffset? typed, int searches, SearchStanding? search) =>
        new(Code, Received, typed, searches, search is { IsFinished: true } ? search.At : null, search?.BaseSize ?? 0);

    public Outcome<RescuedChild> AddPublicMark(string mark) => this with { PublicMarks = PublicMarks.Add(mark) };

    public Outcome<RescuedChild> AddPhoto(PhotoDigest photo) => Photos.Contains(photo) ? this : this with { Photos = Photos.Add(photo) };

    public Outcome<RescuedChild> AddMedicalFact(string fact) => this with { SealedFacts = SealedFacts with { Medical = SealedFacts.Medical.Add(fact) } };

    public Outcome<RescuedChild> AddSealedNote(string note) => this with { SealedFacts = SealedFacts with { Notes = SealedFacts.Notes.Add(note) } };

    private bool IsBelieved(AcquisitionKind kind) => Acquisitions.LastOrDefault(e => e.Kind == kind) is { Holds: true };
}

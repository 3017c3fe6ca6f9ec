using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Records;

namespace Matching.Casework.Cases;

/// <summary>A child of a case was recovered.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public sealed record Recovery(string Child, DateTimeOffset At, string By);

/// <summary>How many children of a case are known of and not recovered yet, from a moment on.</summary>
/// <param name="NotRecovered">Children.</param>
/// <param name="At">From when on.</param>
/// <param name="By">Who said so.</param>
/// <param name="Source">What it rests on.</param>
public sealed record DeclaredCount(int NotRecovered, DateTimeOffset At, string By, string Source);

/// <summary>A suspect of a case: by the code alone.</summary>
/// <param name="Person">Code of the person, on the relatives' side when there is a profile.</param>
/// <param name="SealedNote">What is known; for those in charge only.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public sealed record CaseSuspect(string Person, string SealedNote, DateTimeOffset At, string By);

/// <summary>The counts of a case at a moment.</summary>
/// <param name="Recovered">Children recovered.</param>
/// <param name="NotRecovered">Children known of and not recovered; null while nobody has said.</param>
/// <param name="Source">What the second number rests on.</param>
public sealed record CaseCounts(int Recovered, int? NotRecovered, string? Source);

/// <summary>A case: usually a ring, and the children it took.</summary>
public sealed record Case : IKeptRecord
{
    private Case()
    {
    }

    public static RecordKind Kind => RecordKind.Case;

    public string Code { get; private init; } = "";

    /// <summary>Code of the unit that leads it.</summary>
    public string Unit { get; private init; } = "";

    /// <summary>Codes of the case officers.</summary>
    public ImmutableArray<string> Officers { get; private init; } = [];

    public ImmutableArray<Recovery> Recovered { get; private init; } = [];

    public ImmutableArray<DeclaredCount> Counts { get; private init; } = [];

    public ImmutableArray<CaseSuspect> Suspects { get; private init; } = [];

    public ImmutableArray<string> Places { get; private init; } = [];

    /// <summary>The history of the flag "parent may be a suspect".</summary>
    public ImmutableArray<SealEvent> Seals { get; private init; } = [];

    public DateTimeOffset OpenedAt { get; private init; }

    public DateTimeOffset? ClosedAt { get; private init; }

    /// <summary>Opens a case. The person who opens it is its first case officer.</summary>
    public static Outcome<Case> Open(string code, Actor actor, DateTimeOffset at) => actor.Unit is null
        ? new Refusal(CaseworkCodes.CaseUnit, "A case belongs to a unit, and you belong to none. Let somebody of the unit open it.")
        : new Case { Code = code, Unit = actor.Unit, Officers = [actor.Code], OpenedAt = at };

    /// <summary>True while a parent of its children may be a suspect.</summary>
    public bool IsSealed() => !Seals.IsEmpty && Seals[^1].IsSealed;

    public RecordIndex Index() => new(ClosedAt is null ? "open" : "closed", Unit, Code, IsSealed: IsSealed());

    public Ownership Owner() => new([Unit], IsSealed());

    /// <summary>Says how many children are known of and not recovered. Earlier counts stay.</summary>
    public Outcome<Case> Declare(int notRecovered, string source, Actor actor, DateTimeOffset at)
    {
        if (notRecovered < 0)
            return new Refusal(CaseworkCodes.CaseCount, "The number of children not yet recovered is below zero. Give zero or more.");
        return InOrder(at) ?? (Outcome<Case>)(this with { Counts = Counts.Add(new DeclaredCount(notRecovered, at, actor.Code, source)) });
    }

    /// <summary>Adds a recovered child.</summary>
    /// <param name="child">Code of the child.</param>
    /// <param name="wasCounted">True when it was among those not recovered: that count goes down by one.</param>
    /// <param name="actor">Who enters it.</param>
    /// <param name="at">When.</param>
    public Outcome<Case> Recover(string child, bool wasCounted, Actor actor, DateTimeOffset at)
    {
        if (Recovered.Any(known => known.Child == child))
            return new Refusal(CaseworkCodes.CaseChildKnown, $"The child {child} is in the case {Code} already.");
        if (InOrder(at) is { } refusal)
            return refusal;
        int open = Counts.IsEmpty ? 0 : Counts[^1].NotRecovered;
        if (wasCounted && open == 0)
            return new Refusal(CaseworkCodes.CaseCount, "No child of this case is counted as not yet recovered. Declare the count first, or enter the child as not counted.");
        var counts = wasCounted ? Counts.Add(new DeclaredCount(open - 1, at, actor.Code, $"recovered: {child}")) : Counts;
        return this with { Recovered = Recovered.Add(new Recovery(child, at, actor.Code)), Counts = counts };
    }

    /// <summary>The counts as the case knew them at a moment.</summary>
    public CaseCounts CountsAt(DateTimeOffset moment)
    {
        var declared = Counts.LastOrDefault(count => count.At <= moment);
        return new CaseCounts(Recovered.Count(child => child.At <= moment), declared?.NotRecovered, declared?.Source);
    }

    /// <summary>Adds a suspect by code.</summary>
    public Outcome<Case> Suspect(string person, string sealedNote, Actor actor, DateTimeOffset at) =>
        this with { Suspects = Suspects.Add(new CaseSuspect(person, sealedNote, at, actor.Code)) };

    public Outcome<Case> AddPlace(string place) => Places.Contains(place) ? this : this with { Places = Places.Add(place) };

    public Outcome<Case> AddOfficer(string officer) => Officers.Contains(officer) ? this : this with { Officers = Officers.Add(officer) };

    /// <summary>Takes an officer off; a case keeps at least one.</summary>
    public Outcome<Case> RemoveOfficer(string officer) => Officers.Length == 1 && Officers[0] == officer
        ? new Refusal(CaseworkCodes.CaseOfficer, $"{officer} is the only officer of the case {Code}. Name another one first.")
        : this with { Officers = Officers.Remove(officer) };

    /// <summary>Puts the flag up: from now on only the case officers and child protection learn of hits.</summary>
    public Outcome<Case> Seal(string reason, Actor actor, DateTimeOffset at) =>
        IsSealed() ? this : this with { Seals = Seals.Add(new SealEvent(IsSealed: true, at, actor.Code, reason)) };

    /// <summary>Takes the flag down; that takes two.</summary>
    public Outcome<Case> Unseal(string reason, JointAct both, DateTimeOffset at) => both.Objection(Owner()) is { } refusal
        ? refusal
        : this with { Seals = Seals.Add(new SealEvent(IsSealed: false, at, both.Codes, reason)) };

    /// <summary>Closes the police's work. The search for its children's families goes on.</summary>
    public Outcome<Case> Close(DateTimeOffset at) => this with { ClosedAt = ClosedAt ?? at };

    public Outcome<Case> Reopen() => this with { ClosedAt = null };

    // Counts are read by their moments, so none may be entered into the past.
    private Refusal? InOrder(DateTimeOffset at) => (!Counts.IsEmpty && Counts[^1].At > at) || (!Recovered.IsEmpty && Recovered[^1].At > at)
        ? new Refusal(CaseworkCodes.CaseCount, "A later count has been entered already. Counts are added in the order of their moments: enter this one as of now.")
        : null;
}

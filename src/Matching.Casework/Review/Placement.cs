using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Review;

/// <summary>Where a child is to live.</summary>
public enum PlacementKind
{
    /// <summary>Not decided yet.</summary>
    Open = 0,

    /// <summary>The child may go back to the family of the match.</summary>
    MayReturn = 1,

    /// <summary>The child may not go back to the family of the match.</summary>
    MayNotReturn = 2,

    /// <summary>The child stays in public care.</summary>
    PublicCare = 3,

    /// <summary>The child lives with a foster family.</summary>
    FosterFamily = 4,

    /// <summary>The child may be adopted.</summary>
    Adoption = 5,
}

/// <summary>What the guardian body decided, one after the other.</summary>
/// <param name="Kind">Where to.</param>
/// <param name="Match">Code of the match it refers to; null for none.</param>
/// <param name="ChildAgrees">What the child says; null when it was not asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="By">Who decided.</param>
public sealed record PlacementDecision(PlacementKind Kind, string? Match, bool? ChildAgrees, string Reason, DateTimeOffset At, string By);

/// <summary>
/// What the guardian body decides about where a child lives: apart from the result of the comparison, which neither makes nor changes it. It refers to
/// a match and changes none.
/// </summary>
public sealed record Placement : IKeptRecord
{
    /// <summary>From this age on the child decides about its return.</summary>
    public const int AgeOfDecision = 16;

    private Placement()
    {
    }

    public static RecordKind Kind => RecordKind.Placement;

    public string Code { get; private init; } = "";

    public string Child { get; private init; } = "";

    public string? Case { get; private init; }

    /// <summary>Code of the guardian body.</summary>
    public string Body { get; private init; } = "";

    public bool IsSealed { get; private init; }

    public ImmutableArray<PlacementDecision> Decisions { get; private init; } = [];

    public ImmutableArray<RecallMark> Recalls { get; private init; } = [];

    /// <summary>Opens the record for a child.</summary>
    public static Outcome<Placement> Open(string code, RescuedChild child, Actor actor) => Objection(actor) is { } refusal
        ? refusal
        : new Placement { Code = code, Child = child.Code, Case = child.Case, Body = actor.Unit!, IsSealed = child.IsSealed() };

    /// <summary>What stands now.</summary>
    public PlacementKind Current() => Decisions.IsEmpty ? PlacementKind.Open : Decisions[^1].Kind;

    public RecordIndex Index() => new(RecordJson.Word(Current()), Body, Case, Child, IsSealed: IsSealed, Due: NeedsNewDecision() ? Recalls[^1].At : null);

    public Ownership Owner() => new([Body], IsSealed);

    /// <summary>True when a match that the present decision refers to was recalled, and nobody has decided anew.</summary>
    public bool NeedsNewDecision() => !Recalls.IsEmpty && !Decisions.IsEmpty && Decisions[^1].At <= Recalls[^1].At && Decisions[^1].Match == Recalls[^1].Match;

    /// <summary>Decides on a return to the family of a released match.</summary>
    public Outcome<Placement> DecideReturn(bool mayReturn, Match match, RescuedChild child, bool? childAgrees, string reason, Actor actor, DateTimeOffset at)
    {
        if (BodyObjection(actor) is { } refusal)
            return refusal;
        if (match.Child.Code != Child || child.Code != Child)
            return new Refusal(CaseworkCodes.PlacementMatch, $"The match {match.Code} is not of the child {Child}.");
        if (mayReturn && match.State != MatchState.Released)
            return new Refusal(CaseworkCodes.PlacementMatch, $"The match {match.Code} is not released: no child goes back on a result without fresh samples. Wait for the release.");
        var earliest = child.Facts.Birth.EarliestTurning(AgeOfDecision);
        if (mayReturn && earliest <= DateOnly.FromDateTime(at.UtcDateTime) && childAgrees is not true)
            return new Refusal(CaseworkCodes.PlacementChild, $"The child may be {AgeOfDecision} or older and decides itself. Ask it, and enter that it agrees.");
        return Add(mayReturn ? PlacementKind.MayReturn : PlacementKind.MayNotReturn, match.Code, childAgrees, reason, actor, at);
    }

    /// <summary>Decides on care or a foster family.</summary>
    public Outcome<Placement> DecideCare(PlacementKind kind, string reason, Actor actor, DateTimeOffset at) =>
        BodyObjection(actor) is { } refusal ? refusal
        : kind is PlacementKind.PublicCare or PlacementKind.FosterFamily ? Add(kind, null, null, reason, actor, at)
        : new Refusal(CaseworkCodes.PlacementKind, $"{RecordJson.Word(kind)} is decided by an act of its own.");

    /// <summary>Decides that the child may be adopted: only when its notice has been public for the time of waiting, and the search leaves nobody open.</summary>
    /// <param name="waitingEnds">Day on which the time of waiting ends.</param>
    /// <param name="search">How far the search has come.</param>
    /// <param name="matches">All matches of the child.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="at">When.</param>
    public Outcome<Placement> DecideAdoption(DateOnly waitingEnds, SearchStanding search, IReadOnlyCollection<Match> matches, string reason, Actor actor, DateTimeOffset at)
    {
        if (BodyObjection(actor) is { } refusal)
            return refusal;
        if (DateOnly.FromDateTime(at.UtcDateTime) < waitingEnds)
            return new Refusal(CaseworkCodes.PlacementTooEarly, $"The time of waiting for the parents ends on {waitingEnds:O}. Decide then.");
        if (!search.IsFinished || search.BaseSize <= 0 || search.UndecidedWithinBudget > 0 || matches.Any(match => match.Child.Code == Child && match.IsConfirmed()))
            return new Refusal(CaseworkCodes.PlacementSearchOpen, "The search is not finished or compared nobody, candidates are not decided, or the family is found. Have that settled first.");
        return Add(PlacementKind.Adoption, null, null, reason, actor, at);
    }

    /// <summary>Goes on with the record where another body answers for the child by now, and the one before does not any more.</summary>
    public Outcome<Placement> TakeOver(RescuedChild child, Actor actor) => Objection(actor) is { } refusal ? refusal
        : actor.Unit == Body ? this
        : child.Code == Child && child.Bodies().Contains(actor.Unit) && !child.Bodies().Contains(Body) ? this with { Body = actor.Unit! }
        : BodyObjection(actor)!;

    internal Placement Mark(RecallMark mark) => this with { Recalls = Recalls.Add(mark) };

    internal Placement WithSeal(bool isSealed) => this with { IsSealed = isSealed };

    private static Refusal? Objection(Actor actor) => actor.Is(Role.GuardianBody) && !actor.IsPolice && actor.Unit is not null
        ? null
        : new Refusal(CaseworkCodes.PlacementRole, "Where a child lives is decided by the guardian body, and by nobody of the police.");

    private Refusal? BodyObjection(Actor actor) => Objection(actor) ?? (actor.Unit == Body
        ? null
        : new Refusal(CaseworkCodes.PlacementRole, $"The guardian body of this child is {Body}. Let somebody of it decide."));

    private Placement Add(PlacementKind kind, string? match, bool? childAgrees, string reason, Actor actor, DateTimeOffset at) =>
        this with { Decisions = Decisions.Add(new PlacementDecision(kind, match, childAgrees, reason, at, actor.Code)) };
}

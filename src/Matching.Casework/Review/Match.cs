using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Review;

/// <summary>A child and a family that a search found to belong together, and what people decided about it.</summary>
public sealed record Match : IKeptRecord
{
    /// <summary>Verdicts that have to agree.</summary>
    public const int Reviewers = 2;

    private Match()
    {
    }

    public static RecordKind Kind => RecordKind.Match;

    public string Code { get; private init; } = "";

    public MatchSide Child { get; private init; } = new("", 0, "", false, [], [], []);

    public MatchSide Family { get; private init; } = new("", 0, "", false, [], [], []);

    public string? Case { get; private init; }

    public MatchFinding Found { get; private init; } = new(0, 0, 0, default);

    public MatchState State { get; private init; }

    public ImmutableArray<Decision> Decisions { get; private init; } = [];

    public ImmutableArray<FreshSample> FreshSamples { get; private init; } = [];

    /// <summary>Every step from the first state to the present one.</summary>
    public ImmutableArray<MatchStep> Steps { get; private init; } = [];

    public RecallMark? Recall { get; private init; }

    /// <summary>Enters what a search found.</summary>
    public static Outcome<Match> Find(string code, MatchSide child, MatchSide family, string? ofCase, MatchFinding found) => double.IsNaN(found.Log10)
        ? new Refusal(CaseworkCodes.MatchRatio, "The likelihood ratio of a match is not defined. Compare the two again.")
        : new Match { Code = code, Child = child, Family = family, Case = ofCase, Found = found };

    /// <summary>True when only the case officer and child protection may learn of it.</summary>
    public bool IsSealed() => Child.IsSealed || Family.IsSealed;

    /// <summary>True when the first two reviewers disagreed and a third has to decide.</summary>
    public bool NeedsThird() => State == MatchState.UnderReview && Decisions.Length == Reviewers;

    /// <summary>True when two reviewers have agreed on it, one way or the other.</summary>
    public bool IsDecided() => State is not MatchState.Candidate and not MatchState.UnderReview;

    /// <summary>True while it stands that this is the family.</summary>
    public bool IsConfirmed() => State is MatchState.Confirmed or MatchState.FreshSampleVerified or MatchState.Released;

    /// <summary>True when it was released at some time: from then on those concerned know of it.</summary>
    public bool WasReleased() => Steps.Any(step => step.To == MatchState.Released);

    public RecordIndex Index() => new(Word(State), Child.Unit, Case, Child.Code, Family.Code, IsSealed());

    /// <summary>Open: the units of both sides. Sealed: the unit of the child, and that of a family that put the flag up itself.</summary>
    public Ownership Owner() => OwnerOf(new HitParty(Child.Unit, Child.IsSealed), new HitParty(Family.Unit, Family.IsSealed));

    /// <summary>One reviewer decides. Two that agree decide the match; after a disagreement a third one does.</summary>
    public Outcome<Match> Decide(Verdict verdict, ReviewReason reason, string? note, Actor reviewer, DateTimeOffset at)
    {
        if (IsDecided())
            return Illegal("decided");
        if (ReviewerObjection(reviewer) is { } refusal)
            return refusal;
        if (!Fits(verdict, reason))
            return new Refusal(CaseworkCodes.MatchReason, $"{Word(reason)} is no reason to {Word(verdict)}. Choose a reason that is.");
        var decided = this with { Decisions = Decisions.Add(new Decision(reviewer.Code, verdict, reason, note, at)) };
        if (decided.Decisions.Count(d => d.Verdict == verdict) < Reviewers)
            return State == MatchState.Candidate ? decided.Step(MatchState.UnderReview, Word(reason), reviewer.Code, at) : decided;
        return decided.Step(verdict == Verdict.Confirm ? MatchState.Confirmed : MatchState.Excluded, Word(reason), reviewer.Code, at);
    }

    /// <summary>Enters fresh samples of the child and of a member of the family that agree with the first ones.</summary>
    public Outcome<Match> VerifyFresh(FreshSample child, FreshSample parent, Actor actor, DateTimeOffset at)
    {
        if (State != MatchState.Confirmed)
            return Illegal("verified by fresh samples");
        if (!actor.Is(Role.Reviewer) || Submitted(actor))
            return new Refusal(CaseworkCodes.MatchNotReviewer, "Fresh samples are entered by a reviewer who submitted neither side.");
        return FreshObjection(child, parent, at) is { } refusal
            ? refusal
            : (this with { FreshSamples = [child, parent] }).Step(MatchState.FreshSampleVerified, "fresh-samples-agree", actor.Code, at);
    }

    /// <summary>Releases the result: it may be told to those concerned. In a sealed case this takes two.</summary>
    public Outcome<Match> Release(Actor actor, JointAct? both, DateTimeOffset at)
    {
        if (State != MatchState.FreshSampleVerified)
            return Illegal("released");
        if (IsSealed())
            return both is null
                ? new Refusal(CaseworkCodes.NeedsJointAct, "A sealed match is released by the case officer together with child protection.")
                : both.Objection(Owner()) is { } objection ? objection
                : Step(MatchState.Released, "released", both.Codes, at);
        return actor.Is(Role.CaseOfficer) && Owner().BelongsTo(actor.Unit)
            ? Step(MatchState.Released, "released", actor.Code, at)
            : new Refusal(CaseworkCodes.MatchRelease, "A match is released by a case officer of one of its units.");
    }

    /// <summary>Says that what was decided is wrong. One person is enough: the false result must not stand.</summary>
    public Outcome<Match> CallBack(RecallReason reason, Actor actor, DateTimeOffset at)
    {
        if (!IsDecided() || State == MatchState.Recalled)
            return Illegal("recalled");
        if ((State == MatchState.Excluded) != (reason == RecallReason.WronglyExcluded))
            return new Refusal(CaseworkCodes.MatchReason, $"{Word(reason)} does not say what is wrong with a match that is {Word(State)}. Choose a reason that does.");
        var mark = new RecallMark(Code, reason, at, actor.Code);
        return (this with { Recall = mark }).Step(MatchState.Recalled, Word(reason), actor.Code, at);
    }

    /// <summary>Whose a match of these two sides is, or would be.</summary>
    internal static Ownership OwnerOf(HitParty child, HitParty family) =>
        !child.IsSealed || family.IsSealed ? new([child.Unit, family.Unit], child.IsSealed || family.IsSealed) : new([child.Unit], IsSealed: true);

    internal Match WithSeals(bool? child = null, bool? family = null) => this with
    {
        Child = Child with { IsSealed = child ?? Child.IsSealed },
        Family = Family with { IsSealed = family ?? Family.IsSealed },
    };

    private Refusal? ReviewerObjection(Actor reviewer) =>
        !reviewer.Is(Role.Reviewer)
            ? new Refusal(CaseworkCodes.MatchNotReviewer, "Only reviewers decide on a match.")
        : Submitted(reviewer)
            ? new Refusal(CaseworkCodes.MatchSubmitter, "You or your laboratory submitted one of the profiles. Leave the decision to others.")
        : Decisions.Any(d => d.Reviewer == reviewer.Code)
            ? new Refusal(CaseworkCodes.MatchDecidedTwice, $"You have decided on the match {Code} already. Somebody else has to.")
        : IsSealed() && !AccessRules.IsCleared(reviewer, Owner())
            ? new Refusal(CaseworkCodes.AccessDenied, "This match is sealed: reviewers who are its case officer or of child protection decide on it.")
        : null;

    private bool Submitted(Actor actor) => Child.Submitters.Concat(Family.Submitters).Any(code => code == actor.Code || code == actor.Unit);

    private Refusal? FreshObjection(FreshSample child, FreshSample parent, DateTimeOffset at)
    {
        string[] known = [.. Child.Samples, .. Family.Samples];
        var foundOn = DateOnly.FromDateTime(Found.At.UtcDateTime);
        // A day ahead of the clock's, because the day begins earlier in the east.
        var latest = DateOnly.FromDateTime(at.UtcDateTime).AddDays(1);
        string? fault =
            !Child.Persons.Contains(child.Person) ? "The first sample is not of the child of this match."
            : !Family.Persons.Contains(parent.Person) ? "The second sample is not of a member of the family who was compared."
            : child.Sample == parent.Sample || known.Contains(child.Sample) || known.Contains(parent.Sample) ? "Both samples have to be new, and two."
            : child.Laboratory.Length == 0 || parent.Laboratory.Length == 0 ? "The laboratory that typed a sample is missing."
            : child.TakenOn < foundOn || parent.TakenOn < foundOn ? "A fresh sample is taken after the match was found."
            : child.TakenOn > latest || parent.TakenOn > latest ? "A fresh sample has been taken before it is entered."
            : null;
        return fault is null ? null : new Refusal(CaseworkCodes.MatchFreshSamples, fault + " Take a fresh sample of the child and of a parent.");
    }

    private Match Step(MatchState to, string reason, string by, DateTimeOffset at) => this with { State = to, Steps = Steps.Add(new MatchStep(State, to, at, by, reason)) };

    private Refusal Illegal(string act) =>
        new(CaseworkCodes.MatchState, $"The match {Code} is {Word(State)} and cannot be {act}. The order is: candidate, under review, confirmed, fresh-sample verified, released.");

    private static bool Fits(Verdict verdict, ReviewReason reason) =>
        (verdict == Verdict.Confirm) == reason is ReviewReason.GeneticsSupports or ReviewReason.MutationExplains or ReviewReason.CircumstancesAgree;

    private static string Word<T>(T value)
        where T : struct, Enum => RecordJson.Word(value);
}

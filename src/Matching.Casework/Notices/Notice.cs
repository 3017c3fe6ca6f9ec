using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Notices;

/// <summary>How far a notice has come.</summary>
public enum NoticeState
{
    Draft = 0,
    Published = 1,
    NoLongerShown = 2,
}

/// <summary>Why a notice was taken down; known inside only.</summary>
public enum NoticeEnd
{
    MatchConfirmed = 0,
    ContentWrong = 1,
    ChildObjects = 2,
    GuardianObjects = 3,
    Danger = 4,
    TimeOver = 5,
}

/// <summary>On what a notice was published.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who published it.</param>
/// <param name="Search">How far the search had come.</param>
/// <param name="Budget">The declared false-match budget, in expected coincidences.</param>
/// <param name="DecidedMatches">Codes of the matches of the child whose decisions it relies on.</param>
public sealed record Publication(DateTimeOffset At, string By, SearchStanding Search, double Budget, ImmutableArray<string> DecidedMatches);

/// <summary>How a notice ended.</summary>
/// <param name="Why">Why; known inside only.</param>
/// <param name="Match">Code of the match that ended it; null for none.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; both persons where it takes two.</param>
public sealed record NoticeEnding(NoticeEnd Why, string? Match, DateTimeOffset At, string By);

/// <summary>The photo notice of a child.</summary>
public sealed record Notice : IKeptRecord
{
    private Notice()
    {
    }

    public static RecordKind Kind => RecordKind.Notice;

    /// <summary>The public id (<see cref="PublicId"/>).</summary>
    public string Code { get; private init; } = "";

    public string Child { get; private init; } = "";

    public string? Case { get; private init; }

    public string Unit { get; private init; } = "";

    public bool IsSealed { get; private init; }

    public NoticeState State { get; private init; }

    /// <summary>1 for the first content, one more for each later one.</summary>
    public int Version { get; private init; }

    public NoticeContent Content { get; private init; } = new(NoticeSex.Unknown, null, null, null, null, "", [], [], "");

    public Publication? Published { get; private init; }

    public NoticeEnding? Ended { get; private init; }

    /// <summary>First day on which the child was shown, by this notice or the one before it.</summary>
    public DateOnly? FirstShown { get; private init; }

    public ImmutableArray<RecallMark> Recalls { get; private init; } = [];

    /// <summary>Drafts a notice.</summary>
    /// <param name="id">A new public id.</param>
    /// <param name="child">The child.</param>
    /// <param name="content">What it is to say.</param>
    /// <param name="before">The notice of this child that ended, when it is shown again; null for the first one.</param>
    public static Outcome<Notice> Draft(string id, RescuedChild child, NoticeContent content, Notice? before = null)
    {
        if (before is not null && (before.Child != child.Code || before.State != NoticeState.NoLongerShown))
            return new Refusal(CaseworkCodes.NoticeState, "The earlier notice is not of this child, or it is still shown. Change that one instead.");
        if (ContentRules.Objection(child, content) is { } refusal)
            return refusal;
        return new Notice
        {
            Code = id,
            Child = child.Code,
            Case = child.Case,
            Unit = child.Unit,
            IsSealed = child.IsSealed(),
            Content = content,
            Version = 1,
            FirstShown = before?.FirstShown,
        };
    }

    public RecordIndex Index() => new(RecordJson.Word(State), Unit, Case, Child, IsSealed: IsSealed, Due: DueAt());

    public Ownership Owner() => new([Unit], IsSealed);

    /// <summary>The time of waiting before an adoption; null before the child was shown.</summary>
    public AdoptionClock? Clock() => FirstShown is { } start ? new AdoptionClock(start) : null;

    /// <summary>Changes what it says; a published one is shown anew at once, as its next version.</summary>
    public Outcome<Notice> Rewrite(RescuedChild child, NoticeContent content)
    {
        if (State == NoticeState.NoLongerShown)
            return new Refusal(CaseworkCodes.NoticeState, "The notice is no longer shown. Draft a new one.");
        if (child.Code != Child)
            return new Refusal(CaseworkCodes.NoticeState, $"The notice is of the child {Child}.");
        return ContentRules.Objection(child, content) is { } refusal ? refusal : this with { Content = content, Version = Version + 1 };
    }

    /// <summary>Publishes it: only when the child has been searched for, and every candidate inside the budget has been decided.</summary>
    /// <param name="search">How far the search has come, under this budget.</param>
    /// <param name="budget">The declared false-match budget.</param>
    /// <param name="matches">All matches of the child.</param>
    /// <param name="actor">Who publishes it.</param>
    /// <param name="at">When.</param>
    public Outcome<Notice> Publish(SearchStanding search, FalseMatchBudget budget, IReadOnlyCollection<Match> matches, Actor actor, DateTimeOffset at)
    {
        if (State != NoticeState.Draft)
            return new Refusal(CaseworkCodes.NoticeState, "Only a draft is published. What is shown is rewritten; what has ended is drafted anew.");
        if (!(budget.Expected > 0 && double.IsFinite(budget.Expected)))
            return new Refusal(CaseworkCodes.NoticeBudget, "The false-match budget has to be above zero and finite. One expected coincidence is usual.");
        if (!search.IsFinished)
            return SearchOpen;
        if (search.BaseSize <= 0)
            return new Refusal(CaseworkCodes.NoticeNothingCompared, "The child was compared with nobody: there is no family in the registry. Wait until there are some.");
        var own = matches.Where(match => match.Child.Code == Child).ToList();
        if (own.Exists(match => match.IsConfirmed()))
            return new Refusal(CaseworkCodes.NoticeMatched, "The family of this child is found: two reviewers confirmed a match. There is nothing to publish.");
        if (search.UndecidedWithinBudget > 0 || own.Exists(match => match.State == MatchState.UnderReview))
            return new Refusal(CaseworkCodes.NoticeUndecided, "There are candidates that nobody has decided yet. Have them reviewed first.");
        var publication = new Publication(at, actor.Code, search, budget.Expected, [.. own.Where(match => match.IsDecided()).Select(match => match.Code)]);
        return this with { State = NoticeState.Published, Published = publication, FirstShown = FirstShown ?? DateOnly.FromDateTime(at.UtcDateTime) };
    }

    /// <summary>Takes it down. In a sealed case its disappearance could warn somebody, so that it takes two (<see cref="TakeDownSealed"/>).</summary>
    public Outcome<Notice> TakeDown(NoticeEnd why, Actor actor, DateTimeOffset at) =>
        IsSealed ? new Refusal(CaseworkCodes.NeedsJointAct, "A notice of a sealed case is taken down by the case officer together with child protection.")
        : End(new NoticeEnding(why, null, at, actor.Code));

    /// <summary>Takes down the notice of a sealed case.</summary>
    public Outcome<Notice> TakeDownSealed(NoticeEnd why, string? match, JointAct both, DateTimeOffset at) =>
        both.Objection(Owner()) is { } refusal ? refusal : End(new NoticeEnding(why, match, at, both.Codes));

    /// <summary>Takes it down because two reviewers confirmed a match. A sealed one stays: nobody may learn anything from its disappearance.</summary>
    public Outcome<Notice> TakeDownFor(Match match, Actor actor, DateTimeOffset at)
    {
        if (match.Child.Code != Child || !match.IsConfirmed())
            return new Refusal(CaseworkCodes.NoticeState, $"The match {match.Code} is not of the child {Child}, or not confirmed.");
        return match.IsSealed() || IsSealed
            ? new Refusal(CaseworkCodes.NeedsJointAct, "The match is sealed: the case officer and child protection decide when the notice is taken down.")
            : End(new NoticeEnding(NoticeEnd.MatchConfirmed, match.Code, at, actor.Code));
    }

    /// <summary>True when it relied on the decision about a match, or was ended by it.</summary>
    public bool Used(string match) => Ended?.Match == match || Published?.DecidedMatches.Contains(match) == true;

    /// <summary>The search for the child is not finished; it is also all that those hear who may not know of a hit.</summary>
    internal static Refusal SearchOpen { get; } =
        new(CaseworkCodes.NoticeSearchOpen, "The search for this child is not finished yet: comparisons or decisions are under way. Try again later, or ask child protection.");

    internal Notice Mark(RecallMark mark) => this with { Recalls = Recalls.Add(mark) };

    internal Notice WithSeal(bool isSealed) => this with { IsSealed = isSealed };

    private Outcome<Notice> End(NoticeEnding ending) => State == NoticeState.Published
        ? this with { State = NoticeState.NoLongerShown, Ended = ending }
        : new Refusal(CaseworkCodes.NoticeState, "The notice is not shown.");

    // A recall needs somebody at once; otherwise the time of waiting says when to look again.
    private DateTimeOffset? DueAt() =>
        !Recalls.IsEmpty && State == NoticeState.NoLongerShown ? Recalls[^1].At
        : State == NoticeState.Published && Clock() is { } clock ? new DateTimeOffset(clock.Ends.AddMonths(-3), TimeOnly.MinValue, TimeSpan.Zero)
        : null;
}

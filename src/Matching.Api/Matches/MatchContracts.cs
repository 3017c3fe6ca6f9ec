using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Review;

namespace Matching.Api.Matches;

/// <summary>Opens the match of a child with a family from what a search found.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="Family">Code of the family.</param>
/// <param name="Model">Number of the model it was found under; the one in use where none is given.</param>
/// <param name="Id">Code of the match; one is made where none is given.</param>
public sealed record NewMatch([Code] string Child, [Code] string Family, [Range(1, int.MaxValue)] int? Model = null, [NewCode] string? Id = null);

/// <summary>What a reviewer decides.</summary>
/// <param name="Verdict">Confirm or exclude.</param>
/// <param name="Reason">Why; it has to fit the verdict.</param>
/// <param name="Note">More about it.</param>
public sealed record NewDecision(Verdict Verdict, ReviewReason Reason, [Remark] string? Note = null);

/// <summary>A fresh sample whose profile agrees with the first one.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Sample">Code of the sample: a new one.</param>
/// <param name="Laboratory">Code of the laboratory that typed it.</param>
/// <param name="TakenOn">Day it was taken: not before the match was found.</param>
public sealed record FreshSampleBody([Code] string Person, [Code] string Sample, [Code] string Laboratory, [Day] DateOnly TakenOn);

/// <summary>Fresh samples of both sides that agree with the first ones.</summary>
/// <param name="Child">Of the child.</param>
/// <param name="Member">Of a member of the family who was compared.</param>
public sealed record NewFreshSamples(FreshSampleBody Child, FreshSampleBody Member);

/// <summary>Says that what was decided is wrong.</summary>
/// <param name="Reason">What is wrong with it.</param>
public sealed record NewRecall(RecallReason Reason);

/// <summary>One side of a match, as it was when the match was found.</summary>
/// <param name="Id">Code of the child, or of the family.</param>
/// <param name="Unit">Unit in charge.</param>
/// <param name="IsSealed">True while a parent may be a suspect.</param>
/// <param name="Submitters">Codes of those who submitted its profiles: they do not decide.</param>
/// <param name="Persons">Codes of the persons compared.</param>
/// <param name="Samples">Codes of the samples compared.</param>
public sealed record MatchSideView(string Id, string Unit, bool IsSealed, IReadOnlyList<string> Submitters, IReadOnlyList<string> Persons, IReadOnlyList<string> Samples)
{
    internal static MatchSideView Of(MatchSide side) => new(side.Code, side.Unit, side.IsSealed, side.Submitters, side.Persons, side.Samples);
}

/// <summary>What a search found.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="Run">Number of the search run.</param>
/// <param name="Log10Lr">log10 of the likelihood ratio; null where it is no finite number.</param>
/// <param name="At">When it was found.</param>
public sealed record MatchFindingView(int Model, long Run, double? Log10Lr, DateTimeOffset At)
{
    internal static MatchFindingView Of(MatchFinding found) => new(found.Model, found.Run, double.IsFinite(found.Log10) ? found.Log10 : null, found.At);
}

/// <summary>What one reviewer decided.</summary>
/// <param name="Reviewer">Code of the reviewer.</param>
/// <param name="Verdict">Confirm or exclude.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it; null for nothing.</param>
/// <param name="At">When.</param>
public sealed record DecisionView(string Reviewer, Verdict Verdict, ReviewReason Reason, string? Note, DateTimeOffset At);

/// <summary>A step from one state to another.</summary>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="Reason">Why, as a word.</param>
/// <param name="At">When.</param>
/// <param name="By">Code of who did it; both, joined by '+', where it takes two.</param>
public sealed record StepView(MatchState From, MatchState To, string Reason, DateTimeOffset At, string By);

/// <summary>The mark of a match that was found wrong.</summary>
/// <param name="Reason">What was wrong.</param>
/// <param name="At">When it was found.</param>
/// <param name="By">Code of who found it.</param>
public sealed record RecallMarkView(RecallReason Reason, DateTimeOffset At, string By);

/// <summary>A child and a family that a search found to belong together, and what people decided about it.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="State">How far it has come.</param>
/// <param name="IsSealed">True while only the case officer and child protection may know of it.</param>
/// <param name="Case">Code of the child's case; null for none.</param>
/// <param name="Child">The child's side.</param>
/// <param name="Family">The family's side.</param>
/// <param name="Found">What the search found.</param>
/// <param name="Decisions">What the reviewers decided, the first one first.</param>
/// <param name="NeedsThird">True when two reviewers disagreed and a third one decides.</param>
/// <param name="FreshSamples">The fresh samples that agree; empty before.</param>
/// <param name="Steps">Every step from the first state to the present one.</param>
/// <param name="Recall">The mark, when it was found wrong; null otherwise.</param>
public sealed record MatchView(
    string Id, int Version, MatchState State, bool IsSealed, string? Case, MatchSideView Child, MatchSideView Family, MatchFindingView Found, IReadOnlyList<DecisionView> Decisions,
    bool NeedsThird, IReadOnlyList<FreshSampleBody> FreshSamples, IReadOnlyList<StepView> Steps, RecallMarkView? Recall)
{
    internal static MatchView Of(Kept<Match> kept)
    {
        var match = kept.Record;
        return new MatchView(
            match.Code, kept.Version, match.State, match.IsSealed(), match.Case, MatchSideView.Of(match.Child), MatchSideView.Of(match.Family), MatchFindingView.Of(match.Found),
            [.. match.Decisions.Select(d => new DecisionView(d.Reviewer, d.Verdict, d.Reason, d.Note, d.At))], match.NeedsThird(),
            [.. match.FreshSamples.Select(s => new FreshSampleBody(s.Person, s.Sample, s.Laboratory, s.TakenOn))],
            [.. match.Steps.Select(s => new StepView(s.From, s.To, s.Reason, s.At, s.By))], match.Recall is { } mark ? new RecallMarkView(mark.Reason, mark.At, mark.By) : null);
    }
}

/// <summary>What has to be said of a member of the family.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Flag">What is known.</param>
public sealed record FlagView(string Person, HitFlag Flag);

/// <summary>A match that was opened, and what has to be said of its persons.</summary>
/// <param name="Match">The match.</param>
/// <param name="Flags">What is known of members of the family: non-parents, claimants, holders, suspects, the dead.</param>
public sealed record OpenedMatchView(MatchView Match, IReadOnlyList<FlagView> Flags);

/// <summary>A match in a list.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record.</param>
/// <param name="State">How far it has come.</param>
/// <param name="IsSealed">True while only the case officer and child protection may know of it.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Family">Code of the family.</param>
/// <param name="Found">What the search found.</param>
/// <param name="Decisions">How many reviewers have decided.</param>
/// <param name="NeedsThird">True when two reviewers disagreed and a third one decides.</param>
public sealed record MatchItem(string Id, int Version, MatchState State, bool IsSealed, string Child, string Family, MatchFindingView Found, int Decisions, bool NeedsThird)
{
    internal static MatchItem Of(Kept<Match> kept) => new(
        kept.Record.Code, kept.Version, kept.Record.State, kept.Record.IsSealed(), kept.Record.Child.Code, kept.Record.Family.Code, MatchFindingView.Of(kept.Record.Found),
        kept.Record.Decisions.Length, kept.Record.NeedsThird());
}

/// <summary>A version of a match.</summary>
/// <param name="Version">1 for the first.</param>
/// <param name="State">How far it had come.</param>
/// <param name="IsSealed">True when it was sealed.</param>
/// <param name="Decisions">How many reviewers had decided.</param>
/// <param name="At">When it was saved.</param>
/// <param name="By">Code of who saved it.</param>
public sealed record MatchVersion(int Version, MatchState State, bool IsSealed, int Decisions, DateTimeOffset At, string By);

/// <summary>What followed from a recall, all of it in one change.</summary>
/// <param name="Match">Code of the match.</param>
/// <param name="State">Its state.</param>
/// <param name="Reports">Codes of the reports that were marked.</param>
/// <param name="Notices">Codes of the notices that were marked.</param>
/// <param name="Placements">Codes of the children whose placements were marked.</param>
/// <param name="Runs">Numbers of the runs that compare both sides with everybody again.</param>
public sealed record RecallView(
    string Match, MatchState State, IReadOnlyList<string> Reports, IReadOnlyList<string> Notices, IReadOnlyList<string> Placements, IReadOnlyList<long> Runs)
{
    internal static RecallView Of(Recall recall) => new(
        recall.Match.Code, recall.Match.State, [.. recall.Reports.Select(r => r.Code)], [.. recall.Notices.Select(n => n.Code)], [.. recall.Placements.Select(p => p.Code)], recall.Runs);
}

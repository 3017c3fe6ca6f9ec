using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Review;

namespace Matching.Api.Placements;

/// <summary>What the guardian body decides about where a child lives.</summary>
/// <param name="Kind">Where to; never 'open'.</param>
/// <param name="Reason">Why.</param>
/// <param name="Match">Code of the released match, for 'may-return' and 'may-not-return'; none for the others.</param>
/// <param name="ChildAgrees">What the child says; none when it was not asked. From 16 on it decides about its return.</param>
/// <param name="Model">Number of the model that an adoption is judged under; the one in use where none is given.</param>
public sealed record NewPlacement(
    PlacementKind Kind, [Remark] string Reason, [Code] string? Match = null, bool? ChildAgrees = null, [Range(1, int.MaxValue)] int? Model = null);

/// <summary>What the guardian body decides on a return to the family of a match.</summary>
/// <param name="MayReturn">True when the child may go back to it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ChildAgrees">What the child says; none when it was not asked. From 16 on it decides about its return.</param>
public sealed record NewReturn(bool MayReturn, [Remark] string Reason, bool? ChildAgrees = null);

/// <summary>One decision of the guardian body.</summary>
/// <param name="Kind">Where to.</param>
/// <param name="Match">Code of the match it refers to; null for none.</param>
/// <param name="ChildAgrees">What the child says; null when it was not asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="By">Code of who decided.</param>
public sealed record PlacementDecisionView(PlacementKind Kind, string? Match, bool? ChildAgrees, string Reason, DateTimeOffset At, string By);

/// <summary>A match that a decision rests on was found wrong.</summary>
/// <param name="Match">Code of the match.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="At">When it was found.</param>
public sealed record PlacementRecallView(string Match, RecallReason Reason, DateTimeOffset At);

/// <summary>Where a child is to live, as far as the reader may know.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="Kind">What stands now; 'open' before anything is decided.</param>
/// <param name="Body">The guardian body; null before anything is decided.</param>
/// <param name="Decisions">The decisions, the last one last; without those on a match that the reader may not know of.</param>
/// <param name="Recalls">Matches behind the decisions that were found wrong.</param>
/// <param name="NeedsNewDecision">True when the last decision rests on a match that was found wrong.</param>
/// <param name="Version">Version of the record, as in the ETag, for those who decide; null for others.</param>
public sealed record PlacementView(
    string Child, PlacementKind Kind, string? Body, IReadOnlyList<PlacementDecisionView> Decisions, IReadOnlyList<PlacementRecallView> Recalls, bool NeedsNewDecision, int? Version)
{
    internal static PlacementView Of(VisiblePlacement placement) => new(
        placement.Child, placement.Current(), placement.Body,
        [.. placement.Decisions.Select(d => new PlacementDecisionView(d.Kind, d.Match, d.ChildAgrees, d.Reason, d.At, d.By))],
        [.. placement.Recalls.Select(r => new PlacementRecallView(r.Match, r.Reason, r.At))], placement.NeedsNewDecision, placement.Version);
}

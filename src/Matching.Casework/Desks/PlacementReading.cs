using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>What somebody may know of where a child is to live.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="Body">The guardian body; null where nothing is decided that the reader may know of.</param>
/// <param name="Decisions">The decisions, the last one last; without those on a match that the reader may not know of.</param>
/// <param name="Recalls">Marks of matches that were found wrong, as far as the reader may know of them.</param>
/// <param name="NeedsNewDecision">True when the last decision rests on a match that was recalled.</param>
/// <param name="Version">Version of the record, for those who decide; null for others, because it counts what they may not see as well.</param>
public sealed record VisiblePlacement(
    string Child, string? Body, ImmutableArray<PlacementDecision> Decisions, ImmutableArray<RecallMark> Recalls, bool NeedsNewDecision, int? Version)
{
    /// <summary>What stands now, as far as the reader may know.</summary>
    public PlacementKind Current() => Decisions.IsEmpty ? PlacementKind.Open : Decisions[^1].Kind;
}

/// <summary>Placements as they are read: nobody learns by one that there is a match of which he may not know.</summary>
/// <param name="book">The records.</param>
public sealed class PlacementReading(RecordBook book)
{
    /// <summary>The placement of a child; null when there is no such child, or the actor may not know where it lives.</summary>
    public async Task<VisiblePlacement?> OfChildAsync(string child, Actor actor, CancellationToken stop = default)
    {
        var ofChild = await book.FindAsync<RescuedChild>(child, stop);
        var kept = await book.FindAsync<Placement>(child, stop);
        bool isBody = kept is not null && AccessRules.May(actor, Permission.DecidePlacement, kept.Record.Owner());
        bool mayRead = ofChild is not null && AccessRules.May(actor, Permission.ReadPlacement, ofChild.Record.Owner());
        if (ofChild is null || !(isBody || mayRead || (kept is not null && AccessRules.May(actor, Permission.ReadPlacement, kept.Record.Owner()))))
            return null;
        if (kept is null)
            return new VisiblePlacement(child, null, [], [], NeedsNewDecision: false, null);
        var placement = kept.Record;
        if (isBody)
            return new VisiblePlacement(child, placement.Body, placement.Decisions, placement.Recalls, placement.NeedsNewDecision(), kept.Version);
        var hidden = await HiddenAsync(placement, actor, stop);
        ImmutableArray<PlacementDecision> decisions = [.. placement.Decisions.Where(decision => decision.Match is null || !hidden.Contains(decision.Match))];
        bool isLastShown = !placement.Decisions.IsEmpty && decisions.Contains(placement.Decisions[^1]);
        return new VisiblePlacement(
            child, decisions.IsEmpty ? null : placement.Body, decisions, [.. placement.Recalls.Where(mark => !hidden.Contains(mark.Match))], isLastShown && placement.NeedsNewDecision(), null);
    }

    private async Task<HashSet<string>> HiddenAsync(Placement placement, Actor actor, CancellationToken stop)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (string match in placement.Decisions.Select(decision => decision.Match).OfType<string>().Distinct())
            if (await book.ReadAsync<Match>(match, Permission.ReadMatch, actor, stop) is null)
                hidden.Add(match);
        return hidden;
    }
}

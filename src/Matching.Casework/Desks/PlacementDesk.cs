using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>What the guardian body decides about where a child lives.</summary>
/// <param name="Kind">Where to.</param>
/// <param name="Match">Code of the released match, for a return and against one; null for the others.</param>
/// <param name="ChildAgrees">What the child says; null when it was not asked.</param>
/// <param name="Reason">Why.</param>
public sealed record PlacementChoice(PlacementKind Kind, string? Match, bool? ChildAgrees, string Reason);

/// <summary>Where children live: decided by the guardian body alone, on what the registry knows within the change. A child has one record of it, under its own code.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class PlacementDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>Decides; opens the record with the first decision, and passes it on where another body answers for the child by now.</summary>
    /// <param name="child">Code of the child.</param>
    /// <param name="choice">What is decided.</param>
    /// <param name="model">Number of the model that an adoption is judged under.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<Placement>> DecideAsync(string child, PlacementChoice choice, int model, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var ofChild = await change.FindAsync<RescuedChild>(child, stop);
        var kept = await change.FindAsync<Placement>(child, stop);
        bool mayDecide = ofChild is not null && (AccessRules.May(actor, Permission.DecidePlacement, ofChild.Record.Owner())
            || (kept is not null && AccessRules.May(actor, Permission.DecidePlacement, kept.Record.Owner())));
        if (!mayDecide)
            return AccessRules.Denied(Permission.DecidePlacement);
        var begun = kept is null ? Placement.Open(child, ofChild!.Record, actor) : kept.Record.TakeOver(ofChild!.Record, actor);
        if (!begun.IsDone)
            return begun;
        var outcome = await DecideAsync(change, begun.Value, ofChild.Record, choice, model, actor, at, stop);
        if (!outcome.IsDone)
            return outcome;
        if (kept is not null)
            change.Put(kept, outcome.Value);
        else if (await change.AddAsync(outcome.Value, stop) is { } taken)
            return taken;
        return await change.CommitAsync("placement.decide", outcome.Value, actor, at, stop);
    }

    /// <summary>Decides on a return to the family of a released match, whose child it finds by the match.</summary>
    public async Task<Outcome<Placement>> DecideReturnAsync(
        string match, bool mayReturn, bool? childAgrees, string reason, Actor actor, DateTimeOffset at, CancellationToken stop = default) =>
        (await book.FindAsync<Match>(match, stop))?.Record is { } found && found.WasReleased()
            ? await DecideAsync(
                found.Child.Code, new PlacementChoice(mayReturn ? PlacementKind.MayReturn : PlacementKind.MayNotReturn, match, childAgrees, reason), found.Found.Model, actor, at, stop)
            : AccessRules.Denied(Permission.DecidePlacement);

    private async Task<Outcome<Placement>> DecideAsync(
        RecordChanges change, Placement placement, RescuedChild child, PlacementChoice choice, int model, Actor actor, DateTimeOffset at, CancellationToken stop)
    {
        switch (choice.Kind)
        {
            case PlacementKind.MayReturn or PlacementKind.MayNotReturn:
                // Nobody learns by asking whether there is a match that was not told: what never was released is not there.
                var match = choice.Match is null ? null : (await change.FindAsync<Match>(choice.Match, stop))?.Record;
                return match is null || match.Child.Code != child.Code || !match.WasReleased()
                    ? AccessRules.Denied(Permission.DecidePlacement)
                    : placement.DecideReturn(choice.Kind == PlacementKind.MayReturn, match, child, choice.ChildAgrees, choice.Reason, actor, at);
            case PlacementKind.Adoption:
                return await AdoptAsync(change, placement, choice.Reason, model, actor, at, stop);
            default:
                return placement.DecideCare(choice.Kind, choice.Reason, actor, at);
        }
    }

    // Against the clock of the child's notice, the search and all matches as they stand within the change.
    private async Task<Outcome<Placement>> AdoptAsync(RecordChanges change, Placement placement, string reason, int model, Actor actor, DateTimeOffset at, CancellationToken stop)
    {
        var ofChild = new RecordQuery(RecordKind.Notice) { Child = placement.Child };
        var clocks = (await change.ListAsync<Notice>(ofChild, stop)).Select(notice => notice.Record.Clock()).OfType<AdoptionClock>().ToList();
        if (clocks.Count == 0)
            return new Refusal(CaseworkCodes.PlacementTooEarly, "The child was never shown in public, so that its parents could not come forward. Publish its notice first.");
        var matches = (await change.ListAsync<Match>(ofChild, stop)).Select(match => match.Record).ToList();
        var standing = await new SearchStandings(searches).OfChildAsync(placement.Child, model, FalseMatchBudget.Default, matches, stop);
        // A notice that began anew counts from then on: the latest end is the one to wait for.
        return placement.DecideAdoption(clocks.Max(clock => clock.Ends), standing, matches, reason, actor, at);
    }
}

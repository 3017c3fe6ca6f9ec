using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>A match that was opened, and what has to be said of its persons.</summary>
/// <param name="Match">The match.</param>
/// <param name="Flags">What is known of members of the family: non-parents, holders, suspects, the dead.</param>
public sealed record OpenedMatch(Match Match, ImmutableArray<FlaggedPerson> Flags);

/// <summary>The acts on a match that touch other records too, each in one change.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class MatchDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>Opens the match of a child with a family from what a search found between the versions in force. One per child and family stands at a time.</summary>
    /// <param name="code">Code of the match.</param>
    /// <param name="child">Code of the child.</param>
    /// <param name="family">Code of the family.</param>
    /// <param name="model">Number of the model.</param>
    /// <param name="actor">Who opens it.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<OpenedMatch>> OpenAsync(string code, string child, string family, int model, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var ofChild = await change.FindAsync<RescuedChild>(child, stop);
        var ofFamily = await change.FindAsync<ReferenceFamily>(family, stop);
        // Asked before anything is looked up, so that whoever may not know of a sealed hit does not learn whether there is one.
        if (ofChild is null || ofFamily is null || !AccessRules.May(actor, Permission.ReadCandidates, Match.OwnerOf(
            new HitParty(ofChild.Record.Unit, ofChild.Record.IsSealed()), new HitParty(ofFamily.Record.Unit, ofFamily.Record.IsSealed()))))
            return AccessRules.Denied(Permission.ReadCandidates);
        var opened = (await FoundHit.OfAsync(searches, child, family, model, stop)).Then(hit =>
        {
            var (one, other) = hit.Sides(ofChild.Record, ofFamily.Record);
            return Match.Find(code, one, other, ofChild.Record.Case, hit.Found);
        });
        if (!opened.IsDone)
            return opened.Refusal;
        foreach (var known in await change.ListAsync<Match>(OfChild(child) with { Family = family }, stop))
            if (Stands(known.Record, opened.Value))
                return new Refusal(CaseworkCodes.MatchKnown, $"The match {known.Record.Code} of {child} and {family} is {RecordJson.Word(known.Record.State)}. Go on with that one, or recall it if it is wrong.");
        if (await change.AddAsync(opened.Value, stop) is { } taken)
            return taken;
        var ofCase = ofChild.Record.Case is { } ring ? await change.FindAsync<Case>(ring, stop) : null;
        var flags = HitRouting.FlagsOf(ofChild.Record, ofCase?.Record, ofFamily.Record);
        return (await change.CommitAsync("match.open", opened.Value, actor, at, stop)).Then<OpenedMatch>(match => new OpenedMatch(match, flags));
    }

    /// <summary>A reviewer decides. When that confirms the match, the child's notice is taken down in the same change, unless the case is sealed.</summary>
    public async Task<Outcome<Match>> DecideAsync(
        string code, Verdict verdict, ReviewReason reason, string? note, Actor reviewer, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Match>(code, stop);
        if (kept is null || !AccessRules.May(reviewer, Permission.ReviewMatch, kept.Record.Owner()))
            return AccessRules.Denied(Permission.ReviewMatch);
        var outcome = kept.Record.Decide(verdict, reason, note, reviewer, at);
        if (!outcome.IsDone)
            return outcome;
        change.Put(kept, outcome.Value);
        if (outcome.Value.State == MatchState.Confirmed)
            foreach (var notice in await change.ListAsync<Notice>(OfChild(outcome.Value.Child.Code), stop))
                if (notice.Record.State == NoticeState.Published && notice.Record.TakeDownFor(outcome.Value, reviewer, at) is { IsDone: true } ended)
                    change.Put(notice, ended.Value);
        return await change.CommitAsync("match.decide", outcome.Value, reviewer, at, stop);
    }

    /// <summary>The matches that an actor may know of, the oldest finding first: a reviewer's work list.</summary>
    /// <param name="query">Which; without a state those that nobody has decided yet.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<Kept<Match>>> ListAsync(RecordQuery query, Actor actor, CancellationToken stop = default)
    {
        string[] states = query.State is { } state ? [state] : [RecordJson.Word(MatchState.Candidate), RecordJson.Word(MatchState.UnderReview)];
        var found = new List<Kept<Match>>();
        foreach (string one in states)
            found.AddRange((await book.ListAsync<Match>(query with { State = one }, stop)).Where(kept => AccessRules.May(actor, Permission.ReadMatch, kept.Record.Owner())));
        return [.. found.OrderBy(kept => kept.Record.Found.At).ThenBy(kept => kept.Record.Code, StringComparer.Ordinal)];
    }

    /// <summary>Recalls a match and marks everything that used it, and has both sides compared with everybody again, in one change.</summary>
    public async Task<Outcome<Recall>> RecallAsync(string code, RecallReason reason, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var outcome = await PutRecallAsync(change, code, reason, actor, at, stop);
        if (!outcome.IsDone)
            return outcome;
        var recall = outcome.Value with { Runs = await OrderAsync(change, outcome.Value.Search, actor, at, stop) };
        string details = RecordJson.Write(new
        {
            reason = RecordJson.Word(reason),
            reports = recall.Reports.Select(report => report.Code),
            notices = recall.Notices.Select(notice => notice.Code),
            placements = recall.Placements.Select(placement => placement.Code),
            runs = recall.Runs,
        });
        return await change.CommitAsync(new AuditAct(actor.Code, "match.recall", $"match/{code}", details), recall, at, stop);
    }

    private static async Task<Outcome<Recall>> PutRecallAsync(
        RecordChanges change, string code, RecallReason reason, Actor actor, DateTimeOffset at, CancellationToken stop)
    {
        var kept = await change.FindAsync<Match>(code, stop);
        if (kept is null || !AccessRules.May(actor, Permission.RecallMatch, kept.Record.Owner()))
            return AccessRules.Denied(Permission.RecallMatch);
        var ofChild = OfChild(kept.Record.Child.Code);
        var reports = await change.ListAsync<IssuedReport>(ofChild, stop);
        var notices = await change.ListAsync<Notice>(ofChild, stop);
        var placements = await change.ListAsync<Placement>(ofChild, stop);
        var outcome = Recall.Of(kept.Record, reason, Records(reports), Records(notices), Records(placements), actor, at);
        if (!outcome.IsDone)
            return outcome;
        change.Put(kept, outcome.Value.Match);
        PutAll(change, reports, outcome.Value.Reports);
        PutAll(change, notices, outcome.Value.Notices);
        PutAll(change, placements, outcome.Value.Placements);
        return outcome;
    }

    // Under every model in use, and by the versions in force: that the first ones were exchanged may be why it was wrong.
    private async Task<ImmutableArray<long>> OrderAsync(RecordChanges change, SearchAgain again, Actor actor, DateTimeOffset at, CancellationToken stop)
    {
        var children = await change.Change.ActiveProfilesAsync(Side.Child, [again.Child], stop);
        var entries = await change.Change.StandingOfAsync(StandingKind.Family, [again.Family], stop);
        var position = change.Change.Position;
        var runs = ImmutableArray.CreateBuilder<long>();
        foreach (var model in (await searches.Store.ModelsAsync(stop)).Where(m => m.IsActive))
        {
            NewTile[] tiles =
            [
                .. children.SelectMany(child => TilePlan.OfChild(position, model.Number, child.Number)),
                .. entries.SelectMany(entry => TilePlan.OfEntry(position, model.Number, SearchKind.Families, entry.Number)),
            ];
            if (tiles.Length > 0)
                runs.Add(await change.Change.AddRunAsync(new NewRun(model.Number, again.Reason, actor.Code, searches.Engine), at, tiles, stop));
        }

        return runs.ToImmutable();
    }

    // An exclusion stands for the versions it was made on; a match that people still decide on, or confirmed, stands whatever is amended.
    private static bool Stands(Match known, Match opened) => known.State switch
    {
        MatchState.Recalled => false,
        MatchState.Excluded => known.Child.Number == opened.Child.Number && known.Family.Number == opened.Family.Number,
        _ => true,
    };

    private static RecordQuery OfChild(string child) => new(RecordKind.Match) { Child = child };

    private static IEnumerable<T> Records<T>(IReadOnlyList<Kept<T>> kept)
        where T : class, IKeptRecord =>
        kept.Select(k => k.Record);

    private static void PutAll<T>(RecordChanges change, IReadOnlyList<Kept<T>> before, ImmutableArray<T> after)
        where T : class, IKeptRecord
    {
        foreach (var next in after)
            change.Put(before.First(kept => kept.Record.Code == next.Code), next);
    }
}

using Matching.Casework.Cases;
using Matching.Casework.Claims;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>When the flag "parent may be a suspect" changes, whatever hangs on it changes in the same change: nothing stays open by being forgotten.</summary>
internal static class SealFollowers
{
    public static Task FollowAsync(RecordChanges change, IKeptRecord before, IKeptRecord after, CancellationToken stop)
    {
        if (before.Owner().IsSealed == after.Owner().IsSealed)
            return Task.CompletedTask;
        return after switch
        {
            Case changed => OfCaseAsync(change, changed, stop),
            RescuedChild changed => OfChildAsync(change, changed, stop),
            ReferenceFamily changed => OfFamilyAsync(change, changed, stop),
            _ => Task.CompletedTask,
        };
    }

    private static async Task OfCaseAsync(RecordChanges change, Case changed, CancellationToken stop)
    {
        // The children's own followers come in their turn: what is put here is followed as well.
        foreach (var child in await change.ListAsync<RescuedChild>(new RecordQuery(RecordKind.Child) { Case = changed.Code }, stop))
            change.Put(child, child.Record.WithCaseSeal(changed.IsSealed()));
    }

    private static async Task OfChildAsync(RecordChanges change, RescuedChild child, CancellationToken stop)
    {
        bool isSealed = child.IsSealed();
        var ofChild = new RecordQuery(RecordKind.Child) { Child = child.Code };
        foreach (var match in await change.ListAsync<Match>(ofChild, stop))
            await PutMatchAsync(change, match, match.Record.WithSeals(child: isSealed), stop);
        foreach (var placement in await change.ListAsync<Placement>(ofChild, stop))
            change.Put(placement, placement.Record.WithSeal(isSealed));
        foreach (var claim in await change.ListAsync<ClaimCheck>(ofChild, stop))
            change.Put(claim, claim.Record.WithSeal(isSealed));
        foreach (var notice in await change.ListAsync<Notice>(ofChild, stop))
        {
            change.Put(notice, notice.Record.WithSeal(isSealed));
            foreach (var caller in await change.ListAsync<Caller>(new RecordQuery(RecordKind.Caller) { Unit = notice.Record.Unit }, stop))
                if (caller.Record.Notice == notice.Record.Code)
                    change.Put(caller, caller.Record.WithSeal(isSealed));
        }
    }

    private static async Task OfFamilyAsync(RecordChanges change, ReferenceFamily family, CancellationToken stop)
    {
        foreach (var match in await change.ListAsync<Match>(new RecordQuery(RecordKind.Match) { Family = family.Code }, stop))
            await PutMatchAsync(change, match, match.Record.WithSeals(family: family.IsSealed()), stop);
    }

    private static async Task PutMatchAsync(RecordChanges change, Kept<Match> before, Match match, CancellationToken stop)
    {
        change.Put(before, match);
        foreach (var report in await change.ListAsync<IssuedReport>(new RecordQuery(RecordKind.Report) { Child = match.Child.Code, Family = match.Family.Code }, stop))
            if (report.Record.Match == match.Code)
                change.Put(report, report.Record.WithSealOf(match));
    }
}

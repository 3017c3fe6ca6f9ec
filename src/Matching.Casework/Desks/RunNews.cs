using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>A new hit, who may be told of it, and what is said with it. Nothing is sent.</summary>
/// <param name="Kind">What was compared.</param>
/// <param name="Hit">The best hit of the pair: members alone, and half beside full siblings, are told of with it.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Other">Code of the family, the item, the suspect, or the other child.</param>
/// <param name="IsSealed">True when only the case officers and child protection may know of it.</param>
/// <param name="Recipients">Those who may be told.</param>
/// <param name="Flags">What is known of members of the family.</param>
public sealed record HitNotification(
    SearchKind Kind, SearchHit Hit, string Child, string Other, bool IsSealed, ImmutableArray<Recipient> Recipients, ImmutableArray<FlaggedPerson> Flags);

/// <summary>The new hits of a run, each routed to those who may be told.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class RunNews(RecordBook book, DeskSearches searches)
{
    /// <summary>The hits of the run's committed tiles between versions in force; without those of pairs that an earlier run under the model compared.</summary>
    public async Task<ImmutableArray<HitNotification>> OfAsync(long run, CancellationToken stop = default)
    {
        var news = ImmutableArray.CreateBuilder<HitNotification>();
        if (await searches.Store.RunAsync(run, stop) is not { } known)
            return [];
        foreach (var kind in Enum.GetValues<SearchKind>())
        {
            var ledger = await searches.Indexes.Ledger.OfAsync(known.Model, kind, stop);
            var found = new List<SearchHit>();
            foreach (var line in ledger.LinesOfRun(run))
                found.AddRange((await HitsAsync(known.Model, kind, line.Area, stop)).Where(hit => !ledger.LinesOf(hit.Child, hit.Other).Any(other => other.Run < run)));
            foreach (var pair in found.GroupBy(hit => (hit.Child, hit.Other)))
                if (await RouteAsync(kind, pair.MaxBy(hit => hit.Log10), stop) is { } routed)
                    news.Add(routed);
        }

        return news.ToImmutable();
    }

    // Asked for by the shorter side of the rectangle.
    private async Task<IReadOnlyList<SearchHit>> HitsAsync(int model, SearchKind kind, Rectangle area, CancellationToken stop)
    {
        var hits = new List<SearchHit>();
        if (area.ChildTo - area.ChildFrom <= area.OtherTo - area.OtherFrom)
            for (int child = area.ChildFrom; child < area.ChildTo; child++)
                hits.AddRange(await searches.Store.HitsOfChildAsync(model, kind, child, stop));
        else
            for (int other = area.OtherFrom; other < area.OtherTo; other++)
                hits.AddRange(await searches.Store.HitsOfOtherAsync(model, kind, other, stop));
        return [.. hits.Where(hit => area.Holds(hit.Child, hit.Other))];
    }

    private async Task<HitNotification?> RouteAsync(SearchKind kind, SearchHit hit, CancellationToken stop)
    {
        var profile = await searches.Store.ProfileAsync(Side.Child, hit.Child, stop);
        var found = kind.IsOfSiblings() ? await SiblingAsync(hit, stop) : await EntryAsync(kind, hit, stop);
        if (profile is not { State: ProfileState.Active } || found is not { } other)
            return null;
        string code = profile.Profile.Facts.Person;
        var child = (await book.FindAsync<RescuedChild>(code, stop))?.Record;
        var ofCase = child?.Case is { } ring ? (await book.FindAsync<Case>(ring, stop))?.Record : null;
        // Of a child without a record nobody knows whether it is sealed: that is for child protection to find out.
        if (child is null)
            return new HitNotification(kind, hit, code, other.Code, IsSealed: true, [new Recipient(Role.ChildProtection, null)], []);
        // A suspect who may be a parent is what the flag is about, whether it has been put up already or not.
        var own = new HitParty(child.Unit, child.IsSealed() || kind == SearchKind.Suspects);
        return new HitNotification(
            kind, hit, code, other.Code, own.IsSealed || other.Party is { IsSealed: true },
            HitRouting.RecipientsOf(own, other.Party, ofCase?.Officers ?? []),
            other.Family is null ? [] : HitRouting.FlagsOf(child, ofCase, other.Family));
    }

    private async Task<(string Code, HitParty? Party, ReferenceFamily? Family)?> SiblingAsync(SearchHit hit, CancellationToken stop)
    {
        if (await searches.Store.ProfileAsync(Side.Child, hit.Other, stop) is not { State: ProfileState.Active } profile)
            return null;
        string code = profile.Profile.Facts.Person;
        return (code, await book.FindAsync<RescuedChild>(code, stop) is { } child ? new HitParty(child.Record.Unit, child.Record.IsSealed()) : null, null);
    }

    private async Task<(string Code, HitParty? Party, ReferenceFamily? Family)?> EntryAsync(SearchKind kind, SearchHit hit, CancellationToken stop)
    {
        if (await searches.Store.StandingAsync(kind.Standing(), hit.Other, stop) is not { Retired: null } entry)
            return null;
        // An item and a suspect stand under codes of their own; the family they were given with has the record.
        var member = await searches.Store.ProfileAsync(Side.Relative, entry.Entry.Members[0], stop);
        var family = (await book.FindAsync<ReferenceFamily>(member?.Profile.Facts.Family ?? entry.Entry.Code, stop))?.Record;
        return (entry.Entry.Code, family is null ? null : new HitParty(family.Unit, family.IsSealed()), family);
    }
}

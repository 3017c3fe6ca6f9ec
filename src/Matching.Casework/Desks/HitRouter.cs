using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>Finds out who may be told of a hit, by the records as they stand now.</summary>
internal sealed class HitRouter(RecordBook book, DeskSearches searches)
{
    /// <summary>Routes a hit; null when a side of it is not in force any more.</summary>
    public async Task<HitNotification?> RouteAsync(SearchKind kind, SearchHit hit, CancellationToken stop)
    {
        var profile = await searches.Store.ProfileAsync(Side.Child, hit.Child, stop);
        var found = kind.IsOfSiblings() ? await SiblingAsync(hit, stop) : await EntryAsync(kind, hit, stop);
        if (profile is not { State: ProfileState.Active } || found is not { } other)
            return null;
        string code = profile.Profile.Facts.Person;
        var child = (await book.FindAsync<RescuedChild>(code, stop))?.Record;
        // Of a child without a record nobody knows whether it is sealed: that is for child protection to find out.
        if (child is null || (kind.IsOfSiblings() && other.Party is null))
            return new HitNotification(kind, hit, code, other.Code, IsSealed: true, [new Recipient(Role.ChildProtection, null)], []);
        var ofCase = child.Case is { } ring ? (await book.FindAsync<Case>(ring, stop))?.Record : null;
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
        var family = (await book.FindAsync<ReferenceFamily>(await FamilyOfAsync(searches.Store, entry, stop), stop))?.Record;
        return (entry.Entry.Code, family is null ? null : new HitParty(family.Unit, family.IsSealed()), family);
    }

    /// <summary>Code of the family whose record stands behind an entry: an item and a suspect stand under codes of their own, and were given with a family.</summary>
    public static async Task<string> FamilyOfAsync(ICaseStore store, StoredStanding entry, CancellationToken stop) =>
        (await store.ProfileAsync(Side.Relative, entry.Entry.Members[0], stop))?.Profile.Facts.Family ?? entry.Entry.Code;
}

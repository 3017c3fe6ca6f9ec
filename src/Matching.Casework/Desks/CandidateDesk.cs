using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>What was found for a child or for a family, as far as a reader may know of it.</summary>
/// <remarks>
/// What a reader may not see is taken out before anything is ranked or counted, so that neither a gap in the ranks nor a count tells of it. Whether a reader
/// sees everything depends on the reader and the child alone, and is said of every list alike.
/// </remarks>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class CandidateDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>A part of what was found for a child; a refusal for whoever may not know of it, or where there is no such child or model.</summary>
    public async Task<Outcome<CandidateList>> OfChildAsync(string child, CandidateSubject subject, CandidateQuery query, Actor actor, CancellationToken stop = default)
    {
        var record = (await book.FindAsync<RescuedChild>(child, stop))?.Record;
        HitParty? party = record is null ? null : new HitParty(record.Unit, record.IsSealed());
        var kinds = KindsOf(subject);
        if (!AccessRules.May(actor, Permission.ReadCandidates, PairOwners.OfChild(kinds[0], party)))
            return AccessRules.Denied(Permission.ReadCandidates);
        var profile = (await searches.Store.ProfilesOfAsync(Side.Child, child, stop)) is [.., var newest] ? newest : null;
        if (record is null && profile is null)
            return AccessRules.Denied(Permission.ReadCandidates);
        bool isWhole = AccessRules.May(actor, Permission.ReadCandidates, PairOwners.OfLeastKnown(kinds, party));
        var reading = await CandidateReading.OfAsync(book, searches, query, actor, stop);
        if (reading is null)
            return UnknownModel();
        if (profile is { State: ProfileState.Active })
            foreach (var kind in kinds)
                await reading.AddChildAsync(kind, profile.Number, identitiesOnly: subject == CandidateSubject.Identities, stop);
        return await reading.ListAsync(child, isWhole, new RecordQuery(RecordKind.Match) { Child = child }, stop);
    }

    /// <summary>A part of what was found for a family: children, over all of its entries.</summary>
    public async Task<Outcome<CandidateList>> OfFamilyAsync(string family, CandidateQuery query, Actor actor, CancellationToken stop = default)
    {
        var record = (await book.FindAsync<ReferenceFamily>(family, stop))?.Record;
        var entries = await searches.Store.StandingOfAsync(StandingKind.Family, family, stop);
        var owner = record is null ? PairOwners.Unknown : new Ownership([record.Unit], record.IsSealed());
        if ((record is null && entries.Count == 0) || !AccessRules.May(actor, Permission.ReadCandidates, owner))
            return AccessRules.Denied(Permission.ReadCandidates);
        // Any of the children may be one without a record.
        bool isWhole = AccessRules.May(actor, Permission.ReadCandidates, PairOwners.Unknown);
        var reading = await CandidateReading.OfAsync(book, searches, query, actor, stop);
        if (reading is null)
            return UnknownModel();
        foreach (var entry in entries)
            await reading.AddEntryAsync(SearchKind.Families, entry.Number, stop);
        return await reading.ListAsync(family, isWhole, new RecordQuery(RecordKind.Match) { Family = family }, stop);
    }

    private static Refusal UnknownModel() => new(SearchCodes.UnknownModel, "There is no such model, or none is in use. List the models, and choose one of them.");

    private static ImmutableArray<SearchKind> KindsOf(CandidateSubject subject) => subject switch
    {
        CandidateSubject.Siblings => [SearchKind.SiblingsInCase, SearchKind.Siblings],
        CandidateSubject.Identities => [SearchKind.Families, SearchKind.Items, SearchKind.SiblingsInCase, SearchKind.Siblings],
        CandidateSubject.Suspects => [SearchKind.Suspects],
        _ => [SearchKind.Families],
    };
}

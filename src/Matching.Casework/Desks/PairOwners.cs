using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>Whose a found pair is, by the records as they stand now: what decides who may see it before anybody has opened a match of it.</summary>
internal sealed class PairOwners
{
    // No unit has this code.
    private const string NoUnit = "\0";

    private readonly Dictionary<int, NumberedOwner> _children;
    private readonly Dictionary<int, NumberedOwner> _others;
    private readonly SearchKind _kind;

    private PairOwners(SearchKind kind, Dictionary<int, NumberedOwner> children, Dictionary<int, NumberedOwner> others) =>
        (_kind, _children, _others) = (kind, children, others);

    /// <summary>Whose a pair is of which a side has no record: nobody knows whether it is sealed, and child protection is to find out.</summary>
    public static Ownership Unknown { get; } = Ownership.Nobody with { IsSealed = true };

    /// <summary>Reads the owners of some hits, all of one kind.</summary>
    public static async Task<PairOwners> OfAsync(RecordBook book, ICaseStore store, SearchKind kind, IReadOnlyCollection<SearchHit> hits, CancellationToken stop)
    {
        int[] children = [.. hits.Select(hit => hit.Child).Distinct()], others = [.. hits.Select(hit => hit.Other).Distinct()];
        var ofChildren = ByNumber(await store.OwnersOfChildrenAsync(children, stop));
        var ofOthers = kind switch
        {
            SearchKind.Families => ByNumber(await store.OwnersOfFamiliesAsync(others, stop)),
            SearchKind.SiblingsInCase or SearchKind.Siblings => ByNumber(await store.OwnersOfChildrenAsync(others, stop)),
            _ => ByNumber(await EntriesAsync(book, store, kind, others, stop)),
        };
        return new PairOwners(kind, ofChildren, ofOthers);
    }

    /// <summary>Code of the child.</summary>
    public string ChildOf(SearchHit hit) => _children[hit.Child].Code;

    /// <summary>Code of the family behind the entry, or of the other child.</summary>
    public string OtherOf(SearchHit hit) => _others[hit.Other].Code;

    /// <summary>Whose the pair is.</summary>
    public Ownership Of(SearchHit hit) => Of(_kind, PartyOf(_children.GetValueOrDefault(hit.Child)), PartyOf(_others.GetValueOrDefault(hit.Other)));

    /// <summary>Whose the findings of a child are, before anybody asks with whom.</summary>
    public static Ownership OfChild(SearchKind kind, HitParty? child) => child is { } own ? new Ownership([own.Unit], own.IsSealed || kind == SearchKind.Suspects) : Unknown;

    /// <summary>Whose the pair of a child is that the fewest may know of: who may see that one sees them all.</summary>
    public static Ownership OfLeastKnown(IEnumerable<SearchKind> kinds, HitParty? child) =>
        kinds.Any(kind => kind.IsOfSiblings()) ? Unknown : Of(kinds.First(), child, new HitParty(NoUnit, IsSealed: true));

    /// <summary>Whose a pair of these two sides is; null where there is no record.</summary>
    public static Ownership Of(SearchKind kind, HitParty? child, HitParty? other)
    {
        if (child is not { } own || (other is null && kind.IsOfSiblings()))
            return Unknown;
        // A suspect who may be a parent is what the flag is about, whether it has been put up already or not.
        own = own with { IsSealed = own.IsSealed || kind == SearchKind.Suspects };
        return other is { } party ? Match.OwnerOf(own, party) : new Ownership([own.Unit], own.IsSealed);
    }

    private static HitParty? PartyOf(NumberedOwner? owner) => owner is { Unit: { } unit } ? new HitParty(unit, owner.IsSealed) : null;

    private static Dictionary<int, NumberedOwner> ByNumber(IReadOnlyList<NumberedOwner> owners) => owners.ToDictionary(owner => owner.Number);

    // Items and suspects that are hits are few; their families are found by their members.
    private static async Task<IReadOnlyList<NumberedOwner>> EntriesAsync(RecordBook book, ICaseStore store, SearchKind kind, int[] numbers, CancellationToken stop)
    {
        var owners = new List<NumberedOwner>();
        foreach (var entry in await store.StandingAsync(kind.Standing(), numbers, stop))
        {
            string code = await HitRouter.FamilyOfAsync(store, entry, stop);
            var family = (await book.FindAsync<ReferenceFamily>(code, stop))?.Record;
            owners.Add(new NumberedOwner(entry.Number, code, family?.Unit, family?.IsSealed() ?? false));
        }

        return owners;
    }
}

using System.Collections.Immutable;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>The best hit of a child with a family as the registry holds it: the profiles behind it, and the run that found it.</summary>
/// <param name="Hit">The hit.</param>
/// <param name="Child">The child's profile.</param>
/// <param name="Members">The profiles of the members who reached it.</param>
/// <param name="Found">Model, run, ratio and moment.</param>
internal sealed record FoundHit(SearchHit Hit, StoredProfile Child, ImmutableArray<StoredProfile> Members, MatchFinding Found)
{
    /// <summary>Reads it; a refusal when there is none between the versions in force.</summary>
    public static async Task<Outcome<FoundHit>> OfAsync(DeskSearches searches, string child, string family, int model, CancellationToken stop)
    {
        var store = searches.Store;
        var entries = (await store.StandingOfAsync(StandingKind.Family, family, stop)).ToDictionary(entry => entry.Number);
        bool isRetired = false;
        foreach (var profile in (await store.ProfilesOfAsync(Side.Child, child, stop)).Reverse())
            foreach (var hit in await store.HitsOfChildAsync(model, SearchKind.Families, profile.Number, stop))
            {
                bool isOfFamily = entries.TryGetValue(hit.Other, out var entry);
                if (isOfFamily && profile.State == ProfileState.Active)
                    return new FoundHit(hit, profile, await MembersAsync(store, hit, entry!, stop), await FindingAsync(searches, model, hit, stop));
                isRetired |= isOfFamily || (await store.StandingAsync(StandingKind.Family, hit.Other, stop))?.Entry.Code == family;
            }

        return isRetired
            ? new Refusal(CaseworkCodes.MatchHitRetired, $"What was found between {child} and {family} was between versions that have been amended or withdrawn since. Wait for the search of those in force.")
            : new Refusal(CaseworkCodes.MatchNoHit, $"No search under model {model} found {child} and {family} to belong together. Check the codes and the model.");
    }

    /// <summary>Both sides as the records stand now.</summary>
    public (MatchSide Child, MatchSide Family) Sides(RescuedChild child, ReferenceFamily family) => (
        MatchSide.Of(child, Child.Number, Laboratories([Child]), Samples([Child])),
        MatchSide.Of(family, Hit.Other, Laboratories(Members), Samples(Members), [.. Members.Select(member => member.Profile.Facts.Person)]));

    private static async Task<ImmutableArray<StoredProfile>> MembersAsync(ICaseStore store, SearchHit hit, StoredStanding entry, CancellationToken stop)
    {
        var members = ImmutableArray.CreateBuilder<StoredProfile>();
        foreach (int number in hit.Member >= 0 ? [entry.Entry.Members[hit.Member]] : entry.Entry.Members)
            if (await store.ProfileAsync(Side.Relative, number, stop) is { } member)
                members.Add(member);
        return members.ToImmutable();
    }

    // The last line that covers the pair: after a recall the same pair is found again.
    private static async Task<MatchFinding> FindingAsync(DeskSearches searches, int model, SearchHit hit, CancellationToken stop)
    {
        var ledger = await searches.Indexes.Ledger.OfAsync(model, SearchKind.Families, stop);
        var line = ledger.LinesOf(hit.Child, hit.Other)[^1];
        return new MatchFinding(model, line.Run, hit.Log10, line.At);
    }

    private static ImmutableArray<string> Laboratories(IEnumerable<StoredProfile> profiles) => [.. profiles.Select(p => p.Profile.Facts.Laboratory).OfType<string>().Distinct()];

    private static ImmutableArray<string> Samples(IEnumerable<StoredProfile> profiles) => [.. profiles.Select(p => p.Profile.Facts.Sample).OfType<string>().Distinct()];
}

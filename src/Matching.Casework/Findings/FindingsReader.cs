using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Findings;

/// <summary>Reads what the searches found, for a child or for an entry. Knows nothing of who may read it.</summary>
public sealed class FindingsReader(ICaseStore store, SearchIndexes indexes)
{
    /// <summary>The number of the newest version of a child's profile; null for an unknown person.</summary>
    public async Task<int?> NumberOfChildAsync(string person, CancellationToken stop = default) =>
        (await store.ProfilesOfAsync(Side.Child, person, stop).ConfigureAwait(false)) is [.., var newest] ? newest.Number : null;

    /// <summary>What was found for a child.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="kind">Which searches.</param>
    /// <param name="child">Number of the child's profile.</param>
    /// <param name="prior">Prior probability of each entry; null: 1 / (base size + 1).</param>
    /// <param name="limit">Candidates listed at most.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>The findings; null when there is no such child.</returns>
    public async Task<SearchFindings?> OfChildAsync(int model, SearchKind kind, int child, double? prior = null, int limit = int.MaxValue, CancellationToken stop = default)
    {
        if (await store.ProfileAsync(Side.Child, child, stop).ConfigureAwait(false) is not { } profile)
            return null;
        var index = await indexes.SyncAsync(model, stop).ConfigureAwait(false);
        Rectangle[] areas = kind.IsOfSiblings()
            ? [new(child, child + 1, 0, child), new(child + 1, index.Position.Children, child, child + 1)]
            : [new(child, child + 1, 0, kind.Others(index.Position))];
        var search = await StateAsync(index, kind, areas, stop).ConfigureAwait(false);
        var hits = await store.HitsOfChildAsync(model, kind, child, stop).ConfigureAwait(false);
        if (kind.IsOfSiblings())
            hits = [.. hits.Concat(await store.HitsOfOtherAsync(model, kind, child, stop).ConfigureAwait(false)).OrderByDescending(h => h.Log10)];
        int size = kind.IsOfSiblings() ? index.Current.Children.Active - 1 : ActiveOf(index, kind);
        var findings = await FindAsync(index, kind, child, hits, search, size, prior, limit, stop).ConfigureAwait(false);
        return findings with { LociLeftOut = LeftOut(index, profile.Profile) };
    }

    /// <summary>What was found for a family, an item or a suspect: children.</summary>
    /// <returns>The findings; null when there is no such entry.</returns>
    public async Task<SearchFindings?> OfEntryAsync(int model, SearchKind kind, int entry, double? prior = null, int limit = int.MaxValue, CancellationToken stop = default)
    {
        if (await store.StandingAsync(kind.Standing(), entry, stop).ConfigureAwait(false) is null)
            return null;
        var index = await indexes.SyncAsync(model, stop).ConfigureAwait(false);
        var search = await StateAsync(index, kind, [new Rectangle(0, index.Position.Children, entry, entry + 1)], stop).ConfigureAwait(false);
        var hits = await store.HitsOfOtherAsync(model, kind, entry, stop).ConfigureAwait(false);
        return await FindAsync(index, kind, entry, hits, search, index.Current.Children.Active, prior, limit, stop).ConfigureAwait(false);
    }

    /// <summary>The loci of a hit, one by one.</summary>
    public async Task<ImmutableArray<LocusFinding>> LociAsync(int model, SearchKind kind, SearchHit hit, CancellationToken stop = default)
    {
        var index = await indexes.SyncAsync(model, stop).ConfigureAwait(false);
        var hits = await store.HitsOfChildAsync(model, kind, hit.Child, stop).ConfigureAwait(false);
        return new PairAnalysis(index, kind, hit, IdenticalIn(hits, hit)).Loci();
    }

    /// <summary>Numbers of the runs that compared a child's profile, in order.</summary>
    public async Task<ImmutableArray<long>> RunsOfChildAsync(int model, SearchKind kind, int child, CancellationToken stop = default) =>
        [.. (await indexes.Ledger.OfAsync(model, kind, stop).ConfigureAwait(false)).LinesOfChild(child).Select(line => line.Run).Distinct().Order()];

    private async Task<SearchFindings> FindAsync(
        ProfileIndex index, SearchKind kind, int number, IReadOnlyList<SearchHit> hits, (FindingState State, DateTimeOffset? Last) search, int size, double? prior, int limit, CancellationToken stop)
    {
        var active = hits.Where(hit => IsActive(index, kind, hit)).ToList();
        var identical = active.Where(hit => hit.Relation == HitRelation.Identical).ToList();
        var ranked = active.Where(hit => hit.Relation != HitRelation.Identical).ToList();
        var listed = ranked.Zip(Inference.Ranks([.. ranked.Select(h => h.Log10)])).Take(limit).ToList();
        PairAnalysis[] pairs = [.. identical.Concat(listed.Select(candidate => candidate.First)).Select(hit => new PairAnalysis(index, kind, hit, IdenticalIn(active, hit)))];
        var named = await NamedPairs.OfAsync(store, kind, pairs, stop).ConfigureAwait(false);
        double used = prior ?? Inference.PriorOf(size);
        return new SearchFindings(
            index.Model.Stored.Number, kind, number, search.State, search.Last, size, used, [.. index.Model.Kinship.Panel.Loci.Select(l => l.Name)], [],
            [.. pairs.Take(identical.Count).Select(pair => named.Of(pair, null, size, used))],
            [.. pairs.Skip(identical.Count).Zip(listed, (pair, candidate) => named.Of(pair, candidate.Second, size, used))],
            ranked.Count, [.. hits.Where(hit => !IsActive(index, kind, hit))]);
    }

    // Asked before the hits are read: what the ledger says was compared has its hits in the registry.
    private async Task<(FindingState State, DateTimeOffset? Last)> StateAsync(ProfileIndex index, SearchKind kind, Rectangle[] areas, CancellationToken stop)
    {
        var ledger = await indexes.Ledger.OfAsync(index.Model.Stored.Number, kind, index.Position.Change, stop).ConfigureAwait(false);
        bool isWaiting = areas.Any(area => ledger.Bare(area).Any(gap => HoldsActive(index, kind, gap)));
        return (isWaiting ? FindingState.Waiting : FindingState.Searched, areas.Max(ledger.LatestOf));
    }

    internal static ulong IdenticalIn(IEnumerable<SearchHit> hits, SearchHit hit) => hits
        .Where(h => h.Child == hit.Child && h.Other == hit.Other && h.Relation == HitRelation.Identical && h.Member >= 0)
        .Aggregate(0UL, (set, h) => set | 1UL << h.Member);

    internal static bool IsActive(ProfileIndex index, SearchKind kind, SearchHit hit) => index.Current.Children.IsActive(hit.Child) && IsOtherActive(index, kind, hit.Other);

    private static bool IsOtherActive(ProfileIndex index, SearchKind kind, int other) => kind.IsOfSiblings() ? index.Current.Children.IsActive(other)
        : kind == SearchKind.Items ? other < index.Current.Items.Length && index.Current.Items[other].IsActive
        : index.Current.Of(kind).IsActive(other);

    internal static int ActiveOf(ProfileIndex index, SearchKind kind) => kind == SearchKind.Items ? index.Current.Items.Count(i => i.IsActive) : index.Current.Of(kind).Active;

    private static bool HoldsActive(ProfileIndex index, SearchKind kind, Rectangle gap)
    {
        bool child = Enumerable.Range(gap.ChildFrom, gap.ChildTo - gap.ChildFrom).Any(index.Current.Children.IsActive);
        return child && Enumerable.Range(gap.OtherFrom, gap.OtherTo - gap.OtherFrom).Any(other => IsOtherActive(index, kind, other));
    }

    private static ImmutableArray<string> LeftOut(ProfileIndex index, NewProfile profile) =>
    [
        .. profile.Panel.Loci.Where((locus, l) => index.Model.Kinship.Panel.IndexOf(locus.Name) < 0 && !GenotypeBytes.At(profile.Genotypes, l).IsMissing).Select(locus => locus.Name),
    ];
}

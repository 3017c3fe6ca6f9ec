using System.Collections.Immutable;
using Matching.Casework.Completeness;
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
        var hits = await store.HitsOfChildAsync(model, kind, child, stop).ConfigureAwait(false);
        Rectangle[] areas = [new(child, child + 1, 0, kind.IsOfSiblings() ? child : kind.Others(index.Position))];
        if (kind.IsOfSiblings())
        {
            hits = [.. hits.Concat(await store.HitsOfOtherAsync(model, kind, child, stop).ConfigureAwait(false)).OrderByDescending(h => h.Log10)];
            areas = [.. areas, new Rectangle(child + 1, index.Position.Children, child, child + 1)];
        }

        int size = kind.IsOfSiblings() ? index.Current.Children.Active - 1 : ActiveOf(index, kind);
        var findings = await FindAsync(index, kind, child, hits, areas, size, prior, limit, stop).ConfigureAwait(false);
        return findings with { LociLeftOut = LeftOut(index, profile.Profile) };
    }

    /// <summary>What was found for a family, an item or a suspect: children.</summary>
    /// <returns>The findings; null when there is no such entry.</returns>
    public async Task<SearchFindings?> OfEntryAsync(int model, SearchKind kind, int entry, double? prior = null, int limit = int.MaxValue, CancellationToken stop = default)
    {
        if (await store.StandingAsync(kind.Standing(), entry, stop).ConfigureAwait(false) is null)
            return null;
        var index = await indexes.SyncAsync(model, stop).ConfigureAwait(false);
        var hits = await store.HitsOfOtherAsync(model, kind, entry, stop).ConfigureAwait(false);
        return await FindAsync(index, kind, entry, hits, [new Rectangle(0, index.Position.Children, entry, entry + 1)], index.Current.Children.Active, prior, limit, stop).ConfigureAwait(false);
    }

    /// <summary>The loci of a hit, one by one.</summary>
    public async Task<ImmutableArray<LocusFinding>> LociAsync(int model, SearchKind kind, SearchHit hit, CancellationToken stop = default)
    {
        var index = await indexes.SyncAsync(model, stop).ConfigureAwait(false);
        var hits = await store.HitsOfChildAsync(model, kind, hit.Child, stop).ConfigureAwait(false);
        return new PairAnalysis(index, kind, hit, IdenticalIn(hits, hit)).Loci();
    }

    private async Task<SearchFindings> FindAsync(
        ProfileIndex index, SearchKind kind, int number, IReadOnlyList<SearchHit> hits, Rectangle[] areas, int size, double? prior, int limit, CancellationToken stop)
    {
        var active = hits.Where(hit => IsActive(index, kind, hit)).ToList();
        var ranked = active.Where(hit => hit.Relation != HitRelation.Identical).ToList();
        double used = prior ?? Inference.PriorOf(size);
        var identities = new List<PairFinding>();
        foreach (var hit in active.Where(hit => hit.Relation == HitRelation.Identical))
            identities.Add(await PairAsync(index, kind, hit, active, null, size, used, stop).ConfigureAwait(false));
        var candidates = new List<PairFinding>();
        foreach (var (hit, rank) in ranked.Zip(Inference.Ranks([.. ranked.Select(h => h.Log10)])).Take(limit))
            candidates.Add(await PairAsync(index, kind, hit, active, rank, size, used, stop).ConfigureAwait(false));
        var (state, searched) = await StateAsync(index, kind, areas, stop).ConfigureAwait(false);
        return new SearchFindings(
            index.Model.Stored.Number, kind, number, state, searched, size, used, [.. index.Model.Kinship.Panel.Loci.Select(l => l.Name)], [],
            [.. identities], [.. candidates], ranked.Count, [.. hits.Where(hit => !IsActive(index, kind, hit))]);
    }

    private async Task<PairFinding> PairAsync(
        ProfileIndex index, SearchKind kind, SearchHit hit, List<SearchHit> hits, int? rank, int size, double prior, CancellationToken stop)
    {
        var pair = new PairAnalysis(index, kind, hit, IdenticalIn(hits, hit));
        var child = await PersonAsync(Side.Child, hit.Child, stop).ConfigureAwait(false);
        var entry = kind.IsOfSiblings() ? null : await store.StandingAsync(kind.Standing(), hit.Other, stop).ConfigureAwait(false);
        var members = ImmutableArray.CreateBuilder<MemberFinding>();
        for (int m = 0; m < pair.Rows.Length; m++)
            members.Add(new MemberFinding(await PersonAsync(kind.IsOfSiblings() ? Side.Child : Side.Relative, pair.Rows[m], stop).ConfigureAwait(false), pair.Rows[m], pair.OwnLog10[m], pair.ConditionalLog10[m]));
        var linked = pair.Linked();
        return new PairFinding
        {
            Hit = hit,
            Child = child,
            Other = entry?.Entry.Code ?? members[0].Person,
            Relationship = pair.RelationshipOf(hit),
            Rank = rank,
            Posterior = Inference.Posterior(hit.Log10, prior),
            ExpectedCoincidences = Inference.ExpectedCoincidences(hit.Log10, size),
            Compared = pair.Compared,
            Inconsistent = pair.Inconsistent,
            Missing = pair.Missing,
            Members = members.ToImmutable(),
            LinkedLog10 = linked?.Log10,
            LinkedPairs = linked?.Pairs ?? [],
            Note = entry?.Entry.Note,
            IsInPart = pair.IsInPart,
            IsContradictory = pair.IsContradictory,
            IsReproduced = BitConverter.DoubleToInt64Bits(pair.Log10) == BitConverter.DoubleToInt64Bits(hit.Log10),
        };
    }

    private async Task<(FindingState State, DateTimeOffset? Searched)> StateAsync(ProfileIndex index, SearchKind kind, Rectangle[] areas, CancellationToken stop)
    {
        var ledger = await store.CoverageAsync(index.Model.Stored.Number, kind, stop).ConfigureAwait(false);
        bool isWaiting = false;
        DateTimeOffset? searched = null;
        foreach (var area in areas)
        {
            var lines = ledger.Where(line => Meets(line.Area, area)).ToList();
            isWaiting |= GapSweep.Of(area, lines.Select(line => line.Area)).Any(gap => HoldsActive(index, kind, gap));
            foreach (var line in lines)
                searched = searched is null || line.At > searched ? line.At : searched;
        }

        return (isWaiting ? FindingState.Waiting : FindingState.Searched, searched);
    }

    private async Task<string> PersonAsync(Side side, int number, CancellationToken stop) =>
        (await store.ProfileAsync(side, number, stop).ConfigureAwait(false))?.Profile.Facts.Person ?? string.Empty;

    private static ulong IdenticalIn(IEnumerable<SearchHit> hits, SearchHit hit) => hits
        .Where(h => h.Child == hit.Child && h.Other == hit.Other && h.Relation == HitRelation.Identical && h.Member >= 0)
        .Aggregate(0UL, (set, h) => set | 1UL << h.Member);

    private static bool IsActive(ProfileIndex index, SearchKind kind, SearchHit hit) => index.Current.Children.IsActive(hit.Child) && IsOtherActive(index, kind, hit.Other);

    private static bool IsOtherActive(ProfileIndex index, SearchKind kind, int other) => kind.IsOfSiblings() ? index.Current.Children.IsActive(other)
        : kind == SearchKind.Items ? other < index.Current.Items.Length && index.Current.Items[other].IsActive
        : index.Current.Of(kind).IsActive(other);

    private static int ActiveOf(ProfileIndex index, SearchKind kind) => kind == SearchKind.Items ? index.Current.Items.Count(i => i.IsActive) : index.Current.Of(kind).Active;

    private static bool HoldsActive(ProfileIndex index, SearchKind kind, Rectangle gap)
    {
        bool child = Enumerable.Range(gap.ChildFrom, gap.ChildTo - gap.ChildFrom).Any(index.Current.Children.IsActive);
        return child && Enumerable.Range(gap.OtherFrom, gap.OtherTo - gap.OtherFrom).Any(other => IsOtherActive(index, kind, other));
    }

    private static bool Meets(Rectangle one, Rectangle other) =>
        one.ChildFrom < other.ChildTo && other.ChildFrom < one.ChildTo && one.OtherFrom < other.OtherTo && other.OtherFrom < one.OtherTo;

    private static ImmutableArray<string> LeftOut(ProfileIndex index, NewProfile profile) =>
    [
        .. profile.Panel.Loci.Where((locus, l) => index.Model.Kinship.Panel.IndexOf(locus.Name) < 0 && !GenotypeBytes.At(profile.Genotypes, l).IsMissing).Select(locus => locus.Name),
    ];
}

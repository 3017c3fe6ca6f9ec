using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Findings;

/// <summary>Pairs computed anew, with the codes of their persons and what their entries say: few questions to the registry for all of them together.</summary>
internal sealed class NamedPairs
{
    private readonly SearchKind _kind;
    private readonly IReadOnlyDictionary<int, string> _children;
    private readonly IReadOnlyDictionary<int, string> _others;
    private readonly Dictionary<int, StandingEntry> _entries;

    private NamedPairs(SearchKind kind, IReadOnlyDictionary<int, string> children, IReadOnlyDictionary<int, string> others, IReadOnlyList<StoredStanding> entries) =>
        (_kind, _children, _others, _entries) = (kind, children, others, entries.ToDictionary(entry => entry.Number, entry => entry.Entry));

    /// <summary>Reads what is said of some pairs.</summary>
    public static async Task<NamedPairs> OfAsync(ICaseStore store, SearchKind kind, IReadOnlyCollection<PairAnalysis> pairs, CancellationToken stop)
    {
        var children = pairs.Select(pair => pair.Hit.Child);
        if (kind.IsOfSiblings())
        {
            var all = await store.PersonsAsync(Side.Child, [.. children.Concat(pairs.SelectMany(pair => pair.Rows)).Distinct()], stop).ConfigureAwait(false);
            return new NamedPairs(kind, all, all, []);
        }

        return new NamedPairs(
            kind,
            await store.PersonsAsync(Side.Child, [.. children.Distinct()], stop).ConfigureAwait(false),
            await store.PersonsAsync(Side.Relative, [.. pairs.SelectMany(pair => pair.Rows).Distinct()], stop).ConfigureAwait(false),
            await store.StandingAsync(kind.Standing(), [.. pairs.Select(pair => pair.Hit.Other).Distinct()], stop).ConfigureAwait(false));
    }

    /// <summary>Everything that is said of a pair.</summary>
    public PairFinding Of(PairAnalysis pair, int? rank, int size, double prior)
    {
        var hit = pair.Hit;
        var entry = _entries.GetValueOrDefault(hit.Other);
        ImmutableArray<MemberFinding> members = [.. pair.Rows.Select((row, m) => new MemberFinding(_others.GetValueOrDefault(row, string.Empty), row, pair.OwnLog10[m], pair.ConditionalLog10[m]))];
        var linked = pair.Linked();
        return new PairFinding
        {
            Hit = hit,
            Child = _children.GetValueOrDefault(hit.Child, string.Empty),
            Other = _kind.IsOfSiblings() || entry is null ? members[0].Person : entry.Code,
            Relationship = pair.Relationship,
            Rank = rank,
            Posterior = Inference.Posterior(hit.Log10, prior),
            ExpectedCoincidences = Inference.ExpectedCoincidences(hit.Log10, size),
            Compared = pair.Compared,
            Inconsistent = pair.Inconsistent,
            Missing = pair.Missing,
            Members = members,
            LinkedLog10 = linked?.Log10,
            LinkedPairs = linked?.Pairs ?? [],
            Note = entry?.Note,
            IsInPart = pair.IsInPart,
            IsContradictory = pair.IsContradictory,
            IsReproduced = BitConverter.DoubleToInt64Bits(pair.Log10) == BitConverter.DoubleToInt64Bits(hit.Log10),
        };
    }
}

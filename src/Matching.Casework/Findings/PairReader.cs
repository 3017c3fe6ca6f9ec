using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Findings;

/// <summary>A hit to be read, with what decides the numbers beside its ratio.</summary>
/// <param name="Hit">The hit.</param>
/// <param name="Rank">Its rank among those shown; null for none.</param>
/// <param name="BaseSize">Entries, or children, that it was found among.</param>
/// <param name="Prior">Prior probability of each.</param>
internal sealed record WantedPair(SearchHit Hit, int? Rank, int BaseSize, double Prior);

/// <summary>A hit read anew.</summary>
/// <param name="Finding">Everything that is said of it.</param>
/// <param name="Loci">Its loci; empty where they were not asked for.</param>
/// <param name="Run">The run that found it: the first one that compared the pair under the model.</param>
/// <param name="At">When that was committed.</param>
internal sealed record ReadPair(PairFinding Finding, ImmutableArray<LocusFinding> Loci, long Run, DateTimeOffset At);

/// <summary>Reads chosen hits, for lists that show a part of what was found. Knows nothing of who may read it.</summary>
internal sealed class PairReader(ICaseStore store, SearchIndexes indexes)
{
    /// <summary>Reads hits of one kind under one model, in the order given.</summary>
    /// <param name="index">The index of the model, brought up to date after the hits were read.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="wanted">The hits.</param>
    /// <param name="hits">All hits of the pairs: members of a family who are identical with the child are left out of its ratio.</param>
    /// <param name="withLoci">True to have the loci one by one.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<ReadPair>> OfAsync(
        ProfileIndex index, SearchKind kind, IReadOnlyList<WantedPair> wanted, IReadOnlyCollection<SearchHit> hits, bool withLoci, CancellationToken stop)
    {
        var ledger = await indexes.Ledger.OfAsync(index.Model.Stored.Number, kind, index.Position.Change, stop).ConfigureAwait(false);
        PairAnalysis[] pairs = [.. wanted.Select(pair => new PairAnalysis(index, kind, pair.Hit, FindingsReader.IdenticalIn(hits, pair.Hit)))];
        var named = await NamedPairs.OfAsync(store, kind, pairs, stop).ConfigureAwait(false);
        return [.. wanted.Zip(pairs, (asked, pair) => Read(ledger, named.Of(pair, asked.Rank, asked.BaseSize, asked.Prior), withLoci ? pair.Loci() : []))];
    }

    private static ReadPair Read(KindLedger ledger, PairFinding finding, ImmutableArray<LocusFinding> loci)
    {
        var first = ledger.LinesOf(finding.Hit.Child, finding.Hit.Other) is [var line, ..] ? line : default;
        return new ReadPair(finding, loci, first.Run, first.At);
    }
}

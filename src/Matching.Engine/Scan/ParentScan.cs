using System.Collections.Immutable;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Scan;

/// <summary>The other direction: compares every relative with every child and keeps the best children of each relative.</summary>
/// <remarks>A candidate's <see cref="Candidate.Family"/> is the row of the child. Ratios have the bits of <see cref="FamilyScan"/>.</remarks>
public sealed class ParentScan
{
    private readonly ImmutableArray<ParentQuery> _parents;
    private readonly ProfileStore _relatives;
    private readonly ProfileStore _children;

    /// <summary>Prepares a scan.</summary>
    public ParentScan(IEnumerable<ParentQuery> parents, ProfileStore relatives, ProfileStore children) =>
        (_parents, _relatives, _children) = ([.. parents], relatives, children);

    /// <summary>Runs the scan; in <see cref="ScanReport.Identities"/> the child is the child's row and the family the index of the query.</summary>
    /// <param name="options">What to keep.</param>
    /// <param name="progress">Called from any thread with the number of pairs just compared.</param>
    public ScanReport Run(ScanOptions options, Action<long>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        var workers = new List<(CandidateRanking[] Rankings, List<IdentityHit> Identities)>();
        const int block = 1024;
        int blocks = _parents.IsEmpty ? 0 : (_children.Count + block - 1) / block;
        Workers.Run(
            blocks,
            options.Threads,
            () => (_parents.Select(_ => new CandidateRanking(options.Top, options.MinLog10)).ToArray(), new List<IdentityHit>()),
            (worker, b) =>
            {
                int from = b * block, to = Math.Min(_children.Count, from + block);
                for (int q = 0; q < _parents.Length; q++)
                    for (int child = from; child < to; child++)
                        Compare(options, q, child, worker.Item1[q], worker.Item2);
                progress?.Invoke((long)(to - from) * _parents.Length);
            },
            workers.Add);
        var rankings = _parents.Select(_ => new CandidateRanking(options.Top, options.MinLog10)).ToImmutableArray();
        foreach (var worker in workers)
            for (int q = 0; q < rankings.Length; q++)
                rankings[q].Merge(worker.Rankings[q]);
        var identities = workers.SelectMany(w => w.Identities).OrderBy(i => i.Family).ThenBy(i => i.Child).ToImmutableArray();
        return new ScanReport(rankings, identities, ImmutableSortedDictionary<int, ulong>.Empty, (long)_parents.Length * _children.Count, (long)_parents.Length * _children.Count, Kernel: "none");
    }

    private void Compare(ScanOptions options, int query, int child, CandidateRanking ranking, List<IdentityHit> identities)
    {
        var parent = _parents[query];
        int equal = IdentityCheck.EqualLoci(_relatives, parent.Row, _children, child, options.FurtherLoci);
        if (equal >= ScanOptions.IdenticalLoci)
            identities.Add(new IdentityHit(child, query, 0, equal));
        else
            ranking.Offer(new Candidate(parent.With(child).Log10, child, -1));
    }
}

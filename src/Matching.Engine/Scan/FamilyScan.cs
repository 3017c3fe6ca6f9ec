using System.Collections.Immutable;
using Matching.Engine.Filter;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>Compares every child with every family and keeps the best of each child.</summary>
/// <remarks>The answer, to the bit, depends on the profiles, the model and the options, not on the number of threads.</remarks>
public sealed class FamilyScan
{
    private readonly ImmutableArray<ChildQuery> _children;
    private readonly ProfileStore _relatives;
    private readonly IReadOnlyList<SearchFamily> _families;

    /// <summary>Prepares a scan.</summary>
    /// <param name="children">The compiled children; all of one model.</param>
    /// <param name="relatives">The store of all relatives.</param>
    /// <param name="families">The families, in input order.</param>
    public FamilyScan(IEnumerable<ChildQuery> children, ProfileStore relatives, IReadOnlyList<SearchFamily> families) =>
        (_children, _relatives, _families) = ([.. children], relatives, families);

    /// <summary>The kernel that dismisses by proof; null compares every pair exactly. The answer does not depend on it.</summary>
    internal IScanKernel? Kernel { get; init; } = ScanKernels.Best;

    /// <summary>Runs the scan.</summary>
    /// <param name="options">What to keep.</param>
    /// <param name="progress">Called from any thread with the number of pairs just compared.</param>
    /// <exception cref="Genetics.PedigreeException">A model is undefined for an allele that was seen.</exception>
    public ScanReport Run(ScanOptions options, Action<long>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ChildScan[] children = [.. _children.Select(c => new ChildScan(c, _relatives))];
        List<int> outside = [.. Enumerable.Range(0, _families.Count)];
        List<FilterGroup> groups = Kernel is null || children.Length == 0 ? [] : FilterGroup.Pack(_children[0].Ratios.Model, _relatives, _families, out outside);
        try
        {
            var filters = FiltersOf(groups, options.Threads);
            var shared = new SharedBars(children.Length);
            var workers = new List<ScanWorker>();
            List<PackedPiece> packed = [.. groups.SelectMany((_, g) => PackedPiece.Divide(groups[g], g, children.Length, options.Threads))];
            int block = Math.Clamp(outside.Count / (options.Threads * 32), 16, 2048);
            int unpacked = children.Length == 0 ? 0 : (outside.Count + block - 1) / block;
            Workers.Run(
                packed.Count + unpacked,
                options.Threads,
                () => new ScanWorker(options, children, _relatives, _families, shared),
                (worker, piece) =>
                {
                    long pairs = piece < packed.Count ? Scan(worker, packed[piece], filters) : Scan(worker, outside, (piece - packed.Count) * block, block);
                    progress?.Invoke(pairs);
                },
                workers.Add);
            return Merge(options, workers);
        }
        finally
        {
            foreach (var group in groups)
                group.Dispose();
        }
    }

    private long Scan(ScanWorker worker, PackedPiece piece, ChildFilter?[][] filters)
    {
        worker.Scan(piece, Kernel!, filters[piece.GroupIndex]);
        return piece.Pairs;
    }

    private long Scan(ScanWorker worker, List<int> outside, int from, int block)
    {
        int count = Math.Min(block, outside.Count - from);
        worker.Scan(outside.GetRange(from, count).ToArray());
        return (long)count * _children.Length;
    }

    // One child's questions to one group: the tables come from the calculator, so this is work worth sharing out.
    private ChildFilter?[][] FiltersOf(List<FilterGroup> groups, int threads)
    {
        var filters = groups.Select(_ => new ChildFilter?[_children.Length]).ToArray();
        Workers.Run(
            groups.Count * _children.Length,
            threads,
            () => filters,
            (found, piece) => found[piece / _children.Length][piece % _children.Length] = ChildFilter.Of(_children[piece % _children.Length], groups[piece / _children.Length], _relatives),
            _ => { });
        return filters;
    }

    private ScanReport Merge(ScanOptions options, List<ScanWorker> workers)
    {
        var rankings = _children.Select(_ => new CandidateRanking(options.Top, options.MinLog10)).ToImmutableArray();
        foreach (var worker in workers)
            for (int c = 0; c < rankings.Length; c++)
                rankings[c].Merge(worker.Rankings[c]);
        var identities = workers.SelectMany(w => w.Identities).OrderBy(i => i.Child).ThenBy(i => i.Family).ThenBy(i => i.Member).ToImmutableArray();
        var inPart = workers.SelectMany(w => w.InPart).ToImmutableSortedDictionary();
        return new ScanReport(rankings, identities, inPart, (long)_children.Length * _families.Count, workers.Sum(w => w.Rescored), Kernel?.Name ?? "none");
    }
}

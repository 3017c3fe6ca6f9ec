using System.Collections.Immutable;
using Matching.Engine.Queries;
using Matching.Engine.Store;

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

    /// <summary>Runs the scan.</summary>
    /// <param name="options">What to keep.</param>
    /// <param name="progress">Called from any thread with the number of pairs just compared.</param>
    /// <exception cref="Genetics.PedigreeException">A model is undefined for an allele that was seen.</exception>
    public ScanReport Run(ScanOptions options, Action<long>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ChildScan[] children = [.. _children.Select(c => new ChildScan(c, _relatives))];
        var workers = new List<ScanWorker>();
        int block = Math.Clamp(_families.Count / (options.Threads * 32), 16, 2048);
        int blocks = children.Length == 0 ? 0 : (_families.Count + block - 1) / block;
        Workers.Run(
            blocks,
            options.Threads,
            () => new ScanWorker(options, children, _relatives, _families),
            (worker, b) =>
            {
                int from = b * block, to = Math.Min(_families.Count, from + block);
                worker.Scan(from, to);
                progress?.Invoke((long)(to - from) * children.Length);
            },
            workers.Add);
        return Merge(options, workers);
    }

    private ScanReport Merge(ScanOptions options, List<ScanWorker> workers)
    {
        var rankings = _children.Select(_ => new CandidateRanking(options.Top, options.MinLog10)).ToImmutableArray();
        foreach (var worker in workers)
            for (int c = 0; c < rankings.Length; c++)
                rankings[c].Merge(worker.Rankings[c]);
        var identities = workers.SelectMany(w => w.Identities).OrderBy(i => i.Child).ThenBy(i => i.Family).ThenBy(i => i.Member).ToImmutableArray();
        var inPart = workers.SelectMany(w => w.InPart).ToImmutableSortedDictionary();
        return new ScanReport(rankings, identities, inPart, (long)_children.Length * _families.Count);
    }
}

using System.Collections.Immutable;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>The other direction: compares families of any shape with every waiting child and keeps the best children of each family.</summary>
/// <remarks>
/// A family is compiled once over the child's genotypes and then looked up. A candidate's <see cref="Candidate.Family"/> is the index of
/// the child. Ratios have the bits of <see cref="FamilyScan"/>.
/// </remarks>
public sealed class StandingScan
{
    private readonly LocusRatios _ratios;
    private readonly FamilySnapshot _families;
    private readonly ImmutableArray<int> _asking;
    private readonly ChildSnapshot _children;

    /// <summary>Prepares a scan.</summary>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="families">The families.</param>
    /// <param name="asking">Which of them ask.</param>
    /// <param name="children">The children.</param>
    /// <exception cref="ArgumentException">Children and relatives are coded by different models, or a family that asks takes no part.</exception>
    public StandingScan(LocusRatios ratios, FamilySnapshot families, IEnumerable<int> asking, ChildSnapshot children)
    {
        (_ratios, _families, _asking, _children) = (ratios, families, [.. asking], children);
        if (ratios.Model != families.Relatives.Model || ratios.Model != children.Children.Model)
            throw new ArgumentException("Children and relatives must be coded by the model of the ratios.", nameof(children));
        if (_asking.Any(family => !families.IsActive(family)))
            throw new ArgumentException("Only a family that takes part in the snapshot can ask.", nameof(asking));
    }

    /// <summary>The kernel that dismisses by proof; null compares every pair exactly. The answer does not depend on it.</summary>
    internal IScanKernel? Kernel { get; init; } = ScanKernels.Best;

    /// <summary>Runs the scan; the rankings are in the order of the asking families.</summary>
    /// <param name="options">What to keep.</param>
    /// <param name="progress">Called from any thread with the number of pairs just compared.</param>
    /// <exception cref="Genetics.PedigreeException">A model is undefined for an allele that was seen.</exception>
    public ScanReport Run(ScanOptions options, Action<long>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        var shared = new SharedBars(_asking.Length);
        var demand = Demand();
        var workers = new List<StandingWorker>();
        Workers.Run(
            (_asking.Length + StandingWorker.Chunk - 1) / StandingWorker.Chunk,
            options.Threads,
            () => new StandingWorker(options, _ratios, _families, _asking, _children, demand, shared, Kernel),
            (worker, chunk) =>
            {
                int from = chunk * StandingWorker.Chunk, to = Math.Min(_asking.Length, from + StandingWorker.Chunk);
                worker.Scan(from, to);
                progress?.Invoke((long)(to - from) * _children.Active);
            },
            workers.Add);
        var rankings = workers.SelectMany(w => w.Rankings).OrderBy(r => r.Key).Select(r => r.Value).ToImmutableArray();
        var identities = workers.SelectMany(w => w.Identities).OrderBy(i => i.Family).ThenBy(i => i.Child).ThenBy(i => i.Member).ToImmutableArray();
        var inPart = workers.SelectMany(w => w.InPart).ToImmutableSortedDictionary();
        return new ScanReport(rankings, identities, inPart, (long)_asking.Length * _children.Active, workers.Sum(w => w.Rescored), Kernel?.Name ?? "none");
    }

    private ChildDemand Demand()
    {
        var demand = new ChildDemand();
        for (int child = 0; child < _children.Count; child++)
            if (_children.IsActive(child))
                demand.Add(_children.Children, _children.RowOf(child), _ratios);
        return demand;
    }
}

using System.Collections.Immutable;
using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>Compares every child with every family and keeps the best of each child.</summary>
/// <remarks>The answer, to the bit, depends on the profiles, the model and the options, not on the number of threads.</remarks>
public sealed class FamilyScan
{
    private readonly ImmutableArray<ChildQuery> _children;
    private readonly FamilySnapshot _families;

    /// <summary>Prepares a scan.</summary>
    /// <param name="children">The compiled children; all of one model.</param>
    /// <param name="families">The families.</param>
    /// <exception cref="ArgumentException">Children and relatives are coded by different models.</exception>
    public FamilyScan(IEnumerable<ChildQuery> children, FamilySnapshot families)
    {
        (_children, _families) = ([.. children], families);
        if (_children.Any(child => child.Ratios.Model != families.Relatives.Model || child.Ratios != _children[0].Ratios))
            throw new ArgumentException("Children and relatives must be coded by one model, and compiled by one set of ratios.", nameof(children));
    }

    /// <summary>The kernel that dismisses by proof; null compares every pair exactly. The answer does not depend on it.</summary>
    /// <summary>Name of the kernel that scans use on this machine.</summary>
    public static string BestKernel => ScanKernels.Best.Name;

    internal IScanKernel? Kernel { get; init; } = ScanKernels.Best;

    /// <summary>Runs the scan.</summary>
    /// <param name="options">What to keep.</param>
    /// <param name="progress">Called from any thread with the number of pairs just compared.</param>
    /// <exception cref="Genetics.PedigreeException">A model is undefined for an allele that was seen.</exception>
    public ScanReport Run(ScanOptions options, Action<long>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ChildScan[] children = [.. _children.Select(c => new ChildScan(c, _families.Relatives))];
        var groups = Kernel is null ? [] : _families.Packed.Groups;
        int[] unpacked = Unpacked();
        var questions = QuestionsOf(groups, options);
        var shared = new SharedBars(children.Length);
        var workers = new List<ScanWorker>();
        PackedPiece[] packed = [.. groups.SelectMany((group, g) => PackedPiece.Divide(group, g, children.Length, FilterChunk.For(ChildFilter.CountOf(group.Group.Form), group.Group.Rows), options.Threads))];
        int block = Math.Clamp(unpacked.Length / (options.Threads * 32), 16, 2048);
        Workers.Run(
            packed.Length + (children.Length == 0 ? 0 : (unpacked.Length + block - 1) / block),
            options.Threads,
            () => new ScanWorker(options, children, _families, shared, Kernel),
            (worker, piece) =>
            {
                if (piece < packed.Length)
                    Scan(worker, packed[piece], groups, questions, progress);
                else
                    Scan(worker, unpacked.AsSpan((piece - packed.Length) * block), block, progress);
            },
            workers.Add);
        return Merge(options, workers);
    }

    private static void Scan(ScanWorker worker, in PackedPiece piece, ImmutableArray<GroupView<FamilyForm>> groups, FilterQuery[]?[][] questions, Action<long>? progress)
    {
        var group = groups[piece.Group];
        worker.Scan(piece, group, questions[piece.Group]);
        int columns = Math.Min(group.Count, piece.ToBlock * group.Group.Width) - piece.FromBlock * group.Group.Width;
        progress?.Invoke((long)columns * (piece.ToQuery - piece.FromQuery));
    }

    private void Scan(ScanWorker worker, ReadOnlySpan<int> rest, int block, Action<long>? progress)
    {
        var families = rest[..Math.Min(block, rest.Length)];
        worker.Scan(families);
        progress?.Invoke((long)families.Length * _children.Length);
    }

    // Without a kernel nobody is taken from the packed columns.
    private int[] Unpacked() => Kernel is null
        ? [.. Enumerable.Range(0, _families.Count).Where(_families.IsActive)]
        : [.. Enumerable.Range(0, _families.Packed.UnpackedCount).Select(_families.Packed.UnpackedAt).Where(_families.IsActive)];

    // One child's questions to one group: the tables come from the calculator, so this is work worth sharing out.
    private FilterQuery[]?[][] QuestionsOf(ImmutableArray<GroupView<FamilyForm>> groups, ScanOptions options)
    {
        var questions = groups.Select(_ => new FilterQuery[]?[_children.Length]).ToArray();
        var dropOuts = _families.Relatives.DropOuts;
        Workers.Run(
            groups.Length * _children.Length,
            options.Threads,
            () => questions,
            (made, piece) =>
            {
                var (group, c) = Math.DivRem(piece, _children.Length);
                bool asksIdentity = options.FurtherLoci is not null || _children[c].Loci.Length >= ScanOptions.IdenticalLoci;
                made[group][c] = ChildFilter.Of(_children[c], groups[group].Group.Form, dropOuts, asksIdentity);
            },
            _ => { });
        return questions;
    }

    private ScanReport Merge(ScanOptions options, List<ScanWorker> workers)
    {
        var rankings = _children.Select(_ => new CandidateRanking(options.Top, options.MinLog10)).ToImmutableArray();
        foreach (var worker in workers)
            for (int c = 0; c < rankings.Length; c++)
                rankings[c].Merge(worker.RankingOf(c));
        var identities = workers.SelectMany(w => w.Identities).OrderBy(i => i.Child).ThenBy(i => i.Family).ThenBy(i => i.Member).ToImmutableArray();
        var inPart = workers.SelectMany(w => w.InPart).ToImmutableSortedDictionary();
        return new ScanReport(rankings, identities, inPart, (long)_children.Length * _families.Active, workers.Sum(w => w.Rescored), Kernel?.Name ?? "none");
    }
}

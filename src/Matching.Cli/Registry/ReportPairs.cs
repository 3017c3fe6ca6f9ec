using System.Collections.Immutable;
using Matching.Casework;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Cli.Registry;

/// <summary>The entries of one family beside a child, locus by locus, whether or not they reached the threshold.</summary>
internal sealed class ReportPairs(ICaseStore store, FindingsReader reader, int model, SearchFindings findings)
{
    public static ReportCandidate Of(PairFinding pair) => new(
        pair.Rank, pair.Other, pair.Relationship, [.. pair.Members.Select(m => m.Person)], Finite(pair.Hit.Log10), double.IsNegativeInfinity(pair.Hit.Log10), pair.Posterior, pair.ExpectedCoincidences)
    {
        LociCompared = pair.Compared,
        LociInconsistent = pair.Inconsistent,
        LociMissing = pair.Missing,
        RelativesLog10Lr = [.. pair.Members.Select(m => Finite(m.OwnLog10))],
        ConditionalLog10Lr = [.. pair.Members.Select(m => Finite(m.ConditionalLog10))],
        LinkedLog10Lr = pair.LinkedLog10,
        LinkedPairs = pair.LinkedPairs.IsEmpty ? null : pair.LinkedPairs,
        SearchedInPart = pair.IsInPart,
        RelativesContradict = pair.IsContradictory,
        IsReproduced = pair.IsReproduced,
        Note = pair.Note,
    };

    /// <summary>Every result of each entry; one that is below the threshold is computed for the occasion.</summary>
    public async Task<ImmutableArray<ReportCandidate>> OfAsync(int child, IReadOnlyList<StoredStanding> entries, CancellationToken stop)
    {
        var pairs = ImmutableArray.CreateBuilder<ReportCandidate>();
        foreach (var entry in entries)
        {
            PairFinding[] known = [.. findings.Identities.Concat(findings.Candidates).Where(c => c.Hit.Other == entry.Number)];
            foreach (var pair in known)
                pairs.Add(Of(pair) with { Loci = [.. (await reader.LociAsync(model, SearchKind.Families, pair.Hit, stop)).Select(Locus)] });
            if (!known.Any(pair => pair.Hit is { Member: < 0, Relation: HitRelation.Stated }))
                pairs.Add(await BelowAsync(child, entry, stop));
        }

        return pairs.ToImmutable();
    }

    private async Task<ReportCandidate> BelowAsync(int child, StoredStanding entry, CancellationToken stop)
    {
        var loci = await reader.LociAsync(model, SearchKind.Families, new SearchHit(child, entry.Number, -1, HitRelation.Stated, 0, 0), stop);
        var relatives = ImmutableArray.CreateBuilder<string>();
        foreach (int member in entry.Entry.Members)
            relatives.Add((await store.ProfileAsync(Side.Relative, member, stop))!.Profile.Facts.Person);
        // A person of unknown sex has one sex at all loci: mixed after the product.
        double log10 = Mixed(loci.Sum(l => Math.Log10(l.Ratio)), loci.Sum(l => Math.Log10(l.RatioInOtherRole)));
        return new ReportCandidate(
            null, entry.Entry.Code, null, relatives.ToImmutable(), Finite(log10), double.IsNegativeInfinity(log10),
            Inference.Posterior(log10, findings.Prior), Inference.ExpectedCoincidences(log10, findings.BaseSize))
        {
            LociCompared = loci.Count(l => l.IsCompared),
            LociInconsistent = loci.Count(l => l.IsInconsistent),
            LociMissing = loci.Count(l => !l.IsCompared),
            Note = entry.Entry.Note,
            Loci = [.. loci.Select(Locus)],
        };
    }

    private static double Mixed(double one, double other)
    {
        double larger = Math.Max(one, other);
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log10(0.5 * Math.Pow(10, one - larger) + 0.5 * Math.Pow(10, other - larger));
    }

    private static ReportLocus Locus(LocusFinding locus) => new(
        locus.Locus, Shown(locus.Child), [.. locus.Members.Select(Shown)], locus.IsCompared ? Finite(0.5 * locus.Ratio + 0.5 * locus.RatioInOtherRole) : null, locus.IsInconsistent);

    private static string Shown(Genotype genotype) => genotype.IsMissing ? "-" : $"{genotype.First}/{genotype.Second}";

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

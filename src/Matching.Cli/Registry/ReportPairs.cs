using System.Collections.Immutable;
using Matching.Casework;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Reports;

namespace Matching.Cli.Registry;

/// <summary>The entries of one family beside a child, locus by locus, whether or not they reached the threshold.</summary>
internal sealed class ReportPairs(ICaseStore store, FindingsReader reader, SearchFindings findings, PairFrame frame)
{
    /// <summary>Every result of each entry; one that is below the threshold is computed for the occasion.</summary>
    public async Task<ImmutableArray<ReportPair>> OfAsync(StoredProfile child, IReadOnlyList<StoredStanding> entries, CancellationToken stop)
    {
        var pairs = ImmutableArray.CreateBuilder<ReportPair>();
        foreach (var entry in entries)
        {
            PairFinding[] known = [.. findings.Identities.Concat(findings.Candidates).Where(c => c.Hit.Other == entry.Number)];
            foreach (var pair in known)
                pairs.Add(await WholeAsync(ReportFacts.Of(pair, frame), child, [.. pair.Members.Select(m => m.Profile)], await reader.LociAsync(findings.Model, SearchKind.Families, pair.Hit, stop), stop));
            if (!known.Any(pair => pair.Hit is { Member: < 0, Relation: HitRelation.Stated }))
                pairs.Add(await BelowAsync(child, entry, stop));
        }

        return pairs.ToImmutable();
    }

    private async Task<ReportPair> BelowAsync(StoredProfile child, StoredStanding entry, CancellationToken stop)
    {
        var loci = await reader.LociAsync(findings.Model, SearchKind.Families, new SearchHit(child.Number, entry.Number, -1, HitRelation.Stated, 0, 0), stop);
        // A person of unknown sex has one sex at all loci: mixed after the product.
        double log10 = Mixed(loci.Sum(l => Math.Log10(l.Ratio)), loci.Sum(l => Math.Log10(l.RatioInOtherRole)));
        var members = await ProfilesAsync(entry.Entry.Members, stop);
        var pair = ReportFacts.Below(entry.Entry.Code, [.. members.Select(m => m.Profile.Facts.Person)], log10, loci, entry.Entry.Note, frame);
        return await WholeAsync(pair, child, entry.Entry.Members, loci, stop);
    }

    private async Task<ReportPair> WholeAsync(ReportPair pair, StoredProfile child, ImmutableArray<int> relatives, ImmutableArray<LocusFinding> loci, CancellationToken stop) =>
        ReportFacts.WithPersons(ReportFacts.WithLoci(pair, loci), await ProfilesAsync(relatives, stop), frame) with { NotCompared = ReportFacts.Gaps(loci, child, frame.Model) };

    private async Task<ImmutableArray<StoredProfile>> ProfilesAsync(ImmutableArray<int> numbers, CancellationToken stop)
    {
        var profiles = ImmutableArray.CreateBuilder<StoredProfile>();
        foreach (int number in numbers)
            profiles.Add((await store.ProfileAsync(Side.Relative, number, stop))!);
        return profiles.ToImmutable();
    }

    private static double Mixed(double one, double other)
    {
        double larger = Math.Max(one, other);
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log10(0.5 * Math.Pow(10, one - larger) + 0.5 * Math.Pow(10, other - larger));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Matching.Casework.Findings;
using Matching.Engine.Queries;
using Matching.Engine.Scan;

namespace Matching.Cli.MatchRun;

/// <summary>Turns what a scan kept into rows of the result.</summary>
internal sealed class RowBuilder(
    MatchSearch search, ChildQuery child, ChildQuery strict, Func<int, int, int>? further, ScanReport report, IReadOnlyDictionary<int, Contradiction> contradictions)
{
    /// <summary>The rows of a child: identical records first, then the ranking.</summary>
    public List<ResultRow> OfChild(ImmutableArray<IdentityHit> identities, CandidateRanking ranking)
    {
        var rows = new List<ResultRow>();
        foreach (var hit in identities)
            rows.Add(Identity(hit.Family, hit.Member, hit.Loci));
        var candidates = ranking.Sorted();
        int rank = 0;
        for (int i = 0; i < candidates.Count; i++)
        {
            if (i == 0 || candidates[i].Log10 != candidates[i - 1].Log10)
                rank = i + 1;
            ulong identical = identities.Where(h => h.Family == candidates[i].Family).Aggregate(0UL, (set, h) => set | 1UL << h.Member);
            rows.Add(Ranked(candidates[i], rank, identical, i == candidates.Count - 1 ? ranking.CutEqual : 0));
        }

        return rows;
    }

    /// <summary>The rows of a relative whose children are sought.</summary>
    public static List<ResultRow> OfParent(
        MatchSearch search, LocusRatios strict, Func<int, int, int>? further, ScanReport report, int query, ImmutableArray<IdentityHit> identities)
    {
        RowBuilder Of(int row) => new(
            search, new ChildQuery(search.Ratios, search.Children, row), new ChildQuery(strict, search.Children, row), further, report, ImmutableSortedDictionary<int, Contradiction>.Empty);
        var rows = new List<ResultRow>();
        foreach (var hit in identities)
            rows.Add(Of(hit.Child).Identity(query, member: 0, hit.Loci));
        var candidates = report.Rankings[query].Sorted();
        int rank = 0;
        for (int i = 0; i < candidates.Count; i++)
        {
            if (i == 0 || candidates[i].Log10 != candidates[i - 1].Log10)
                rank = i + 1;
            long cut = i == candidates.Count - 1 ? report.Rankings[query].CutEqual : 0;
            rows.Add(Of(candidates[i].Family).Ranked(new Candidate(candidates[i].Log10, query, -1), rank, identical: 0, cut));
        }

        return rows;
    }

    private ResultRow Identity(int index, int member, int loci)
    {
        var entry = search.Relatives.EntryAt(index);
        int row = entry.Search.Members[member];
        var (log10, details) = CandidateDetail.OfIdentity(child, search.Relatives.Store, row);
        return Row(entry, log10, [row], RelationshipNames.Identity, details) with
        {
            Identical = true,
            RelativesLog10Lr = [log10],
            ConditionalLog10Lr = [log10],
            Notes = [$"equal at all {loci} common loci: one person, an identical twin, or an exchanged sample"],
        };
    }

    private ResultRow Ranked(Candidate candidate, int rank, ulong identical, long cut)
    {
        var entry = search.Relatives.EntryAt(candidate.Family);
        ulong together = identical != 0 ? entry.Search.Shape.All & ~identical
            : report.InPart.TryGetValue(candidate.Family, out ulong part) ? part : entry.Search.Shape.All;
        ulong members = candidate.Member >= 0 ? 1UL << candidate.Member : together;
        var detail = CandidateDetail.Of(child, strict, search.Relatives.Store, entry.Search, members);
        ImmutableArray<int> rows = [.. detail.Members.Select(m => entry.Search.Members[m])];
        return Row(entry, candidate.Log10, rows, RelationshipNames.Of(entry.Search, members, candidate.Member >= 0 || entry.IsSplit), detail.Loci) with
        {
            Rank = rank,
            RelativesLog10Lr = detail.AloneLog10,
            ConditionalLog10Lr = detail.ConditionalLog10,
            Notes = [.. Notes(candidate, entry, detail, rows, identical, cut), .. Beside(candidate, entry, together), .. Linkage(entry, members)],
        };
    }

    private ResultRow Row(FamilyEntry entry, double log10, ImmutableArray<int> relatives, string relationship, ImmutableArray<LocusDetail> loci) => new()
    {
        Child = search.ChildId(child.Row),
        Family = entry.Name,
        Relatives = [.. relatives.Select(search.Relatives.Labels.IdOf)],
        Relationship = relationship,
        Log10Lr = log10,
        Posterior = Inference.Posterior(log10, search.Prior),
        ExpectedCoincidences = Inference.ExpectedCoincidences(log10, search.Candidates),
        Identical = false,
        RelativesLog10Lr = [],
        ConditionalLog10Lr = [],
        Notes = [],
        Loci = loci,
        ChildRow = child.Row,
        RelativeRows = relatives,
    };

    private IEnumerable<string> Notes(Candidate candidate, FamilyEntry entry, CandidateDetail detail, ImmutableArray<int> rows, ulong identical, long cut)
    {
        if (entry.Note is { } note)
            yield return note;
        if (contradictions.TryGetValue(candidate.Family, out var contradiction))
            yield return contradiction.Note;
        if (candidate.Member < 0 && identical == 0 && report.InPart.ContainsKey(candidate.Family))
            yield return "searched in part";
        if (candidate.Member < 0 && identical != 0)
            yield return "without an identical record";
        if (detail.Compared == 0)
            yield return "no common locus";
        foreach (int row in rows)
        {
            int equal = IdentityCheck.EqualLoci(search.Children, child.Row, search.Relatives.Store, row);
            int more = equal > 0 ? further?.Invoke(child.Row, row) ?? 0 : -1;
            if (equal > 0 && more >= 0 && equal + more < ScanOptions.IdenticalLoci)
                yield return $"{search.Relatives.Labels.IdOf(row)} is equal at all common loci, only {equal + more}: too few to tell an identical record";
        }

        if (cut > 0)
            yield return $"{cut} more equal";
    }

    // A member alone stands above its family: one of the stated relatives does not fit, and the reader should see how badly.
    private IEnumerable<string> Beside(Candidate candidate, FamilyEntry entry, ulong together)
    {
        if (candidate.Member < 0 || BitOperations.IsPow2(together))
            yield break;
        double log10 = new CompiledFamily(search.Ratios, search.Relatives.Store, entry.Search, together).ProductWithinBudget(child).Log10;
        yield return $"all stated relatives together: log10 LR {Short(log10)}";
    }

    // The ranking takes loci as independent; what their linkage would change stands beside it.
    private IEnumerable<string> Linkage(FamilyEntry entry, ulong members)
    {
        var family = new CompiledFamily(search.Ratios, search.Relatives.Store, entry.Search, members);
        var (log10, pairs) = family.WithLinkage(child, search.LinkedPairs);
        var panel = search.Model.Model.Panel;
        if (pairs.Count > 0)
            yield return $"log10 LR {Short(log10)} with linkage of {string.Join(", ", pairs.Select(p => $"{panel[p.First].Name}-{panel[p.Second].Name}"))}";
    }

    private static string Short(double log10) =>
        double.IsNaN(log10) ? "undefined" : double.IsNegativeInfinity(log10) ? "-inf" : log10.ToString("0.0000", CultureInfo.InvariantCulture);
}

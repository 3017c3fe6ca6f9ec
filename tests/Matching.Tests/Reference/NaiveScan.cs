using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;

namespace Matching.Tests.Reference;

/// <summary>The search as one would say it: every pair compared, everything sorted, the best taken. Slow, and obviously right.</summary>
internal static class NaiveScan
{
    /// <summary>The candidates of a child, and how many more equal the last of them.</summary>
    public static (List<Candidate> Best, long CutEqual) Of(ChildQuery child, ProfileStore relatives, IReadOnlyList<SearchFamily> families, int top, double minimum)
    {
        var all = new List<Candidate>();
        for (int f = 0; f < families.Count; f++)
            AddFamily(child, relatives, families[f], f, all);
        List<Candidate> kept = [.. all.Where(c => !double.IsNaN(c.Log10) && c.Log10 >= minimum).Order()];
        long cut = kept.Count > top ? kept.Skip(top).Count(c => c.Log10 == kept[top - 1].Log10) : 0;
        return ([.. kept.Take(top)], cut);
    }

    /// <summary>The members with the child's own genotypes at ten or more common loci.</summary>
    public static IEnumerable<(int Family, int Member)> Identities(ChildQuery child, ProfileStore relatives, IReadOnlyList<SearchFamily> families) =>
        from f in Enumerable.Range(0, families.Count)
        from m in Enumerable.Range(0, families[f].Members.Length)
        where IsIdentical(child, relatives, families[f].Members[m])
        select (f, m);

    private static void AddFamily(ChildQuery child, ProfileStore relatives, SearchFamily family, int index, List<Candidate> all)
    {
        int[] present = [.. Enumerable.Range(0, family.Members.Length).Where(m => !IsIdentical(child, relatives, family.Members[m]))];
        if (present.Length == 0)
            return;
        double Log10(IEnumerable<int> members) =>
            new CompiledFamily(child.Ratios, relatives, family, members.Aggregate(0UL, (set, m) => set | 1UL << m)).Product(child).Log10;
        double together = Log10(present);
        all.Add(new Candidate(together, index, -1));
        if (present.Length == 1)
            return;
        foreach (int m in present)
            if (Log10([m]) is var alone && !(alone <= together) && SharesLocus(child, relatives, family.Members[m]))
                all.Add(new Candidate(alone, index, m));
    }

    private static bool SharesLocus(ChildQuery child, ProfileStore relatives, int row) =>
        child.Loci.Any(l => relatives.CodeAt(row, l) != ProfileStore.Missing);

    private static bool IsIdentical(ChildQuery child, ProfileStore relatives, int row)
    {
        int[] common = [.. child.Loci.Where(l => relatives.CodeAt(row, l) != ProfileStore.Missing)];
        return common.Length >= ScanOptions.IdenticalLoci && common.All(l => child.At(l).Genotype == relatives.GenotypeAt(row, l));
    }
}

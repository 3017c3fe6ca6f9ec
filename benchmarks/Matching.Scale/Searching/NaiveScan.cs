using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Pedigrees;

namespace Matching.Scale.Searching;

/// <summary>The plainest scan over the engine's tables: a product per pair, a logarithm, a sort.</summary>
/// <remarks>No filter, no bar, no scaling: over 24 loci nothing that reaches a threshold leaves the range of a double.</remarks>
internal static class NaiveScan
{
    /// <summary>Candidates among relatives in one role; families are rows.</summary>
    public static List<Candidate> OfRole(ChildQuery child, FamilySnapshot families, FamilyRole role, double log10) =>
        Sorted(Enumerable.Range(0, families.Count).Select(f => new Candidate(Math.Log10(Single(child, families.Relatives, role, families[f].Members[0])), f, -1)), log10);

    /// <summary>Candidates among couples, a member alone where it says more than both.</summary>
    public static List<Candidate> OfCouples(ChildQuery child, FamilySnapshot families, double log10) =>
        Sorted(Enumerable.Range(0, families.Count).SelectMany(f => Of(child, families, f)), log10);

    private static IEnumerable<Candidate> Of(ChildQuery child, FamilySnapshot families, int f)
    {
        int father = families[f].Members[0], mother = families[f].Members[1];
        double together = Math.Log10(Couple(child, families.Relatives, father, mother));
        yield return new Candidate(together, f, -1);
        double his = Math.Log10(Single(child, families.Relatives, FamilyRole.Father, father)), hers = Math.Log10(Single(child, families.Relatives, FamilyRole.Mother, mother));
        if (his > together)
            yield return new Candidate(his, f, 0);
        if (hers > together)
            yield return new Candidate(hers, f, 1);
    }

    private static double Single(ChildQuery child, ProfileStore relatives, FamilyRole role, int row)
    {
        var tables = child.Tables(role, relatives.DropOutOf(row));
        double product = 1;
        foreach (int locus in child.Loci)
            if (relatives.CodeAt(row, locus) is var code && code != ProfileStore.Missing)
                product *= tables[locus][code];
        return product;
    }

    private static double Couple(ChildQuery child, ProfileStore relatives, int father, int mother)
    {
        double product = 1;
        foreach (int locus in child.Loci)
            if (relatives.CodeAt(father, locus) != ProfileStore.Missing || relatives.CodeAt(mother, locus) != ProfileStore.Missing)
                product *= child.Couple(locus, relatives, father, mother);
        return product;
    }

    private static List<Candidate> Sorted(IEnumerable<Candidate> candidates, double log10) => [.. candidates.Where(candidate => candidate.Log10 >= log10).Order()];
}

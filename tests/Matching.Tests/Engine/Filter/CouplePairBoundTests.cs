using Matching.Engine.Classes;
using Matching.Engine.Filter;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Engine.Filter;

/// <summary>docs/no-miss.md, (4), pair by pair against the form of the exact comparison, also where a class holds several genotypes.</summary>
public sealed class CouplePairBoundTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_couple_is_above_the_sum_of_its_parts(bool mutates)
    {
        var search = new RandomSearch(4, 6, 24, 0, 0, mutates, children: 2, families: 1);
        for (int c = 0; c < search.Children.Count; c++)
        {
            var child = new ChildQuery(search.Ratios, search.Children, c);
            for (int locus = 0; locus < 6; locus++)
                AssertBound(child, locus);
        }
    }

    private static void AssertBound(ChildQuery child, int locus)
    {
        LocusTable father = child.Tables(FamilyRole.Father, 0)[locus], mother = child.Tables(FamilyRole.Mother, 0)[locus];
        var form = child.Couples(0, 0)[locus].Form;
        var classes = GenotypeClasses.Of(child.Ratios.Model.At(locus).Frequencies);
        var (rowOfFather, rowOfMother) = CouplePairBound.Of(child.Ratios, child.Couples(0, 0)[locus].Ratios, locus, child.SexAt(locus), child.At(locus), 0, 0)!.Value;
        int codes = father.Ratios.Length;
        for (int f = 0; f <= codes; f++)
            for (int m = 0; m <= codes; m++)
            {
                double ratio = f == codes ? (m == codes ? 1 : mother[m]) : m == codes ? father[f] : form.Of(f, m);
                double bound = Part(rowOfFather, classes, f, codes) + Part(rowOfMother, classes, m, codes);
                Assert.True(Math.Log10(ratio) <= bound + 1e-9, $"locus {locus}, codes {f} and {m}: {Math.Log10(ratio):R} above {bound:R}");
            }
    }

    private static double Part(DeficitRow row, GenotypeClasses classes, int code, int codes)
    {
        ushort deficit = row.ByClass[classes.Of(code == codes ? ProfileStore.Missing : (ushort)code)];
        return deficit == DeficitRow.Impossible ? double.NegativeInfinity : row.Maximum - (double)deficit / DeficitRow.UnitsPerDecade;
    }
}

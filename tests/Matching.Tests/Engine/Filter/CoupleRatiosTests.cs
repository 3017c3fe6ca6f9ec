using Matching.Engine.Filter;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Engine.Filter;

/// <summary>docs/no-miss.md, section 6: the closed form of a couple against the calculator, and (4) against it, couple by couple.</summary>
public sealed class CoupleRatiosTests
{
    public static TheoryData<double, bool, bool, double, double> Settings
    {
        get
        {
            var data = new TheoryData<double, bool, bool, double, double>();
            foreach (double theta in (double[])[0, 0.01, 0.03, 0.1])
                foreach (bool isX in (bool[])[false, true])
                    foreach (bool silent in (bool[])[false, true])
                        foreach (var (ofChild, ofParents) in ((double, double)[])[(0, 0), (0.05, 0), (0, 0.1), (0.3, 0.02)])
                            data.Add(theta, isX, silent, ofChild, ofParents);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_couple_has_the_ratio_of_the_calculator_and_stays_below_its_bound(double theta, bool isX, bool silent, double childDropOut, double parentDropOut)
    {
        for (int kind = 0; kind < 4; kind++)
        {
            var random = new Random(kind * 7919 + (int)(theta * 1000));
            var ratios = RatiosOf(random, 2 + random.Next(3), theta, isX, silent, kind);
            foreach (var sex in isX ? (Sex[])[Sex.Male, Sex.Female] : [Sex.Unknown])
                AssertCouples(ratios, sex, childDropOut, parentDropOut, kind % 2 == 0 ? parentDropOut : 0);
        }
    }

    [Fact]
    public void Six_alleles_with_everything_at_once_are_covered() =>
        AssertCouples(RatiosOf(new Random(6), 6, 0.03, isX: false, silent: true, kind: 0), Sex.Unknown, 0.1, 0.05, 0);

    [Fact]
    public void A_mother_who_mutates_less_beside_the_father_is_bounded_by_her_own_model()
    {
        var one = RatiosOf(new Random(3), 4, 0.02, isX: false, silent: false, kind: 3);
        var ratios = new LocusRatios(one.Model, one.Model.With(l => l with { Female = new GbT37223Mutation(GbT37223Mutation.MotherInTrioRate) }));
        AssertCouples(ratios, Sex.Unknown, 0, 0, 0);
    }

    [Fact]
    public void A_child_that_cannot_be_or_lies_outside_the_column_has_no_closed_form()
    {
        var x = RatiosOf(new Random(1), 3, 0.01, isX: true, silent: false, kind: 0).Model.At(0);
        var twoAlleles = new Observation(Genotype.Of(x.Frequencies.Alleles[0], x.Frequencies.Alleles[1]));
        Assert.Null(CoupleRatios.Of(x, Sex.Male, twoAlleles, 0, 0));
        Assert.NotNull(CoupleRatios.Of(x, Sex.Female, twoAlleles, 0, 0));
        Assert.Null(CoupleRatios.Of(x, Sex.Unknown, twoAlleles, 0, 0));
        Assert.Null(CoupleRatios.Of(x, Sex.Female, new Observation(Genotype.Of(Allele.Of(99))), 0, 0));
    }

    private static void AssertCouples(LocusRatios ratios, Sex childSex, double childDropOut, double fatherDropOut, double motherDropOut)
    {
        var model = ratios.ModelFor(bothParents: true).At(0);
        Genotype[] genotypes = GenotypesOf(model.Frequencies);
        var exact = new double[genotypes.Length, genotypes.Length][];
        for (int f = 0; f < genotypes.Length; f++)
            for (int m = 0; m < genotypes.Length; m++)
                exact[f, m] = ratios.OverChildOfCouple(0, childSex, new Observation(genotypes[f], fatherDropOut), new Observation(genotypes[m], motherDropOut), childDropOut);
        for (int c = 0; c < genotypes.Length; c++)
        {
            var child = new Observation(genotypes[c], childDropOut);
            if (CoupleRatios.Of(model, childSex, child, fatherDropOut, motherDropOut) is { } closed)
                AssertCouples(ratios, closed, (f, m) => exact[f, m][c], childSex, child, fatherDropOut, motherDropOut);
            else
                Assert.True(childSex == Sex.Male && !genotypes[c].IsSingle);
        }
    }

    private static void AssertCouples(
        LocusRatios ratios, CoupleRatios closed, Func<int, int, double> exact, Sex childSex, Observation child, double fatherDropOut, double motherDropOut)
    {
        double[] father = ratios.OverMember(0, FamilyRole.Father, childSex, child, fatherDropOut), mother = ratios.OverMember(0, FamilyRole.Mother, childSex, child, motherDropOut);
        var classes = GenotypeClasses.Of(ratios.Model.At(0).Frequencies);
        var (ofFather, ofMother) = CouplePairBound.Of(ratios, 0, childSex, child, fatherDropOut, motherDropOut, classes)!.Value;
        int missing = father.Length;
        for (int m = 0; m <= missing; m++)
            for (int f = 0; f <= missing; f++)
            {
                double ratio = f == missing ? m == missing ? 1 : mother[m] : m == missing ? father[f] : exact(f, m);
                if (f < missing && m < missing && closed.Of(f, m) is var known)
                    Assert.True(double.IsNaN(ratio) ? double.IsNaN(known) : Math.Abs(known - ratio) <= 1e-11 * ratio, $"codes {f} and {m}: {known:R} is not {ratio:R}");
                double bound = Part(ofFather, classes, f, missing) + Part(ofMother, classes, m, missing);
                Assert.True(double.IsNaN(ratio) || Math.Log10(ratio) <= bound + 1e-14, $"codes {f} and {m}: {Math.Log10(ratio):R} above {bound:R}");
            }
    }

    private static double Part(DeficitRow row, GenotypeClasses classes, int code, int missing)
    {
        ushort deficit = row.ByClass[classes.Of(code == missing ? ProfileStore.Missing : (ushort)code)];
        return deficit == DeficitRow.Impossible ? double.NegativeInfinity : row.Maximum - (double)deficit / DeficitRow.UnitsPerDecade;
    }

    private static LocusRatios RatiosOf(Random random, int alleles, double theta, bool isX, bool silent, int kind)
    {
        var (female, male) = kind switch
        {
            0 => ((MutationModel)new StepwiseMutation(0.004, 1e-6, 0.1), (MutationModel)new StepwiseMutation(0.02, 1e-5, 0.1)),
            1 => (new NoMutation(), new NoMutation()),
            2 => (new EqualMutation(0.001), new ProportionalMutation(0.01)),
            _ => GbT37223Mutation.Pair(trio: false),
        };
        List<Allele> names = [.. Enumerable.Range(0, alleles).Select(i => Allele.Of(8 + i, i % 4 == 3 ? 3 : 0))];
        List<double> published = [.. names.Select(_ => random.NextDouble() + 0.01)];
        if (silent)
        {
            names.Add(Allele.Silent);
            published.Add(0.1 * published.Sum());
        }

        var locus = new Locus("L", isX ? Inheritance.X : Inheritance.Autosomal);
        return new LocusRatios(new KinshipModel([new KinshipLocus(locus, [.. names], [.. published], 500, female, male)], RareAllelePolicy.FiveOverTwoN, theta));
    }

    private static Genotype[] GenotypesOf(AlleleFrequencies frequencies) =>
        [.. from b in Enumerable.Range(0, frequencies.VisibleCount) from a in Enumerable.Range(0, b + 1) select Genotype.Of(frequencies.Alleles[a], frequencies.Alleles[b])];
}

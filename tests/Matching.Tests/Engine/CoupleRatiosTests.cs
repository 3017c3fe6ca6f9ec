using Matching.Engine.Classes;
using Matching.Engine.Filter;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Engine;

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

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.03, false)]
    [InlineData(0.03, true)]
    public void A_child_with_an_allele_that_the_column_lacks_is_bounded_over_the_column_with_it(double theta, bool isX)
    {
        var ratios = RatiosOf(new Random(5), 4, theta, isX, silent: true, kind: 0);
        var frequencies = ratios.Model.At(0).Frequencies;
        Genotype[] genotypes = GenotypesOf(frequencies), unseen = [Genotype.Of(Allele.Of(13)), Genotype.Of(Allele.Of(13), frequencies.Alleles[1])];
        var shape = FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]);
        foreach (var genotype in unseen)
        {
            var child = new Observation(genotype, 0.05);
            var sex = isX ? Sex.Female : Sex.Unknown;
            AssertCouples(
                ratios, CoupleRatios.Of(ratios.Model, 0, sex, child, 0.1, 0.02)!,
                (f, m) => ratios.Together(0, shape, shape.All, sex, [child, new Observation(genotypes[f], 0.1), new Observation(genotypes[m], 0.02)]),
                sex, child, 0.1, 0.02);
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.03, false)]
    [InlineData(0.03, true)]
    public void Parents_with_alleles_that_the_column_lacks_have_the_calculator_s_ratio(double theta, bool silent)
    {
        var ratios = RatiosOf(new Random(6), 3, theta, isX: false, silent, kind: 0);
        var known = ratios.Model.At(0).Frequencies.Alleles;
        Genotype[] records = [Genotype.Of(Allele.Of(13)), Genotype.Of(Allele.Of(13), known[1]), Genotype.Of(Allele.Of(14), Allele.Of(13)), Genotype.Of(known[0], known[1]), Genotype.Of(known[0])];
        var shape = FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]);
        foreach (var c in records)
            foreach (var f in records)
                foreach (var m in records)
                {
                    Observation child = new(c, 0.05), father = new(f, 0.1), mother = new(m);
                    double expected = ratios.Together(0, shape, shape.All, Sex.Unknown, [child, father, mother]);
                    Assert.Equal(1, CoupleRatios.OfPair(ratios.Model, 0, Sex.Unknown, child, father, mother) / expected, 1e-12);
                }
    }

    [Fact]
    public void A_son_with_two_alleles_at_an_X_locus_has_no_bound()
    {
        var ratios = RatiosOf(new Random(1), 3, 0.01, isX: true, silent: false, kind: 0);
        var frequencies = ratios.Model.At(0).Frequencies;
        var two = new Observation(Genotype.Of(frequencies.Alleles[0], frequencies.Alleles[1]));
        Assert.Null(CoupleRatios.Of(ratios.Model, 0, Sex.Male, two, 0, 0));
        Assert.Null(CouplePairBound.Of(ratios, null, 0, Sex.Male, two, 0, 0));
        Assert.NotNull(CoupleRatios.Of(ratios.Model, 0, Sex.Female, two, 0, 0));
    }

    private static void AssertCouples(LocusRatios ratios, Sex childSex, double childDropOut, double fatherDropOut, double motherDropOut)
    {
        var model = ratios.ModelFor(bothParents: true);
        Genotype[] genotypes = GenotypesOf(model.At(0).Frequencies);
        var shape = FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]);
        var exact = new double[genotypes.Length, genotypes.Length][];
        for (int f = 0; f < genotypes.Length; f++)
            for (int m = 0; m < genotypes.Length; m++)
                exact[f, m] = ratios.OverChild(0, shape, shape.All, childSex, [new Observation(genotypes[f], fatherDropOut), new Observation(genotypes[m], motherDropOut)], childDropOut);
        for (int c = 0; c < genotypes.Length; c++)
        {
            var child = new Observation(genotypes[c], childDropOut);
            if (CoupleRatios.Of(model, 0, childSex, child, fatherDropOut, motherDropOut) is { } closed)
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
        var (ofFather, ofMother) = CouplePairBound.Of(ratios, closed, 0, childSex, child, fatherDropOut, motherDropOut)!.Value;
        int missing = father.Length;
        double Ratio(int f, int m) => f == missing ? m == missing ? 1 : mother[m] : m == missing ? father[f] : exact(f, m);
        for (int f = 0; f < missing; f++)
            for (int m = 0; m < missing; m++)
                Assert.True(closed.Of(f, m) is var known && double.IsNaN(known) ? double.IsNaN(exact(f, m)) : Math.Abs(known - exact(f, m)) <= 1e-13 * known, $"codes {f} and {m}: {known:R} is not {exact(f, m):R}");
        int[] codes = [.. Enumerable.Range(0, missing + 1)];
        double[] best = [.. codes.Select(m => Largest(codes.Select(f => Ratio(f, m))))];
        double[] left = [.. codes.Select(f => Largest(codes.Where(m => best[m] > 0).Select(m => Ratio(f, m) / best[m])))];
        foreach (int code in codes)
        {
            AssertNeitherBelowNorLoose(best[code], Part(ofMother, classes, code, missing), $"mother {code}");
            AssertNeitherBelowNorLoose(left[code], Part(ofFather, classes, code, missing), $"father {code}");
        }

        foreach (int m in codes)
            foreach (int f in codes)
                Assert.False(Math.Log10(Ratio(f, m)) > Part(ofFather, classes, f, missing) + Part(ofMother, classes, m, missing) + 1e-14, $"codes {f} and {m} are above their bound");
    }

    // A row holds units of 1/2048 decade.
    private static void AssertNeitherBelowNorLoose(double largest, double part, string who) =>
        Assert.True(largest == 0 ? double.IsNegativeInfinity(part) : part - Math.Log10(largest) is > -1e-14 and < 1.01 / DeficitRow.UnitsPerDecade, $"{who}: {part:R} stands for {largest:R}");

    // An undefined ratio enters no ranking.
    private static double Largest(IEnumerable<double> ratios) => ratios.Where(r => !double.IsNaN(r)).Append(0).Max();

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

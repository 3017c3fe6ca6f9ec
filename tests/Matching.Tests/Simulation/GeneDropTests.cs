using Matching.Genetics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;
using Matching.Genetics.Simulation;
using Matching.Tests.Reference;

namespace Matching.Tests.Simulation;

public class GeneDropTests
{
    private const int Runs = 40_000;

    private static readonly Allele A = Allele.Of(10), B = Allele.Of(11), C = Allele.Of(12);
    private static readonly MutationModel None = new NoMutation();
    private static readonly Pedigree Family = new(
    [
        new Person("father", Sex.Male), new Person("mother", Sex.Female),
        new Person("son", Sex.Male, "father", "mother"), new Person("daughter", Sex.Female, "father", "mother"),
    ]);

    [Fact]
    public void Same_seed_gives_the_same_run()
    {
        var drop = new GeneDrop(Family, [Locus(0.03, new EqualMutation(0.1)), Locus(0, None)], new Dictionary<string, double>(StringComparer.Ordinal) { ["son"] = 0.3 });
        var one = drop.Next(new Random(7));
        var other = drop.Next(new Random(7));
        for (int person = 0; person < 4; person++)
            for (int locus = 0; locus < 2; locus++)
            {
                Assert.Equal(one.TrueAt(person, locus), other.TrueAt(person, locus));
                Assert.Equal(one.ObservedAt(person, locus), other.ObservedAt(person, locus));
                Assert.Equal(one.ObservedAt(person, locus), one.ObservedOf(person)[locus]);
            }
    }

    [Fact]
    public void Founders_and_absent_parents_follow_the_frequencies()
    {
        var child = new Pedigree([new Person("father", Sex.Male), new Person("child", Sex.Female, "father")]);
        var drop = new GeneDrop(child, [Locus(0, new EqualMutation(0.3))]);
        AssertShare(0.2, 1, drop, run => run.TrueAt(0, 0).Paternal == A);
        AssertShare(0.3, 2, drop, run => run.TrueAt(0, 0).Maternal == B);
        AssertShare(0.5, 3, drop, run => run.TrueAt(1, 0).Maternal == C);
    }

    [Fact]
    public void Children_are_Mendelian_without_mutation()
    {
        var drop = new GeneDrop(Family, [Locus(0.02, None), Locus(0, None)]);
        var random = new Random(5);
        for (int i = 0; i < 1000; i++)
        {
            var run = drop.Next(random);
            for (int locus = 0; locus < 2; locus++)
                foreach (int child in new[] { 2, 3 })
                {
                    TrueAlleles father = run.TrueAt(0, locus), mother = run.TrueAt(1, locus), alleles = run.TrueAt(child, locus);
                    Assert.True(alleles.Paternal == father.Paternal || alleles.Paternal == father.Maternal);
                    Assert.True(alleles.Maternal == mother.Paternal || alleles.Maternal == mother.Maternal);
                    Assert.Equal(Genotype.Of(alleles.Paternal, alleles.Maternal), run.ObservedAt(child, locus));
                }
        }
    }

    [Fact]
    public void Mutations_come_at_the_rate_of_the_matrix_of_each_sex()
    {
        var model = new LocusModel(new Locus("L"), new Population(Frequencies), new EqualMutation(0.1), new StepwiseMutation(0.2, 0, 0.25));
        var drop = new GeneDrop(Family, [model]);
        AssertShareGiven(0.05, 1, drop, run => run.TrueAt(1, 0) == new TrueAlleles(C, C), run => run.TrueAt(2, 0).Maternal == A);
        AssertShareGiven(0.04, 2, drop, run => run.TrueAt(0, 0) == new TrueAlleles(C, C), run => run.TrueAt(3, 0).Paternal == A);
        AssertShareGiven(0.16, 3, drop, run => run.TrueAt(0, 0) == new TrueAlleles(C, C), run => run.TrueAt(3, 0).Paternal == B);
    }

    [Fact]
    public void Fathers_give_their_only_X_to_daughters_and_none_to_sons()
    {
        var drop = new GeneDrop(Family, [new LocusModel(new Locus("X", Inheritance.X), new Population(Frequencies), None, None)]);
        var random = new Random(3);
        for (int i = 0; i < 500; i++)
        {
            var run = drop.Next(random);
            Assert.True(run.TrueAt(0, 0).Paternal.IsNone && run.TrueAt(2, 0).Paternal.IsNone);
            Assert.Equal(run.TrueAt(0, 0).Maternal, run.TrueAt(3, 0).Paternal);
            Assert.True(run.TrueAt(2, 0).Maternal == run.TrueAt(1, 0).Paternal || run.TrueAt(2, 0).Maternal == run.TrueAt(1, 0).Maternal);
            Assert.True(run.ObservedAt(2, 0).IsSingle);
        }
    }

    [Fact]
    public void Theta_raises_homozygosity()
    {
        const double theta = 0.2, p = 0.3;
        AssertShare(p * p + theta * p * (1 - p), 4, new GeneDrop(Family, [Locus(theta, None)]), run => run.TrueAt(0, 0) == new TrueAlleles(B, B));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.12)]
    [InlineData(0.5)]
    public void Linked_loci_recombine_at_their_rate(double recombination)
    {
        var drop = new GeneDrop(Family, [Locus(0, None), Locus(0, None), Locus(0, None)], linked: [new LinkedLoci(0, 2, recombination)]);
        AssertShareGiven(recombination, 5, drop, run => IsHeterozygous(run, 0) && IsHeterozygous(run, 2), run => FromGrandfather(run, 0) != FromGrandfather(run, 2));
        AssertShareGiven(0.5, 6, drop, run => IsHeterozygous(run, 0) && IsHeterozygous(run, 1), run => FromGrandfather(run, 0) != FromGrandfather(run, 1));

        static bool IsHeterozygous(SimulatedPedigree run, int locus) => run.TrueAt(0, locus).Paternal != run.TrueAt(0, locus).Maternal;
        static bool FromGrandfather(SimulatedPedigree run, int locus) => run.TrueAt(2, locus).Paternal == run.TrueAt(0, locus).Paternal;
    }

    [Fact]
    public void Silent_and_dropped_alleles_are_not_seen()
    {
        var model = new LocusModel(new Locus("L"), new Population(new AlleleFrequencies([A], [1]).WithSilent(0.4)), None, None);
        var drop = new GeneDrop(Family, [model], new Dictionary<string, double>(StringComparer.Ordinal) { ["mother"] = 0.25 });
        AssertShare(0.16, 1, drop, run => run.ObservedAt(0, 0).IsMissing);
        AssertShare(0.36 * (1 - 0.0625) + 0.48 * 0.75, 2, drop, run => run.ObservedAt(1, 0) == Genotype.Of(A));
    }

    [Fact]
    public void Records_come_as_often_as_their_exhaustive_likelihood()
    {
        var model = new LocusModel(new Locus("L"), new Population(new AlleleFrequencies([A, B], [0.4, 0.6]), 0.1), new EqualMutation(0.05), new EqualMutation(0.2));
        var halfSiblings = new Pedigree([new Person("mother", Sex.Female), new Person("one", Sex.Male, Mother: "mother"), new Person("other", Sex.Male, Mother: "mother")]);
        var drop = new GeneDrop(halfSiblings, [model], new Dictionary<string, double>(StringComparer.Ordinal) { ["other"] = 0.2 });
        Genotype[] all = [Genotype.Of(A), Genotype.Of(A, B), Genotype.Of(B)];
        foreach (var one in all)
            foreach (var other in all)
            {
                double exact = Math.Exp(ExhaustiveLikelihood.LogOf(new Hypothesis("half", halfSiblings), ["one", "other"], model, [new Observation(one), new Observation(other, 0.2)]));
                AssertShare(exact, 9, drop, run => run.ObservedAt(1, 0) == one && run.ObservedAt(2, 0) == other);
            }
    }

    [Fact]
    public void Impossible_questions_are_refused_by_name()
    {
        var x = new LocusModel(new Locus("X", Inheritance.X), new Population(Frequencies), None, None);
        var y = new LocusModel(new Locus("Y", Inheritance.Y), new Population(Frequencies), None, None);
        AssertRefused("simulation.sex", () => new GeneDrop(new Pedigree([new Person("child", Sex.Unknown)]), [x]));
        AssertRefused("simulation.inheritance", () => new GeneDrop(Family, [y]));
        AssertRefused("simulation.drop-out", () => new GeneDrop(Family, [x], new Dictionary<string, double>(StringComparer.Ordinal) { ["son"] = 1 }));
        AssertRefused("simulation.drop-out", () => new GeneDrop(Family, [x], new Dictionary<string, double>(StringComparer.Ordinal) { ["nobody"] = 0.1 }));
        AssertRefused("simulation.linkage", () => new GeneDrop(Family, [x, Locus(0, None)], linked: [new LinkedLoci(0, 1, 0.1)]));
        AssertRefused("simulation.linkage", () => new GeneDrop(Family, [x, x], linked: [new LinkedLoci(0, 1, 0.6)]));
        AssertRefused("simulation.linkage", () => new GeneDrop(Family, [x, x, x], linked: [new LinkedLoci(0, 2, 0.1), new LinkedLoci(1, 2, 0.1)]));
    }

    private static AlleleFrequencies Frequencies => new([A, B, C], [0.2, 0.3, 0.5]);

    private static LocusModel Locus(double theta, MutationModel mutation) => new(new Locus("L"), new Population(Frequencies, theta), mutation, mutation);

    private static void AssertRefused(string code, Func<GeneDrop> make) => Assert.Equal(code, Assert.Throws<PedigreeException>(make).Code);

    private static void AssertShare(double expected, int seed, GeneDrop drop, Predicate<SimulatedPedigree> counts) =>
        AssertShareGiven(expected, seed, drop, _ => true, counts);

    /// <summary>The share is within five standard errors; the seed is fixed, so the answer never changes.</summary>
    private static void AssertShareGiven(double expected, int seed, GeneDrop drop, Predicate<SimulatedPedigree> given, Predicate<SimulatedPedigree> counts)
    {
        var random = new Random(seed);
        int tried = 0, counted = 0;
        for (int i = 0; i < Runs; i++)
        {
            var run = drop.Next(random);
            if (!given(run))
                continue;
            tried++;
            if (counts(run))
                counted++;
        }

        Assert.InRange(tried, Runs / 100, Runs);
        Assert.Equal(expected, (double)counted / tried, 5 * Math.Sqrt(expected * (1 - expected) / tried) + 1e-12);
    }
}

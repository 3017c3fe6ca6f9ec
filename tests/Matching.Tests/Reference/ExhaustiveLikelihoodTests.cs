using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Reference;

public class ExhaustiveLikelihoodTests
{
    private const double P = 0.2, Q = 0.3, R = 0.5;

    private static readonly Allele A = Allele.Of(10), B = Allele.Of(11), C = Allele.Of(12);
    private static readonly AlleleFrequencies Three = new([A, B, C], [P, Q, R]);
    private static readonly MutationModel None = new NoMutation();
    private static readonly LocusModel Plain = Model(Three);

    private static readonly Person Father = new("father", Sex.Male), Mother = new("mother", Sex.Female);
    private static readonly Person Son = new("son", Sex.Male, "father", "mother"), Daughter = new("daughter", Sex.Female, "father", "mother");

    [Fact]
    public void Untyped_pedigree_has_likelihood_one()
    {
        var family = Family(Father, Mother, Son, Daughter);
        var stepwise = new StepwiseMutation(0.05, 0, 0.5);
        var silent = new Population(new AlleleFrequencies([A, B], [P, 1 - P]).WithSilent(0.1), 0.05);
        foreach (var inheritance in new[] { Inheritance.Autosomal, Inheritance.X })
            foreach (var model in new[] { new LocusModel(new Locus("L", inheritance), silent, stepwise, stepwise), new LocusModel(new Locus("L", inheritance), new Population(Three), stepwise, None) })
                Assert.Equal(0, ExhaustiveLikelihood.LogOf(family, [], model, []), 1e-12);
    }

    [Fact]
    public void Likelihoods_of_all_records_sum_to_one()
    {
        Genotype[] all = [Seen(A), Seen(A, B), Seen(B), Seen(A, C), Seen(B, C), Seen(C)];
        double sum = 0;
        foreach (var father in all)
            foreach (var son in all)
                sum += Likelihood(Family(Father, Mother, Son), Model(Three, theta: 0.03, male: new EqualMutation(0.1)), ("father", father), ("son", son));
        Assert.Equal(1, sum, 1e-12);
    }

    [Fact]
    public void Trio_is_founders_times_transmission()
    {
        AssertEqual(P * P * (2 * P * Q) * 0.5, Likelihood(Family(Father, Mother, Son), Plain, ("father", Seen(A)), ("mother", Seen(A, B)), ("son", Seen(A))));
        AssertEqual(0, Likelihood(Family(Father, Mother, Son), Plain, ("father", Seen(A)), ("mother", Seen(A)), ("son", Seen(B))));
    }

    [Fact]
    public void Full_siblings_follow_the_classical_formula()
    {
        var siblings = Family(Father, Mother, Son, Daughter);
        AssertEqual(P * P * (0.25 + P / 2 + P * P / 4), Likelihood(siblings, Plain, ("son", Seen(A)), ("daughter", Seen(A))));
        AssertEqual(2 * P * Q * (0.25 + (P + Q) / 4 + 2 * P * Q / 4), Likelihood(siblings, Plain, ("son", Seen(A, B)), ("daughter", Seen(A, B))));
        AssertEqual(P * P * (2 * Q * R / 4), Likelihood(siblings, Plain, ("son", Seen(A)), ("daughter", Seen(B, C))));
    }

    [Fact]
    public void Theta_duo_draws_all_founder_alleles_from_one_pool()
    {
        const double theta = 0.03;
        var model = Model(Three, theta);
        double related = Likelihood(Family(Father, new Person("son", Sex.Male, "father")), model, ("father", Seen(A)), ("son", Seen(A)));
        double unrelated = Likelihood(Family(Father, new Person("son", Sex.Male)), model, ("father", Seen(A)), ("son", Seen(A)));
        double second = theta + (1 - theta) * P, third = (2 * theta + (1 - theta) * P) / (1 + theta), fourth = (3 * theta + (1 - theta) * P) / (1 + 2 * theta);
        AssertEqual(P * second * third, related);
        AssertEqual(P * second * third * fourth, unrelated);
        AssertEqual(P * P + theta * P * (1 - P), Likelihood(Family(Father), model, ("father", Seen(A))));
        AssertEqual(2 * P * Q * (1 - theta), Likelihood(Family(Father), model, ("father", Seen(A, B))));
    }

    [Fact]
    public void Male_has_one_X_from_his_mother_and_gives_it_to_daughters()
    {
        var x = new LocusModel(new Locus("X", Inheritance.X), new Population(Three), new EqualMutation(0.02), new EqualMutation(0.1));
        var family = Family(Father, Mother, Son, Daughter);
        AssertEqual(P, Likelihood(family, x, ("father", Seen(A))));
        AssertEqual(0, Likelihood(family, x, ("father", Seen(A, B))));
        AssertEqual(2 * P * Q * (0.98 + 0.01) / 2, Likelihood(family, x, ("mother", Seen(A, B)), ("son", Seen(A))));
        AssertEqual(P * (Q * Q) * 0.05 * 0.98, Likelihood(family, x, ("father", Seen(A)), ("mother", Seen(B)), ("daughter", Seen(B))));
        double motherAndSon = Likelihood(family, x, ("mother", Seen(A, B)), ("son", Seen(A)));
        AssertEqual(R * motherAndSon, Likelihood(family, x, ("father", Seen(C)), ("mother", Seen(A, B)), ("son", Seen(A))));
    }

    [Fact]
    public void Absent_parent_is_a_draw_and_a_named_one_mutates()
    {
        var model = Model(Three, female: new EqualMutation(0.1), male: new EqualMutation(0.2));
        double fromFather = 0.8 * P + 0.1 * (Q + R), fromMother = 0.9 * P + 0.05 * (Q + R);
        AssertEqual(fromFather * fromMother, Likelihood(Family(Father, Mother, Son), model, ("son", Seen(A))));
        AssertEqual(fromFather * P, Likelihood(Family(Father, new Person("son", Sex.Male, "father")), model, ("son", Seen(A))));
        AssertEqual(Q * Q * 0.1 * P, Likelihood(Family(Father, new Person("son", Sex.Male, "father")), model, ("father", Seen(B)), ("son", Seen(A))));
    }

    [Fact]
    public void Drop_out_hides_each_copy_by_itself()
    {
        const double d = 0.1;
        var family = Family(Father);
        AssertEqual(P * P * (1 - d * d) + 2 * P * (1 - P) * d * (1 - d), LikelihoodWith(d, family, Plain, ("father", Seen(A))));
        AssertEqual(2 * P * Q * (1 - d) * (1 - d), LikelihoodWith(d, family, Plain, ("father", Seen(A, B))));
    }

    [Fact]
    public void Silent_allele_hides_behind_a_single_one()
    {
        const double s = 0.1, d = 0.2;
        double p = P * (1 - s), q = Q * (1 - s);
        var model = Model(Three.WithSilent(s));
        AssertEqual(p * p + 2 * p * s, Likelihood(Family(Father), model, ("father", Seen(A))));
        AssertEqual(p * p * (1 - d * d) + 2 * p * s * (1 - d) + 2 * p * (1 - p - s) * d * (1 - d), LikelihoodWith(d, Family(Father), model, ("father", Seen(A))));
        AssertEqual(p * s * q, Likelihood(Family(Father, new Person("son", Sex.Male, "father")), model, ("father", Seen(A)), ("son", Seen(B))));
    }

    [Fact]
    public void Identical_persons_share_one_genotype()
    {
        var same = new Hypothesis("same", new Pedigree([Father]), [["father", "trace"]]);
        AssertEqual(2 * P * Q, Likelihood(same, Plain, ("father", Seen(A, B)), ("trace", Seen(A, B))));
        AssertEqual(0, Likelihood(same, Plain, ("father", Seen(A, B)), ("trace", Seen(A))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void Linked_grandparent_follows_the_closed_formula(double recombination)
    {
        var family = Family(new Person("grandmother", Sex.Female), new Person("father", Sex.Male, Mother: "grandmother"), new Person("child", Sex.Female, "father"));
        var other = Model(new AlleleFrequencies([A, B], [0.4, 0.6]));
        const double s = 0.4;
        Observation[] first = [new(Seen(A)), new(Seen(A))];
        double passed = (1 - recombination) / 2 * (1 + P * s) + recombination / 2 * (P + s);
        double log = ExhaustiveLikelihood.LogOfLinked(family, ["grandmother", "child"], Plain, other, recombination, first, first);
        AssertEqual(P * P * s * s * passed * P * s, Math.Exp(log));
    }

    [Fact]
    public void Linked_half_siblings_have_the_published_ratio()
    {
        // ISFG congress 2026, workshop of Vigeland and Egeland, exercise II-2: LR 38.79 with linkage, 34 without; pedprobr gives the natural logarithm.
        var vwa = Model(new AlleleFrequencies([Allele.Of(16), Allele.Of(17), Allele.Unsized(2)], [0.2, 0.3, 0.5]));
        var d12 = Model(new AlleleFrequencies([Allele.Of(20), Allele.Of(21), Allele.Unsized(2)], [0.01, 0.09, 0.9]));
        Observation[] atVwa = [new(Seen(Allele.Of(16), Allele.Of(17))), new(Seen(Allele.Of(17)))], atD12 = [new(Seen(Allele.Of(20), Allele.Of(21))), new(Seen(Allele.Of(20)))];
        var related = Family(Father, new Person("one", Sex.Male, "father"), new Person("other", Sex.Male, "father"));
        var unrelated = Family(new Person("one", Sex.Male), new Person("other", Sex.Male));
        double log = ExhaustiveLikelihood.LogOfLinked(related, ["one", "other"], vwa, d12, 0.11718098979138085, atVwa, atD12);
        Assert.Equal(-16.4004249251345, log, 1e-12);
        Assert.Equal(38.79, Math.Exp(log - ExhaustiveLikelihood.LogOfLinked(unrelated, ["one", "other"], vwa, d12, 0.11718098979138085, atVwa, atD12)), 0.005);
    }

    [Fact]
    public void Loci_with_free_recombination_are_independent_and_linkage_matters_for_siblings()
    {
        foreach (var inheritance in new[] { Inheritance.Autosomal, Inheritance.X })
        {
            var family = Family(Father, Mother, Daughter, new Person("sister", Sex.Female, "father", "mother"));
            var mutation = new EqualMutation(0.05);
            var two = new Population(new AlleleFrequencies([A, B], [0.4, 0.6]), 0.02);
            LocusModel first = new(new Locus("1", inheritance), two, mutation, None), second = new(new Locus("2", inheritance), two, None, mutation);
            Observation[] here = [new(Seen(A, B)), new(Seen(A, B))], there = [new(Seen(A)), new(Seen(A), 0.1)];
            string[] typed = ["daughter", "sister"];
            double apart = ExhaustiveLikelihood.LogOf(family, typed, first, here) + ExhaustiveLikelihood.LogOf(family, typed, second, there);
            Assert.Equal(apart, ExhaustiveLikelihood.LogOfLinked(family, typed, first, second, 0.5, here, there), 1e-12);
            Assert.NotEqual(apart, ExhaustiveLikelihood.LogOfLinked(family, typed, first, second, 0.01, here, there), 1e-3);
        }
    }

    private static LocusModel Model(AlleleFrequencies frequencies, double theta = 0, MutationModel? female = null, MutationModel? male = null) =>
        new(new Locus("L"), new Population(frequencies, theta), female ?? None, male ?? None);

    private static Hypothesis Family(params Person[] persons) => new("family", new Pedigree(persons));

    private static Genotype Seen(Allele one, Allele? other = null) => Genotype.Of(one, other ?? one);

    private static double Likelihood(Hypothesis hypothesis, LocusModel model, params (string Person, Genotype Genotype)[] records) =>
        LikelihoodWith(0, hypothesis, model, records);

    private static double LikelihoodWith(double dropOut, Hypothesis hypothesis, LocusModel model, params (string Person, Genotype Genotype)[] records) =>
        Math.Exp(ExhaustiveLikelihood.LogOf(hypothesis, [.. records.Select(r => r.Person)], model, [.. records.Select(r => new Observation(r.Genotype, dropOut))]));

    private static void AssertEqual(double expected, double actual) => Assert.Equal(expected, actual, 1e-14);
}

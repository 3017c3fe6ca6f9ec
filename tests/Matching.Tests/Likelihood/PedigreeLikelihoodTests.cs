using Matching.Genetics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using static Matching.Tests.Likelihood.Given;

namespace Matching.Tests.Likelihood;

public sealed class PedigreeLikelihoodTests
{
    private static readonly Hypothesis Trio = Of(Man("father"), Woman("mother"), Woman("child", "father", "mother"));

    [Fact]
    public void Untyped_pedigree_has_likelihood_one() =>
        Assert.Equal(0, new PedigreeLikelihood(Trio, ["child"]).LogOf(Locus(Thirds), [default]));

    [Fact]
    public void A_founder_follows_Hardy_Weinberg()
    {
        Equal(0.04, ProbabilityOf(Of(Man("x")), Locus(Thirds), ("x", Seen(A, A))));
        Equal(2 * 0.2 * 0.3, ProbabilityOf(Of(Man("x")), Locus(Thirds), ("x", Seen(B, A))));
    }

    [Fact]
    public void A_trio_is_founders_times_segregation() =>
        Equal(
            0.2 * 0.2 * (2 * 0.2 * 0.3) * 0.5,
            ProbabilityOf(Trio, Locus(Thirds), ("father", Seen(A, A)), ("mother", Seen(A, B)), ("child", Seen(A, B))));

    [Fact]
    public void A_duo_gives_the_textbook_paternity_index()
    {
        // Child a/b, alleged father a/c: PI = 1 / (4 p_a).
        double related = ProbabilityOf(Trio, Locus(Thirds), ("father", Seen(A, C)), ("child", Seen(A, B)));
        double unrelated = ProbabilityOf(Of(Man("father"), Woman("child")), Locus(Thirds), ("father", Seen(A, C)), ("child", Seen(A, B)));
        Equal(1 / (4 * 0.2), related / unrelated);
    }

    [Fact]
    public void Full_siblings_share_by_descent_with_quarter_half_quarter()
    {
        var siblings = Of(Man("f"), Woman("m"), Woman("x", "f", "m"), Man("y", "f", "m"));
        double p = 0.2;
        double expected = p * p * (0.25 + 0.5 * p + 0.25 * p * p);
        Equal(expected, ProbabilityOf(siblings, Locus(Thirds), ("x", Seen(A, A)), ("y", Seen(A, A))));
    }

    [Fact]
    public void One_named_parent_leaves_the_other_allele_to_the_population()
    {
        var mutation = new EqualMutation(0.1);
        var named = Of(Man("father"), Woman("child", "father"));
        var model = Locus(Thirds, female: mutation);
        double aToA = 0.9, cToA = 0.05, aToB = 0.05, cToB = 0.05;
        double expected = 2 * 0.2 * 0.5 * (0.5 * (aToA + cToA) * 0.3 + 0.5 * (aToB + cToB) * 0.2);
        Equal(expected, ProbabilityOf(named, model, ("father", Seen(A, C)), ("child", Seen(A, B))));
    }

    [Fact]
    public void A_named_untyped_parent_passes_through_the_mutation_matrix()
    {
        var model = Locus(Thirds, female: new EqualMutation(0.1));
        double[] passed = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 3).Sum(a => Thirds[a] * model.Female[a, c]))];
        Equal(2 * passed[0] * passed[1], ProbabilityOf(Trio, model, ("child", Seen(A, B))));
    }

    [Fact]
    public void Exclusion_is_a_result_and_not_an_error() =>
        Assert.True(double.IsNegativeInfinity(new PedigreeLikelihood(Trio, ["father", "child"]).LogOf(Locus(Thirds), [Seen(A, A), Seen(B, B)])));

    [Fact]
    public void Identical_persons_are_one_genome()
    {
        var identical = new Hypothesis("identical", new Pedigree([Man("x")]), [["x", "y"]]);
        Equal(2 * 0.2 * 0.3, ProbabilityOf(identical, Locus(Thirds), ("x", Seen(A, B)), ("y", Seen(A, B))));
        Assert.Equal(0, ProbabilityOf(identical, Locus(Thirds), ("x", Seen(A, B)), ("y", Seen(A, C))));
    }

    [Fact]
    public void Duo_with_theta_follows_the_sampling_formula()
    {
        // Child a/a, father a/a, by drawing father's alleles and the mother's allele from one urn.
        double theta = 0.03, p = 0.2;
        double expected = p * (theta + (1 - theta) * p) * (2 * theta + (1 - theta) * p) / (1 + theta);
        Equal(expected, ProbabilityOf(Of(Man("f"), Woman("c", "f")), Locus(Thirds, theta), ("f", Seen(A, A)), ("c", Seen(A, A))));
    }

    [Fact]
    public void Drop_out_explains_a_lost_allele()
    {
        double d = 0.1;
        double expected = (1 - d * d) * 0.04 + d * (1 - d) * 2 * 0.2 * 0.8;
        Equal(expected, ProbabilityOf(Of(Man("x")), Locus(Thirds), ("x", Seen(A, A, d))));
    }

    [Fact]
    public void A_silent_allele_explains_opposite_homozygotes()
    {
        var model = Locus(Thirds, silent: 0.01);
        double p = 0.99 * 0.2, q = 0.99 * 0.3, s = 0.01;
        double expected = 2 * p * s * 0.5 * q;
        Equal(expected, ProbabilityOf(Of(Man("f"), Woman("c", "f")), model, ("f", Seen(A, A)), ("c", Seen(B, B))));
    }

    [Fact]
    public void A_son_takes_no_X_allele_from_his_father()
    {
        var model = Locus(Thirds, x: true);
        var family = Of(Man("f"), Woman("m"), Man("son", "f", "m"), Woman("daughter", "f", "m"));
        Equal(0.2 * 0.3, ProbabilityOf(family, model, ("f", Seen(A, A)), ("son", Seen(B, B))));
        Equal(0.2 * 0.5, ProbabilityOf(family, model, ("f", Seen(A, A)), ("daughter", Seen(A, C))));
    }

    [Fact]
    public void Twenty_impossible_looking_mutations_do_not_underflow()
    {
        double[] frequencies = [.. Enumerable.Repeat(1.0 / 30, 30)];
        var model = Locus(frequencies, female: new StepwiseMutation(0.001, 0, 0.01));
        Person[] persons = [Man("f"), Woman("m"), .. Enumerable.Range(0, 20).Select(i => Woman($"c{i}", "f", "m"))];
        Allele low = Allele.Of(7), high = Allele.Of(36);
        (string, Observation)[] seen = [("f", Seen(low, low)), ("m", Seen(low, low)), .. Enumerable.Range(0, 20).Select(i => ($"c{i}", Seen(high, high)))];
        double ln = new PedigreeLikelihood(Of(persons), [.. seen.Select(s => s.Item1)]).LogOf(model, [.. seen.Select(s => s.Item2)]);
        double expected = 4 * Math.Log(1.0 / 30) + 40 * Math.Log(model.Female[0, 29]);
        Equal(expected, ln, 1e-10);
    }

    [Fact]
    public void An_allele_outside_the_table_is_refused_without_being_named()
    {
        var error = Assert.Throws<PedigreeException>(() => ProbabilityOf(Of(Man("x")), Locus(Thirds), ("x", Seen(A, Allele.Of(31, 2)))));
        Assert.Equal("likelihood.unknown-allele", error.Code);
        Assert.DoesNotContain("31", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_drop_out_probability_outside_its_range_is_refused(double dropOut) =>
        Assert.Equal("likelihood.drop-out", Assert.Throws<PedigreeException>(() => ProbabilityOf(Of(Man("x")), Locus(Thirds), ("x", Seen(A, A, dropOut)))).Code);

    [Fact]
    public void A_person_without_a_place_is_refused() =>
        Assert.Equal("hypothesis.person-missing", Assert.Throws<PedigreeException>(() => new PedigreeLikelihood(Trio, ["stranger"])).Code);

    [Fact]
    public void An_X_locus_needs_the_sex() =>
        Assert.Equal(
            "likelihood.sex-unknown",
            Assert.Throws<PedigreeException>(() => ProbabilityOf(Of(new Person("x", Sex.Unknown)), Locus(Thirds, x: true), ("x", Seen(A, A)))).Code);

    [Fact]
    public void A_Y_locus_has_no_place_here()
    {
        var autosomal = Locus(Thirds);
        var model = new LocusModel(new Locus("DYS391", Inheritance.Y), autosomal.Population, autosomal.Female, autosomal.Male);
        Assert.Equal("likelihood.inheritance", Assert.Throws<PedigreeException>(() => ProbabilityOf(Of(Man("x")), model, ("x", Seen(A, A)))).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void A_hundred_unrelated_persons_with_rare_alleles_do_not_underflow(double theta)
    {
        double[] frequencies = [.. Enumerable.Repeat(0.001, 300), 0.7];
        var model = Locus(frequencies, theta);
        Person[] persons = [.. Enumerable.Range(0, 100).Select(i => Man($"p{i}"))];
        Observation[] seen = [.. Enumerable.Range(0, 100).Select(i => Seen(Allele.Of(7 + 3 * i), Allele.Of(8 + 3 * i)))];
        double ln = new PedigreeLikelihood(Of(persons), [.. persons.Select(p => p.Id)]).LogOf(model, seen);
        double a = (1 - theta) / Math.Max(theta, 1e-300), expected = 100 * Math.Log(2);
        for (int drawn = 0; drawn < 200; drawn++)
            expected += Math.Log(0.001 * (theta > 0 ? a / (a + drawn) : 1));
        Equal(expected, ln, 1e-12);
    }

    [Fact]
    public void Each_typed_person_needs_one_observation()
    {
        var calculator = new PedigreeLikelihood(Trio, ["father", "child"]);
        Assert.Throws<ArgumentException>(() => calculator.LogOf(Locus(Thirds), [Seen(A, A)]));
        Assert.Throws<ArgumentException>(() => calculator.LogOf(Locus(Thirds), [Seen(A, A), Seen(A, A), Seen(A, A)]));
    }

    [Fact]
    public void Two_Y_loci_cannot_be_linked_here()
    {
        var autosomal = Locus(Thirds);
        var model = new LocusModel(new Locus("DYS391", Inheritance.Y), autosomal.Population, autosomal.Female, autosomal.Male);
        var calculator = new PedigreeLikelihood(Of(Man("x")), ["x"]);
        Assert.Equal("likelihood.inheritance", Assert.Throws<PedigreeException>(() => calculator.LogOfLinked(model, [Seen(A, A)], model, [Seen(A, A)], 0.1)).Code);
    }
}

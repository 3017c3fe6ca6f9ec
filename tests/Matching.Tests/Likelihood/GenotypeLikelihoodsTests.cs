using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using static Matching.Tests.Likelihood.Given;

namespace Matching.Tests.Likelihood;

/// <summary>One elimination over the sought person equals one evaluation per genotype of that person.</summary>
public sealed class GenotypeLikelihoodsTests
{
    private static readonly StepwiseMutation Mutation = new(0.01, 0, 0.2);

    public static TheoryData<double, double, double> Settings => new()
    {
        { 0, 0, 0 }, { 0, 0.1, 0 }, { 0, 0, 0.02 }, { 0, 0.1, 0.02 }, { 0.03, 0, 0 }, { 0.03, 0.1, 0.02 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_sought_founder(double theta, double dropOut, double silent) =>
        Agrees([Man("f"), Woman("c", "f"), Woman("d", "f")], "f", ["c", "d"], [Seen(A, B), Seen(A, C)], Locus(Thirds, theta, Mutation, silent: silent), dropOut);

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_sought_child(double theta, double dropOut, double silent) =>
        Agrees([Man("f"), Woman("m"), Man("c", "f", "m"), Man("s", "f", "m")], "c", ["s", "m"], [Seen(A, B), Seen(A, C)], Locus(Thirds, theta, Mutation, silent: silent), dropOut);

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_sought_child_of_one_named_parent(double theta, double dropOut, double silent) =>
        Agrees([Man("f"), Man("c", "f")], "c", ["f"], [Seen(A, A)], Locus(Thirds, theta, Mutation, silent: silent), dropOut);

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_sought_person_in_the_middle(double theta, double dropOut, double silent) =>
        Agrees([Man("g"), Man("f", "g"), Woman("c", "f")], "f", ["g", "c"], [Seen(A, A), Seen(B, C)], Locus(Thirds, theta, Mutation, silent: silent), dropOut);

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_sought_stranger(double theta, double dropOut, double silent) =>
        Agrees([Man("x"), Woman("c")], "x", ["c"], [Seen(A, B)], Locus(Thirds, theta, Mutation, silent: silent), dropOut);

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    public void A_sought_son_and_a_sought_daughter_at_an_X_locus(double theta)
    {
        var model = Locus(Thirds, theta, Mutation, x: true);
        Person[] family = [Man("f"), Woman("m"), Man("son", "f", "m"), Woman("daughter", "f", "m")];
        Agrees(family, "son", ["daughter"], [Seen(A, B)], model, 0.05);
        Agrees(family, "daughter", ["son", "f"], [Seen(A, A), Seen(B, B)], model, 0.05);
    }

    [Fact]
    public void A_drop_out_outside_its_range_is_refused()
    {
        var table = new PedigreeLikelihood(Of(Man("x"), Woman("c")), ["c"], "x").Over(Locus(Thirds), [Seen(A, B)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Fill(new double[6], 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Fill(new double[5], 0));
    }

    private static void Agrees(Person[] persons, string sought, string[] others, Observation[] seen, Genetics.Hypotheses.LocusModel model, double dropOut)
    {
        var hypothesis = Of(persons);
        var table = new PedigreeLikelihood(hypothesis, others, sought).Over(model, seen);
        var byCode = new double[GenotypeSpace.CountOf(model.Frequencies.VisibleCount)];
        table.Fill(byCode, dropOut);
        var direct = new PedigreeLikelihood(hypothesis, [.. others, sought]);
        for (int b = 0; b < model.Frequencies.VisibleCount; b++)
            for (int a = 0; a <= b; a++)
            {
                var observation = Seen(model.Frequencies.Alleles[a], model.Frequencies.Alleles[b], dropOut);
                double expected = Math.Exp(direct.LogOf(model, [.. seen, observation]));
                Equal(expected, Math.Exp(table.LogOf(observation)), 1e-11);
                Equal(expected, byCode[GenotypeSpace.CodeOf(a, b)] * Math.Exp(table.LogScale), 1e-11);
            }

        Equal(Math.Exp(new PedigreeLikelihood(hypothesis, others).LogOf(model, seen)), Math.Exp(table.LogOf(default)), 1e-11);
    }
}

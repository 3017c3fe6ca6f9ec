using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Likelihood;

/// <summary>Short words for the tests of the calculator.</summary>
internal static class Given
{
    public static readonly Allele A = Allele.Of(7), B = Allele.Of(8), C = Allele.Of(9);

    public static readonly double[] Thirds = [0.2, 0.3, 0.5];

    public static LocusModel Locus(double[] frequencies, double theta = 0, MutationModel? female = null, MutationModel? male = null, double silent = 0, bool x = false)
    {
        var alleles = Enumerable.Range(7, frequencies.Length).Select(r => Allele.Of(r)).ToArray();
        var table = new AlleleFrequencies(alleles, frequencies);
        if (silent > 0)
            table = table.WithSilent(silent);
        female ??= new NoMutation();
        return new LocusModel(new Locus("L1", x ? Inheritance.X : Inheritance.Autosomal), new Population(table, theta), female, male ?? female);
    }

    public static Hypothesis Of(params Person[] persons) => new("H", new Pedigree(persons));

    public static Person Man(string id, string? father = null, string? mother = null) => new(id, Sex.Male, father, mother);

    public static Person Woman(string id, string? father = null, string? mother = null) => new(id, Sex.Female, father, mother);

    public static Observation Seen(Allele one, Allele other, double dropOut = 0) => new(Genotype.Of(one, other), dropOut);

    public static double ProbabilityOf(Hypothesis hypothesis, LocusModel model, params (string Person, Observation Seen)[] observations) =>
        Math.Exp(new PedigreeLikelihood(hypothesis, [.. observations.Select(o => o.Person)]).LogOf(model, [.. observations.Select(o => o.Seen)]));

    public static void Equal(double expected, double actual, double relative = 1e-12) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}

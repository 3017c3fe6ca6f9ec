using System.Collections.Immutable;
using Matching.Formats.ReferenceCases;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Verification;

/// <summary>Sums the population's share of genotypes that the missing person of a family cannot have, without mutation.</summary>
internal static class ExclusionPowerVerification
{
    public static ImmutableArray<Comparison> Compare(ExclusionPowerCase @case)
    {
        string missing = @case.Family.Missing[0];
        var pedigree = @case.Family.Pedigree;
        var place = new PedigreeLikelihood(new Hypothesis("in place", pedigree), @case.Genotypes.Persons, missing);
        var alone = new Pedigree([new Person(missing, pedigree.Persons[pedigree.IndexOf(missing)].Sex)]);
        var anybody = new PedigreeLikelihood(new Hypothesis("anybody", alone), [], missing);
        var comparisons = ImmutableArray.CreateBuilder<Comparison>();
        double included = 1, sum = 0;
        int potential = 0;
        foreach (var (model, expected) in @case.Markers)
        {
            double power = PowerOf(WithoutMutation(model), place, anybody, @case.Genotypes);
            comparisons.Add(Comparison.OfProbability(model.Locus.Name, expected, power));
            included *= 1 - power;
            sum += power;
            potential += power > 0 ? 1 : 0;
        }

        comparisons.Add(Comparison.OfProbability("total", @case.Total, 1 - included));
        if (@case.ExpectedMismatches is { } mismatches)
            comparisons.Add(Comparison.OfProbability("expected mismatches", mismatches, sum));
        if (@case.PotentialMismatches is { } markers)
            comparisons.Add(Comparison.OfCount("potential mismatches", markers, potential));
        return comparisons.ToImmutable();
    }

    private static double PowerOf(LocusModel model, PedigreeLikelihood place, PedigreeLikelihood anybody, GenotypeTable genotypes)
    {
        var space = new GenotypeSpace(model.Frequencies.VisibleCount);
        double[] inPlace = new double[space.Count], anywhere = new double[space.Count];
        place.Over(model, genotypes.Of(genotypes.Persons, model)).Fill(inPlace, dropOut: 0);
        var population = anybody.Over(model, []);
        population.Fill(anywhere, dropOut: 0);
        double power = 0;
        for (int code = 0; code < space.Count; code++)
            if (inPlace[code] == 0)
                power += anywhere[code] * Math.Exp(population.LogScale);
        return power;
    }

    private static LocusModel WithoutMutation(LocusModel model)
    {
        var identity = MutationMatrix.Identity(model.AlleleCount);
        return new LocusModel(model.Locus, model.Population, identity, identity);
    }
}

using System.Collections.Immutable;
using Matching.Formats.ReferenceCases;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Verification;

/// <summary>Puts every person in the open place of every family. A family is computed once per marker, whoever is tried.</summary>
internal static class ScreeningVerification
{
    public static ImmutableArray<Comparison> Compare(ScreeningCase @case)
    {
        int columns = @case.Families.Length;
        var comparisons = new Comparison[@case.Persons.Length * columns * (@case.Incompatible.IsEmpty ? 1 : 2)];
        for (int column = 0; column < columns; column++)
            Compare(@case, column, comparisons);
        return [.. comparisons];
    }

    private static void Compare(ScreeningCase @case, int column, Comparison[] comparisons)
    {
        var ratios = RatiosOf(@case, @case.Families[column]);
        for (int row = 0; row < @case.Persons.Length; row++)
        {
            int cell = row * @case.Families.Length + column;
            string item = $"{@case.Persons[row]} in {@case.Families[column].Id}";
            double log10 = ratios[row].Ln / Math.Log(10);
            if (@case.Incompatible.IsEmpty)
            {
                comparisons[cell] = Comparison.OfLog10(item, @case.Log10Lr[cell], log10, @case.Models.Length);
                continue;
            }

            comparisons[2 * cell] = Comparison.OfLog10(item, @case.Log10Lr[cell], log10, @case.Models.Length);
            comparisons[2 * cell + 1] = Comparison.OfCount($"{item} / incompatible markers", @case.Incompatible[cell], ratios[row].Incompatible);
        }
    }

    private static Ratio[] RatiosOf(ScreeningCase @case, ReferenceFamily family)
    {
        string sought = family.Missing[0], unrelated = NewName(family.Pedigree);
        string[] typed = [.. family.Pedigree.Persons.Select(p => p.Id).Where(id => id != sought && @case.Genotypes.Holds(id))];
        var related = new PedigreeLikelihood(new Hypothesis("related", family.Pedigree), typed, sought);
        // The unrelated person stands beside the family, so that theta sees one pool of founders.
        var beside = new Pedigree([.. family.Pedigree.Persons, new Person(unrelated, SexOf(family.Pedigree, sought))]);
        var apart = new PedigreeLikelihood(new Hypothesis("unrelated", beside), typed, unrelated);
        var ratios = new Ratio[@case.Persons.Length];
        foreach (var model in @case.Models)
        {
            var observations = @case.Genotypes.Of(typed, model);
            var inPlace = related.Over(model, observations);
            var outside = apart.Over(model, observations);
            for (int row = 0; row < ratios.Length; row++)
            {
                var seen = @case.Genotypes.Of(@case.Persons[row], model);
                ratios[row] = ratios[row].Times(inPlace.LogOf(seen), outside.LogOf(seen));
            }
        }

        return ratios;
    }

    private static Sex SexOf(Pedigree pedigree, string person) => pedigree.Persons[pedigree.IndexOf(person)].Sex;

    private static string NewName(Pedigree pedigree)
    {
        string name = "unrelated";
        while (pedigree.Contains(name))
            name += "'";
        return name;
    }

    private readonly record struct Ratio(double Ln, int Incompatible)
    {
        // A family that contradicts itself is impossible with and without the person: no evidence against the person.
        public Ratio Times(double lnInPlace, double lnOutside) => double.IsNegativeInfinity(lnInPlace)
            ? new Ratio(double.NegativeInfinity, Incompatible + (double.IsNegativeInfinity(lnOutside) ? 0 : 1))
            : new Ratio(Ln + lnInPlace - lnOutside, Incompatible);
    }
}

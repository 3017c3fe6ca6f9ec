using Matching.Cli.Model;
using Matching.Formats;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Cli.MatchRun;

/// <summary>The mutation models that the options ask for, locus by locus.</summary>
internal sealed class MutationChoice(ModelSettings settings, MutationMatrixTable? matrices)
{
    public MutationModel Male(string locus) => Model(locus, Sex.Male, RateOf(locus).Male, trio: false);

    // Chinese practice gives a mother another rate where the father is typed as well.
    public MutationModel Female(string locus, bool trio) => Model(locus, Sex.Female, RateOf(locus).Female, trio);

    /// <summary>Where the model asked for gives way to another, named by locus.</summary>
    public IEnumerable<string> Notes(KinshipModel model)
    {
        string[] others = [.. Enumerable.Range(0, model.Panel.Count)
            .Where(l => GivesWay(model.Loci[l].Male, model.At(l).Frequencies) || GivesWay(model.Loci[l].Female, model.At(l).Frequencies)).Select(l => model.Panel[l].Name)];
        if (others.Length > 0)
            yield return $"The {settings.MutationModel} model is not defined at {string.Join(", ", others)}; {(settings.MutationModel == "onestep" ? "stepwise" : "equal")} mutation is used there.";
        if (settings.LocusRates)
            yield return $"Locus rates: {MutationRateTable.Embedded.Citation}";
        if (matrices is not null && model.Panel.Loci.Where(l => !matrices.Holds(l.Name)).Select(l => l.Name).ToArray() is { Length: > 0 } without)
            yield return $"No mutation at loci without a custom matrix: {string.Join(", ", without)}.";
    }

    private static bool GivesWay(MutationModel model, AlleleFrequencies frequencies) =>
        model is MutationWithFallback choice && !choice.IsPreferredAt(frequencies);

    private MutationModel Model(string locus, Sex sex, double rate, bool trio) => settings.MutationModel switch
    {
        "none" => new NoMutation(),
        "equal" => new EqualMutation(rate),
        "proportional" => new ProportionalMutation(rate),
        "onestep" => new MutationWithFallback(new OneStepMutation(rate), Stepwise(rate)),
        "custom" => new TabulatedMutation(matrices!.ChangesOf(locus, sex)),
        "gbt37223" => sex == Sex.Female ? GbT37223Mutation.Pair(trio).Female : GbT37223Mutation.Pair(trio).Male,
        _ => Stepwise(rate),
    };

    private MutationWithFallback Stepwise(double rate) =>
        new(new StepwiseMutation(rate, settings.Rate2, settings.Range), new EqualMutation(rate));

    /// <summary>The rates of a locus per meiosis.</summary>
    public (double Male, double Female) RateOf(string locus) =>
        settings.LocusRates && MutationRateTable.Embedded.TryFind(locus, out double male, out double female)
            ? (male, female)
            : (settings.MaleRate, settings.FemaleRate);
}

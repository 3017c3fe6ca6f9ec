using System.Collections.Immutable;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;

namespace Matching.Casework.Models;

/// <summary>The mutation model of a search; the rates stand at each locus.</summary>
public sealed record MutationSettings
{
    /// <summary>none, equal, proportional, stepwise, onestep, custom or gbt37223.</summary>
    public string Kind { get; init; } = "stepwise";

    /// <summary>Stepwise: each further step is this much rarer.</summary>
    public double Range { get; init; } = 0.1;

    /// <summary>Stepwise: rate of changes by part of a repeat.</summary>
    public double Rate2 { get; init; } = 1e-6;

    /// <summary>True where a mother has another rate when the father is typed as well.</summary>
    internal bool HasTrioRate => Kind == "gbt37223";

    /// <summary>The model of one parent's transmissions at a locus.</summary>
    internal MutationModel Model(Sex parent, SearchLocus locus, bool trio)
    {
        double rate = parent == Sex.Male ? locus.MaleRate : locus.FemaleRate;
        return Kind switch
        {
            "none" => new NoMutation(),
            "equal" => new EqualMutation(rate),
            "proportional" => new ProportionalMutation(rate),
            "onestep" => new MutationWithFallback(new OneStepMutation(rate), Stepwise(rate)),
            "custom" => new TabulatedMutation(Changes(parent == Sex.Male ? locus.MaleChanges : locus.FemaleChanges)),
            "gbt37223" => parent == Sex.Female ? GbT37223Mutation.Pair(trio).Female : GbT37223Mutation.Pair(trio).Male,
            "stepwise" => Stepwise(rate),
            _ => throw new FormatException("The mutation model of the document is not known to this program."),
        };
    }

    private MutationWithFallback Stepwise(double rate) => new(new StepwiseMutation(rate, Rate2, Range), new EqualMutation(rate));

    private static ImmutableDictionary<(Allele From, Allele To), double> Changes(ImmutableArray<AlleleChange> changes) =>
        changes.ToImmutableDictionary(c => (SearchModel.ReadAllele(c.From), SearchModel.ReadAllele(c.To)), c => c.Probability);
}

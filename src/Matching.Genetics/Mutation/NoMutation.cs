using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>Alleles never change.</summary>
public sealed record NoMutation : MutationModel
{
    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies) => MutationMatrix.Identity(frequencies.Count);
}

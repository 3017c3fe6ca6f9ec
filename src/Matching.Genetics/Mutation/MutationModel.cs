using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>How alleles change in a meiosis, before it is applied to the alleles of a locus.</summary>
/// <remarks>A value: two models of the same kind and parameters are equal.</remarks>
public abstract record MutationModel
{
    /// <summary>The matrix of the model on the full allele list of a locus.</summary>
    /// <param name="frequencies">The alleles, in table order, and their frequencies.</param>
    /// <exception cref="PedigreeException"><c>mutation.*</c>: the model is not defined for these alleles or parameters.</exception>
    public abstract MutationMatrix MatrixFor(AlleleFrequencies frequencies);
}

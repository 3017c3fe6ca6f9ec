using System.Collections.Immutable;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>Changes between named alleles, with their probabilities; what is not named does not happen.</summary>
/// <remarks>
/// The diagonal is one minus the rest of the row, so that an allele seen for the first time passes unchanged. For a
/// matrix over exactly the alleles of a locus see <see cref="CustomMutation"/>.
/// </remarks>
/// <param name="Changes">Probability that the first allele of a pair is passed on as the second; pairs of equal alleles are ignored.</param>
public sealed record TabulatedMutation(ImmutableDictionary<(Allele From, Allele To), double> Changes) : MutationModel
{
    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        int size = frequencies.Count;
        var entries = new double[size * size];
        for (int from = 0; from < size; from++)
        {
            double rest = 1;
            for (int to = 0; to < size; to++)
                if (to != from && Changes.TryGetValue((frequencies.Alleles[from], frequencies.Alleles[to]), out double change))
                    rest -= entries[from * size + to] = change;
            entries[from * size + from] = Math.Abs(rest) < MutationMatrix.RowTolerance ? 0 : rest;
        }

        return new MutationMatrix(size, entries);
    }
}

/// <summary>A model, and another for loci at which it is not defined (one step at a locus with microvariants).</summary>
/// <param name="Preferred">The model asked for.</param>
/// <param name="Otherwise">The model where the first one is undefined.</param>
public sealed record MutationWithFallback(MutationModel Preferred, MutationModel Otherwise) : MutationModel
{
    /// <summary>True when the model asked for is defined at a locus.</summary>
    public bool IsPreferredAt(AlleleFrequencies frequencies)
    {
        try
        {
            Preferred.MatrixFor(frequencies);
            return true;
        }
        catch (PedigreeException undefined) when (undefined.Code.StartsWith("mutation.", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies) =>
        IsPreferredAt(frequencies) ? Preferred.MatrixFor(frequencies) : Otherwise.MatrixFor(frequencies);
}

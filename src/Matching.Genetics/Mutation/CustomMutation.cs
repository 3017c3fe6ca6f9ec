using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>A matrix given by hand, in the order of the alleles of its locus.</summary>
/// <param name="Matrix">Over the visible alleles, or over all; a silent allele must then pass unchanged and receive nothing.</param>
public sealed record CustomMutation(MutationMatrix Matrix) : MutationModel
{
    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        if (Matrix.Size == frequencies.VisibleCount)
            return frequencies.SilentIndex < 0 ? Matrix : Close(frequencies, Matrix.Entries);
        if (Matrix.Size != frequencies.Count)
            throw new PedigreeException("mutation.matrix", $"A mutation matrix over {Matrix.Size} alleles was given for a locus with {frequencies.Count}.");
        for (int allele = 0; allele < frequencies.VisibleCount; allele++)
            if (Matrix[allele, frequencies.SilentIndex] != 0 || Matrix[frequencies.SilentIndex, allele] != 0)
                throw Undefined("a silent allele must pass unchanged, and nothing may mutate to it.");
        return Matrix;
    }

    private protected override string Name => "given by hand";

    /// <summary>Same entries.</summary>
    public bool Equals(CustomMutation? other) => other is not null && Matrix.Entries.SequenceEqual(other.Matrix.Entries);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (double entry in Matrix.Entries)
            hash.Add(entry);
        return hash.ToHashCode();
    }
}

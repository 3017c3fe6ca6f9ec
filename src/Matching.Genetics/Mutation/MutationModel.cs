using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>How alleles change in a meiosis, before it is applied to the alleles of a locus.</summary>
/// <remarks>
/// A value: two models of the same kind and parameters are equal. Every kind acts on the visible alleles only: a silent
/// allele passes unchanged and nothing mutates to it. Parameters are judged when a matrix is asked for, because most
/// limits depend on the locus.
/// </remarks>
public abstract record MutationModel
{
    /// <summary>The matrix of the model on the full allele list of a locus.</summary>
    /// <param name="frequencies">The alleles, in table order, and their frequencies.</param>
    /// <exception cref="PedigreeException">
    /// <c>mutation.undefined</c>: the model is not defined for these alleles or parameters; <c>mutation.matrix</c>: a
    /// matrix given by hand does not fit the alleles.
    /// </exception>
    public abstract MutationMatrix MatrixFor(AlleleFrequencies frequencies);

    /// <summary>The model and its parameters, for messages.</summary>
    private protected virtual string Name => ToString()!;

    // Never the allele itself: one that is not in the published table came from a person.
    private protected PedigreeException Undefined(string reason) =>
        new("mutation.undefined", $"The mutation model {Name} is not defined: {reason}");

    private protected void RequireRate(double rate, string name)
    {
        if (rate is not (>= 0 and <= 1))
            throw Undefined($"{name} must be between 0 and 1.");
    }

    /// <summary>The first visible allele that fails a test, or -1.</summary>
    private protected static int FirstWithout(AlleleFrequencies frequencies, Func<Allele, bool> property)
    {
        for (int i = 0; i < frequencies.VisibleCount; i++)
            if (!property(frequencies.Alleles[i]))
                return i;
        return -1;
    }

    /// <summary>Closes the rows of a matrix over the visible alleles.</summary>
    /// <param name="frequencies">The alleles of the locus.</param>
    /// <param name="changes">Off-diagonal probabilities over the visible alleles, row after row; the diagonal is not read.</param>
    private protected MutationMatrix Close(AlleleFrequencies frequencies, ReadOnlySpan<double> changes)
    {
        // At the largest rate a model allows the diagonal is 0 up to rounding.
        const double rounding = 1e-12;
        int visible = frequencies.VisibleCount, size = frequencies.Count;
        var entries = new double[size * size];
        for (int from = 0; from < visible; from++)
        {
            double change = 0;
            for (int to = 0; to < visible; to++)
                if (to != from)
                    change += entries[from * size + to] = changes[from * visible + to];
            if (!(change <= 1 + rounding))
                throw Undefined($"the allele in place {from + 1} of the locus would change with probability {change}. Lower the rate.");
            entries[from * size + from] = Math.Max(0, 1 - change);
        }

        if (frequencies.SilentIndex >= 0)
            entries[^1] = 1;
        return new MutationMatrix(size, entries);
    }
}

using System.Globalization;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>Every other visible allele is equally likely: R/(n-1) each, 1-R on the diagonal.</summary>
/// <param name="Rate">R, probability per meiosis that an allele changes, 0 to 1. A locus with one allele does not change.</param>
public sealed record EqualMutation(double Rate) : MutationModel
{
    private protected override string Name => string.Create(CultureInfo.InvariantCulture, $"'equal' with rate {Rate}");

    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        RequireRate(Rate, nameof(Rate));
        int visible = frequencies.VisibleCount;
        var changes = new double[visible * visible];
        Array.Fill(changes, Rate / (visible - 1));
        return Close(frequencies, changes);
    }
}

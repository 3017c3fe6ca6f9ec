using System.Globalization;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>A changed allele is a fresh draw from the population, so the frequencies stay as they are.</summary>
/// <remarks>
/// M[i,j] = a q_j off the diagonal, with q the visible frequencies scaled to one, S their mass and
/// a = R / S / sum q(1-q): R is the expected rate over the whole population, carriers of a silent allele included.
/// Not defined above R / S = (1 - sum q²) / (1 - min q), where the rarest allele would change with more than certainty.
/// </remarks>
/// <param name="Rate">R, expected probability of a change per meiosis, 0 up to the limit above.</param>
public sealed record ProportionalMutation(double Rate) : MutationModel
{
    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        RequireRate(Rate, nameof(Rate));
        int visible = frequencies.VisibleCount;
        var changes = new double[visible * visible];
        if (visible > 1)
            Fill(changes, frequencies.Frequencies[..visible]);
        return Close(frequencies, changes);
    }

    private protected override string Name => string.Create(CultureInfo.InvariantCulture, $"'proportional' with rate {Rate}");

    private void Fill(Span<double> changes, ReadOnlySpan<double> visible)
    {
        double mass = 0, heterozygous = 0, rarest = 1;
        foreach (double p in visible)
            mass += p;
        foreach (double p in visible)
        {
            heterozygous += p / mass * (1 - p / mass);
            rarest = Math.Min(rarest, p / mass);
        }

        double limit = mass * heterozygous / (1 - rarest);
        if (Rate > limit)
            throw Undefined($"the largest rate for these frequencies is {limit}.");
        double a = Rate / mass / heterozygous;
        for (int i = 0; i < changes.Length; i++)
            changes[i] = a * visible[i % visible.Length] / mass;
    }
}

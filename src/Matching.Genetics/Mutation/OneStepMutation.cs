using System.Globalization;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>
/// One repeat is gained or lost, never more: R split evenly over the neighbours in the list; all of it to the only
/// neighbour at the end of a ladder; no change of an allele without neighbour.
/// </summary>
/// <remarks>Defined for whole-repeat alleles only.</remarks>
/// <param name="Rate">R, probability of a change per meiosis, 0 to 1.</param>
public sealed record OneStepMutation(double Rate) : MutationModel
{
    private protected override string Name => string.Create(CultureInfo.InvariantCulture, $"'onestep' with rate {Rate}");

    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        RequireRate(Rate, nameof(Rate));
        int visible = frequencies.VisibleCount;
        int broken = FirstWithout(frequencies, a => a.HasLength && a.Bases == 0);
        if (visible > 1 && broken >= 0)
            throw Undefined($"the allele in place {broken + 1} of the locus is not a whole number of repeats. Use stepwise mutation there.");
        var changes = new double[visible * visible];
        for (int from = 0; from < visible; from++)
            FillRow(frequencies, from, changes.AsSpan(from * visible, visible));
        return Close(frequencies, changes);
    }

    private void FillRow(AlleleFrequencies frequencies, int from, Span<double> row)
    {
        int down = Neighbour(frequencies, from, -1), up = Neighbour(frequencies, from, +1);
        double share = down >= 0 && up >= 0 ? Rate / 2 : Rate;
        if (down >= 0)
            row[down] = share;
        if (up >= 0)
            row[up] = share;
    }

    private static int Neighbour(AlleleFrequencies frequencies, int from, int step)
    {
        int repeats = frequencies.Alleles[from].Repeats + step;
        return repeats is >= 1 and <= Allele.MaxRepeats ? frequencies.IndexOf(Allele.Of(repeats)) : -1;
    }
}

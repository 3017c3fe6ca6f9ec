using System.Globalization;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>
/// Whole repeats are gained or lost, long steps more rarely; a change of the bases beyond the whole repeats is a second,
/// rarer event (the extended stepwise model of Familias 3, Kling et al. 2014, doi:10.1016/j.fsigen.2014.07.004).
/// </summary>
/// <remarks>
/// Alleles with the same <see cref="Allele.Bases"/> form a group. Inside it i changes to j with a weight of
/// range^|difference of <see cref="Allele.Repeats"/>| (absent rungs of the ladder count as steps), the weights of a row scaled to R. Every
/// allele of the other groups gets R2 / (number of alleles in them). Where a row has nobody in its group R is unused;
/// where there is no other group R2 is unused. In general the frequencies do not stay as they are (not stationary).
/// Not defined for alleles without length: they have no steps.
/// </remarks>
/// <param name="Rate">R, probability per meiosis of a change by whole repeats, 0 to 1.</param>
/// <param name="Rate2">R2, probability per meiosis of a change to another group, 0 to 1; R + R2 at most 1.</param>
/// <param name="Range">Factor per further step, above 0; 0.1 means that two steps are a tenth as likely as one.</param>
public sealed record StepwiseMutation(double Rate, double Rate2, double Range) : MutationModel
{
    private protected override string Name => string.Create(CultureInfo.InvariantCulture, $"'stepwise' with rate {Rate}, rate of partial steps {Rate2} and range {Range}");

    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        RequireRate(Rate, nameof(Rate));
        RequireRate(Rate2, nameof(Rate2));
        if (!(Range > 0) || !double.IsFinite(Range))
            throw Undefined($"{nameof(Range)} must be above 0.");
        int visible = frequencies.VisibleCount;
        int unsized = FirstWithout(frequencies, a => a.HasLength);
        if (visible > 1 && unsized >= 0)
            throw Undefined($"the allele in place {unsized + 1} of the locus has no length, so steps to it cannot be counted. Use equal or proportional mutation there.");
        var changes = new double[visible * visible];
        for (int from = 0; from < visible; from++)
            FillRow(frequencies.Alleles.AsSpan(0, visible), from, changes.AsSpan(from * visible, visible));
        return Close(frequencies, changes);
    }

    private void FillRow(ReadOnlySpan<Allele> alleles, int from, Span<double> row)
    {
        // Weights are taken relative to the largest of the row, so that a ladder with a very wide gap cannot lose them all.
        int shortest = int.MaxValue, longest = 0, others = 0;
        for (int to = 0; to < row.Length; to++)
            if (alleles[to].Bases != alleles[from].Bases)
                others++;
            else if (to != from)
            {
                shortest = Math.Min(shortest, Steps(alleles, from, to));
                longest = Math.Max(longest, Steps(alleles, from, to));
            }

        int reference = Range <= 1 ? shortest : longest;
        double sum = 0;
        for (int to = 0; to < row.Length; to++)
            if (to != from && alleles[to].Bases == alleles[from].Bases)
                sum += row[to] = Math.Pow(Range, Steps(alleles, from, to) - reference);
        for (int to = 0; to < row.Length; to++)
            row[to] = alleles[to].Bases != alleles[from].Bases ? Rate2 / others : to == from ? 0 : Rate * (row[to] / sum);
    }

    private static int Steps(ReadOnlySpan<Allele> alleles, int from, int to) => Math.Abs(alleles[to].Repeats - alleles[from].Repeats);
}

using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>A stepwise model that keeps the frequencies as they are and is reversible (Dawid, Mortera and Vicard 2002).</summary>
/// <remarks>
/// Off the diagonal (R / p_i) (1 - r) / (2 r (n - a)) r^|i-j|, with i and j the ranks by length among the n visible
/// alleles (their places in the list, where it is sorted) and a = (1 - r^n) / (1 - r). The rarer an allele the more often it changes: above a rate that depends on the
/// rarest allele the model is not defined.
/// </remarks>
/// <param name="Rate">R, expected probability of a change per meiosis, 0 to 1.</param>
/// <param name="Range">r, factor per further step, above 0 and below 1.</param>
public sealed record DawidMutation(double Rate, double Range) : MutationModel
{
    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        RequireRate(Rate, nameof(Rate));
        if (Range is not (> 0 and < 1))
            throw Undefined($"{nameof(Range)} must be above 0 and below 1.");
        int visible = frequencies.VisibleCount;
        double a = (1 - Math.Pow(Range, visible)) / (1 - Range);
        double scale = Rate * (1 - Range) / (2 * Range * (visible - a));
        int[] rank = RanksByLength(frequencies);
        var changes = new double[visible * visible];
        for (int from = 0; from < visible; from++)
            for (int to = 0; to < visible; to++)
                changes[from * visible + to] = scale / frequencies[from] * Math.Pow(Range, Math.Abs(rank[from] - rank[to]));
        return Close(frequencies, changes);
    }

    // Alleles added as rare ones stand at the end of the list, not where their length puts them.
    private static int[] RanksByLength(AlleleFrequencies frequencies)
    {
        var rank = new int[frequencies.VisibleCount];
        int next = 0;
        foreach (int place in Enumerable.Range(0, rank.Length).OrderBy(i => frequencies.Alleles[i]))
            rank[place] = next++;
        return rank;
    }
}

namespace Matching.Casework.Findings;

/// <summary>The probability that a family is the child's, and how many unrelated ones would look so.</summary>
public static class Inference
{
    /// <summary>p LR / (p LR + 1 - p).</summary>
    public static double Posterior(double log10Lr, double prior)
    {
        double ratio = Math.Pow(10, log10Lr);
        return double.IsPositiveInfinity(prior * ratio) ? 1 : prior * ratio / (prior * ratio + 1 - prior);
    }

    /// <summary>min(N, N / LR): an upper bound for unrelated families.</summary>
    public static double ExpectedCoincidences(double log10Lr, int families) =>
        Math.Min(families, families / Math.Pow(10, log10Lr));

    /// <summary>The prior where none is stated: 1 / (N + 1), as likely outside the base as each of its entries.</summary>
    public static double PriorOf(int families) => 1.0 / (families + 1.0);

    /// <summary>Ranks of ratios in falling order: equal ones share a rank, and the next comes after all of them (1, 1, 3).</summary>
    public static IEnumerable<int> Ranks(IReadOnlyList<double> log10Lrs)
    {
        int rank = 0;
        for (int i = 0; i < log10Lrs.Count; i++)
        {
            if (i == 0 || log10Lrs[i] != log10Lrs[i - 1])
                rank = i + 1;
            yield return rank;
        }
    }
}

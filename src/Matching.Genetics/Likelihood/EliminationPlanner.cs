namespace Matching.Genetics.Likelihood;

/// <summary>Chooses the order of elimination and writes the plan.</summary>
/// <remarks>
/// Greedy by multiply-adds in the real domain sizes: sizes differ twenty-fold (two phases beside 39 alleles), so the
/// number of neighbours says nothing about the cost. In loops the smallest growth of tables is sometimes better,
/// so expensive networks are planned both ways and the cheaper plan is kept. Orders are deterministic.
/// </remarks>
internal static class EliminationPlanner
{
    /// <summary>Below this many multiply-adds a second attempt costs more than it could save.</summary>
    private const double WorthASecondAttempt = 1e6;

    /// <summary>Plans a network.</summary>
    /// <param name="sizes">Number of states per variable.</param>
    /// <param name="factors">The factors; their tables are laid out last variable fastest.</param>
    /// <param name="kept">Variables of the result, in its order; empty for a single number.</param>
    /// <param name="budget">What may be spent.</param>
    /// <exception cref="PedigreeException"><c>likelihood.budget</c>.</exception>
    public static EliminationPlan Plan(int[] sizes, IReadOnlyList<NetworkFactor> factors, int[] kept, CalculationBudget budget)
    {
        if (sizes.Length > VariableSet.Capacity)
            throw CalculationBudget.Refusal($"{sizes.Length} allele variables are needed and {VariableSet.Capacity} allowed");
        var plan = Attempt(sizes, factors, kept, budget, byGrowth: false, out double operations, out double cells);
        if (plan is null || operations > WorthASecondAttempt)
        {
            var other = Attempt(sizes, factors, kept, budget, byGrowth: true, out double otherOperations, out double otherCells);
            if (plan is null || (other is not null && otherOperations < operations))
                (plan, operations, cells) = (other, otherOperations, otherCells);
        }

        budget.Check(operations, cells);
        return plan!;
    }

    private static EliminationPlan? Attempt(int[] sizes, IReadOnlyList<NetworkFactor> factors, int[] kept, CalculationBudget budget, bool byGrowth, out double operations, out double cells)
    {
        var writer = new PlanWriter(sizes, factors, budget);
        var open = new SortedSet<int>();
        for (int v = 0; v < sizes.Length; v++)
            if (sizes[v] > 1 && !kept.Contains(v))
                open.Add(v);
        while (open.Count > 0)
        {
            int best = -1;
            double least = double.PositiveInfinity;
            foreach (int v in open)
            {
                double score = writer.ScoreOf(v, byGrowth);
                if (score < least)
                    (least, best) = (score, v);
            }

            writer.Eliminate(best < 0 ? open.Min : best);
            open.Remove(best < 0 ? open.Min : best);
        }

        return writer.Finish(kept, out operations, out cells);
    }
}

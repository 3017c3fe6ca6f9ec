using System.Collections.Concurrent;

namespace Matching.Genetics.Likelihood;

/// <summary>What a variable of a network runs over.</summary>
/// <param name="Locus">0, or 1 for the second locus of a linked pair.</param>
/// <param name="Person">The typed person whose states it runs over; -1 for an allele variable.</param>
/// <param name="IsSelector">True for a grandparental-origin selector with two states.</param>
internal readonly record struct NetworkVariable(int Locus, int Person, bool IsSelector = false)
{
    public int SizeIn(LocusEvidence[] evidence) =>
        IsSelector ? 2 : Person >= 0 ? evidence[Locus].StatesOf(Person) : evidence[Locus].Model.AlleleCount;
}

/// <summary>
/// The factors of a pedigree for one pattern of typed persons; the numbers of a locus are filled in at each evaluation.
/// Plans are kept by the sizes of the variables, so loci of equal shape share them.
/// </summary>
internal sealed class Network(NetworkVariable[] variables, NetworkTerm[] terms, int[] kept, CalculationBudget budget)
{
    private readonly ConcurrentDictionary<int[], EliminationPlan>.AlternateLookup<ReadOnlySpan<int>> _plans =
        new ConcurrentDictionary<int[], EliminationPlan>(new SizeComparer()).GetAlternateLookup<ReadOnlySpan<int>>();

    /// <summary>Variables of the result, in its order.</summary>
    public int[] Kept => kept;

    /// <summary>The plan for these numbers of alleles and states.</summary>
    public EliminationPlan PlanFor(LocusEvidence[] evidence)
    {
        Span<int> sizes = variables.Length <= 256 ? stackalloc int[variables.Length] : new int[variables.Length];
        for (int v = 0; v < sizes.Length; v++)
            sizes[v] = variables[v].SizeIn(evidence);
        if (_plans.TryGetValue(sizes, out var plan))
            return plan;
        plan = EliminationPlanner.Plan(sizes.ToArray(), [.. terms.Select(t => t.Factor)], kept, budget);
        _plans.TryAdd(sizes, plan);
        return plan;
    }

    /// <summary>Fills the tables and runs the plan.</summary>
    /// <param name="evidence">One per locus.</param>
    /// <param name="result">Receives the table over the kept variables; zeros when impossible.</param>
    /// <returns>The result is to be multiplied by two to this power.</returns>
    public int Evaluate(LocusEvidence[] evidence, Span<double> result)
    {
        var plan = PlanFor(evidence);
        double[] arena = plan.Rent();
        for (int t = 0; t < terms.Length; t++)
            terms[t].Fill(arena.AsSpan(plan.InputOffsets[t], plan.InputLengths[t]), evidence[terms[t].Locus]);
        var table = plan.Run(arena, out int exponent);
        if (table.IsEmpty)
            result.Clear();
        else
            table.CopyTo(result);
        EliminationPlan.Return(arena);
        return exponent;
    }
}

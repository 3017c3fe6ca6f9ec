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
    private readonly ConcurrentDictionary<SizeKey, EliminationPlan> _plans = new();
    private readonly int _loci = 1 + variables.Select(v => v.Locus).DefaultIfEmpty(0).Max();

    /// <summary>Variables of the result, in its order.</summary>
    public int[] Kept => kept;

    /// <summary>The plan for these numbers of alleles and states.</summary>
    public EliminationPlan PlanFor(LocusEvidence[] evidence)
    {
        Span<int> sizes = variables.Length <= 256 ? stackalloc int[variables.Length] : new int[variables.Length];
        for (int v = 0; v < sizes.Length; v++)
            sizes[v] = variables[v].SizeIn(evidence);
        var key = SizeKey.Of(sizes, _loci == 1 ? evidence[0].Model.AlleleCount : 0);
        if (_plans.TryGetValue(key, out var plan))
            return plan;
        int[] own = sizes.ToArray();
        return _plans.GetOrAdd(key, EliminationPlanner.Plan(own, [.. terms.Select(t => t.Factor)], kept, budget));
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

    /// <summary>The sizes of all variables, compared whole.</summary>
    private readonly struct SizeKey : IEquatable<SizeKey>
    {
        private readonly UInt128 _packed;

        private SizeKey(UInt128 packed) => _packed = packed;

        // Two independent 64-bit hashes: the chance that two of a million shapes collide is below 1e-26.
        public static SizeKey Of(ReadOnlySpan<int> sizes, int alleles)
        {
            ulong one = 14695981039346656037UL ^ (uint)alleles, two = 0x9E3779B97F4A7C15UL + (uint)alleles;
            foreach (int size in sizes)
            {
                one = (one ^ (uint)size) * 1099511628211UL;
                two = (two ^ (two >> 29) ^ (uint)size) * 0xBF58476D1CE4E5B9UL;
            }

            return new SizeKey(new UInt128(one, two));
        }

        public bool Equals(SizeKey other) => _packed == other._packed;

        public override bool Equals(object? obj) => obj is SizeKey other && Equals(other);

        public override int GetHashCode() => _packed.GetHashCode();
    }
}

using System.Collections.Concurrent;

namespace Matching.Genetics.Likelihood;

/// <summary>The likelihood with theta: a sum over which drawn alleles are copies of each other.</summary>
/// <remarks>
/// Balding-Nichols sampling is a Chinese restaurant process with concentration A = (1 - theta) / theta (model.md, section 6).
/// Typed founders are drawn first, one product; what they show updates the urn: n alleles seen, b_a of them a, make the
/// concentration C = A + n and the base distribution (A p_a + b_a) / C. The untyped slots then fall into classes, one
/// set partition at a time: after s slots, a class of size k is joined with k / (C + s), a new one opened with C / (C + s).
/// </remarks>
internal sealed class ThetaNetworks
{
    // Building and planning the network of one partition costs at least as much as so many multiply-adds (measured 2026-11-22: 0.3 ms cold).
    private const double LeastCost = 50_000;

    // Beyond this many partitions their networks are rebuilt each time rather than kept.
    private const int MaxKept = 5_000;

    private readonly PedigreeShape _shape;
    private readonly bool[] _observed;
    private readonly bool _isX;
    private readonly bool _keepsSought;
    private readonly CalculationBudget _budget;
    private readonly int[] _founders;
    private readonly int _slots;
    private readonly double _partitions;
    private readonly ConcurrentDictionary<long, Network> _networks = new();

    public ThetaNetworks(PedigreeShape shape, bool[] observed, bool isX, bool keepsSought, CalculationBudget budget)
    {
        (_shape, _observed, _isX, _keepsSought, _budget) = (shape, observed, isX, keepsSought, budget);
        _founders = [.. Enumerable.Range(0, shape.Count).Where(p => observed[p] && shape.IsFounder(p, isX))];
        NetworkBuilder.WithClasses(shape, observed, isX, keepsSought, [], budget, out _slots);
        _partitions = SetPartition.CountOf(_slots);
    }

    /// <summary>Evaluates all partitions and, where typed founders are ambiguous, all their genotypes.</summary>
    public int Evaluate(LocusEvidence[] evidence, Span<double> result)
    {
        CheckCost(evidence);
        var sum = new ScaledSum(result.Length);
        AddFounder(0, evidence, sum);
        sum.Cells.CopyTo(result);
        return sum.Exponent;
    }

    // Known before anything is computed: the plans of all partitions, or a lower bound where they are too many to keep.
    private void CheckCost(LocusEvidence[] evidence)
    {
        double terms = _partitions;
        var before = new (int First, int Count)[_founders.Length];
        for (int i = 0; i < before.Length; i++)
        {
            terms *= evidence[0].StatesOf(_founders[i]);
            before[i] = evidence[0].Restrict(_founders[i], 0);
        }

        double needed = terms * LeastCost;
        if (needed <= _budget.Operations && _partitions <= MaxKept)
            needed = Math.Max(needed, terms / _partitions * CostOfAllPartitions(evidence));
        for (int i = 0; i < before.Length; i++)
            evidence[0].Release(_founders[i], before[i]);
        if (needed > _budget.Operations)
            throw CalculationBudget.Refusal($"with theta, {_slots} untyped founder alleles make {terms:0.##e0} terms of {needed:0.##e0} multiply-adds in all");
    }

    private double CostOfAllPartitions(LocusEvidence[] evidence)
    {
        var partition = new SetPartition(_slots);
        double operations = 0;
        long number = 0;
        do
            operations += NetworkOf(partition, number++).PlanFor(evidence).Operations;
        while (operations <= _budget.Operations && partition.MoveNext());
        return operations;
    }

    // One founder after another: each of its possible genotypes fixes which alleles the urn holds.
    private void AddFounder(int index, LocusEvidence[] evidence, ScaledSum sum)
    {
        if (index == _founders.Length)
        {
            AddPartitions(evidence, sum);
            return;
        }

        int founder = _founders[index];
        int states = evidence[0].StatesOf(founder);
        for (int s = 0; s < states; s++)
        {
            var before = evidence[0].Restrict(founder, s);
            AddFounder(index + 1, evidence, sum);
            evidence[0].Release(founder, before);
        }
    }

    private void AddPartitions(LocusEvidence[] evidence, ScaledSum sum)
    {
        double typed = DrawTypedFounders(evidence[0], out double concentration, out int exponent);
        int n = evidence[0].Model.AlleleCount;
        var partition = new SetPartition(_slots);
        long number = 0;
        do
        {
            // Both alleles of the sought person of one class: the table is a diagonal.
            var network = NetworkOf(partition, number++);
            bool diagonal = network.Kept.Length == 1 && sum.Cells.Length == n * n && n > 1;
            double[] part = new double[diagonal ? n : sum.Cells.Length];
            int partExponent = network.Evaluate(evidence, part);
            sum.Add(part, typed * partition.WeightOf(concentration), exponent + partExponent, diagonal ? n + 1 : 1);
        }
        while (partition.MoveNext());
    }

    private Network NetworkOf(SetPartition partition, long number)
    {
        if (_networks.TryGetValue(number, out var network))
            return network;
        network = NetworkBuilder.WithClasses(_shape, _observed, _isX, _keepsSought, [.. partition.Classes], _budget, out _);
        return _partitions <= MaxKept ? _networks.GetOrAdd(number, network) : network;
    }

    // P(the alleles of the typed founders, in sequence); leaves the updated urn in the evidence.
    private double DrawTypedFounders(LocusEvidence evidence, out double concentration, out int exponent)
    {
        double theta = evidence.Model.Population.Theta;
        double a = (1 - theta) / theta;
        var frequencies = evidence.Model.Frequencies.Frequencies;
        Span<int> copies = frequencies.Length <= 128 ? stackalloc int[frequencies.Length] : new int[frequencies.Length];
        copies.Clear();
        int drawn = 0;
        double probability = 1;
        exponent = 0;
        foreach (int founder in _founders)
            for (int slot = _shape.FirstSlot(founder, _isX); slot <= 1; slot++)
            {
                int allele = evidence.AlleleOf(founder, slot, 0);
                probability *= (copies[allele] + a * frequencies[allele]) / (a + drawn++);
                copies[allele]++;
                if (probability < 1e-100)
                {
                    int shift = Math.ILogB(probability);
                    (probability, exponent) = (Math.ScaleB(probability, -shift), exponent + shift);
                }
            }

        concentration = a + drawn;
        for (int i = 0; i < copies.Length; i++)
            evidence.Base[i] = (a * frequencies[i] + copies[i]) / concentration;
        return probability;
    }
}

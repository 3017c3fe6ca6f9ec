using System.Collections.Concurrent;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Likelihood;

/// <summary>The one calculator: P(observations | hypothesis) at a locus, exactly, for any pedigree.</summary>
/// <remarks>
/// Variable elimination over allele variables (docs/model.md): founders by Hardy-Weinberg or Balding-Nichols, transmission
/// with mutation, silent alleles, drop-out, X loci, identity. Untyped members are summed over. Preparing is the dear
/// part; a prepared hypothesis serves any number of loci and genotypes, from any number of threads.
/// </remarks>
public sealed class PedigreeLikelihood
{
    internal const double Log2 = 0.693147180559945309417;

    private readonly PedigreeShape _shape;
    private readonly CalculationBudget _budget;
    private readonly ConcurrentDictionary<PatternKey, Network> _networks = new();
    private readonly ConcurrentDictionary<PatternKey, ThetaNetworks> _withTheta = new();

    /// <summary>Prepares a hypothesis.</summary>
    /// <param name="hypothesis">The pedigree and identities.</param>
    /// <param name="typed">The persons whose observations are given later, in that order; each needs a place in the hypothesis.</param>
    /// <param name="sought">A person, not typed, whose genotype stays open in <see cref="Over"/>; null for none.</param>
    /// <param name="budget">What one locus may cost; null for <see cref="CalculationBudget.Default"/>.</param>
    /// <exception cref="PedigreeException"><c>hypothesis.person-missing</c>, <c>hypothesis.person-twice</c>, <c>hypothesis.sought-typed</c>.</exception>
    public PedigreeLikelihood(Hypothesis hypothesis, IReadOnlyList<string> typed, string? sought = null, CalculationBudget? budget = null)
    {
        _shape = new PedigreeShape(hypothesis, typed, sought);
        _budget = budget ?? CalculationBudget.Default;
        if (typed.Count > PatternKey.MaxTyped)
            throw CalculationBudget.Refusal($"{typed.Count} persons are typed and {PatternKey.MaxTyped} allowed");
    }

    /// <summary>Natural logarithm of P(observations | hypothesis) at one locus; negative infinity when impossible.</summary>
    /// <param name="model">The locus, autosomal or X.</param>
    /// <param name="observations">One per typed person, in the order given at preparation; missing ones are summed over.</param>
    /// <exception cref="PedigreeException"><c>likelihood.*</c>: unknown allele, drop-out out of range, sex unknown at X, or beyond the budget.</exception>
    public double LogOf(LocusModel model, ReadOnlySpan<Observation> observations)
    {
        Span<double> value = stackalloc double[1];
        int exponent = Evaluate(model, observations, keepsSought: false, value);
        return value[0] > 0 ? Math.Log(value[0]) + exponent * Log2 : double.NegativeInfinity;
    }

    /// <summary>The joint likelihood of the observations and every true genotype of the sought person.</summary>
    /// <inheritdoc cref="LogOf"/>
    public GenotypeLikelihoods Over(LocusModel model, ReadOnlySpan<Observation> observations)
    {
        if (_shape.Sought < 0)
            throw new InvalidOperationException("The calculator was prepared without a sought person.");
        bool haploid = _shape.FirstSlot(_shape.Sought, model.Locus.Inheritance == Inheritance.X) > 0;
        var joint = new double[haploid ? model.AlleleCount : model.AlleleCount * model.AlleleCount];
        int exponent = Evaluate(model, observations, keepsSought: true, joint);
        return new GenotypeLikelihoods(model, joint, haploid, exponent);
    }

    /// <summary>Natural logarithm of the probability of the observations at two linked loci together.</summary>
    /// <param name="first">The first locus.</param>
    /// <param name="atFirst">Observations at the first locus.</param>
    /// <param name="second">The second locus, of the same inheritance.</param>
    /// <param name="atSecond">Observations at the second locus.</param>
    /// <param name="recombination">Recombination rate per meiosis, 0 to 0.5, the same in both sexes.</param>
    /// <exception cref="PedigreeException"><c>likelihood.linked</c>: theta above 0, different inheritance, or a rate outside 0 to 0.5.</exception>
    public double LogOfLinked(LocusModel first, ReadOnlySpan<Observation> atFirst, LocusModel second, ReadOnlySpan<Observation> atSecond, double recombination)
    {
        if (recombination is not (>= 0 and <= 0.5))
            throw new PedigreeException("likelihood.linked", $"A recombination rate lies between 0 and 0.5, not at {recombination}.");
        CheckInheritance(first);
        CheckInheritance(second);
        if (first.Population.Theta > 0 || second.Population.Theta > 0 || first.Locus.Inheritance != second.Locus.Inheritance)
            throw new PedigreeException("likelihood.linked", $"{first.Locus.Name} and {second.Locus.Name} can be linked only with theta 0 and the same inheritance.");
        var key = KeyOf(first, atFirst, keepsSought: false) with { TypedAtSecond = KeyOf(second, atSecond, keepsSought: false).Typed, Recombination = recombination };
        if (key.Typed == 0 && key.TypedAtSecond == 0)
            return 0;
        if (!_networks.TryGetValue(key, out var network))
            network = _networks.GetOrAdd(key, NetworkBuilder.OfPair(_shape, Observed(key.Typed), Observed(key.TypedAtSecond), key.IsX, recombination, _budget));
        LocusEvidence[] evidence = [new(), new()];
        if (!evidence[0].Read(_shape, first, atFirst, withDraws: true, orderFounders: false) || !evidence[1].Read(_shape, second, atSecond, withDraws: true, orderFounders: true))
            return double.NegativeInfinity;
        Span<double> value = stackalloc double[1];
        int exponent = network.Evaluate(evidence, value);
        return value[0] > 0 ? Math.Log(value[0]) + exponent * Log2 : double.NegativeInfinity;
    }

    private int Evaluate(LocusModel model, ReadOnlySpan<Observation> observations, bool keepsSought, Span<double> result)
    {
        CheckInheritance(model);
        result.Clear();
        var key = KeyOf(model, observations, keepsSought);
        if (key.Typed == 0 && !keepsSought)
        {
            result[0] = 1;
            return 0;
        }

        var evidence = EvidencePool.Take();
        bool hasTheta = model.Population.Theta > 0;
        int exponent = 0;
        if (evidence[0].Read(_shape, model, observations, withDraws: !hasTheta, orderFounders: false))
            exponent = hasTheta ? ThetaFor(key).Evaluate(evidence, result) : NetworkFor(key).Evaluate(evidence, result);
        EvidencePool.Return(evidence);
        return exponent;
    }

    private Network NetworkFor(PatternKey key) =>
        _networks.TryGetValue(key, out var network)
            ? network
            : _networks.GetOrAdd(key, NetworkBuilder.Of(_shape, Observed(key.Typed), key.IsX, key.KeepsSought, _budget));

    private ThetaNetworks ThetaFor(PatternKey key) =>
        _withTheta.TryGetValue(key, out var networks)
            ? networks
            : _withTheta.GetOrAdd(key, new ThetaNetworks(_shape, Observed(key.Typed), key.IsX, key.KeepsSought, _budget));

    private static void CheckInheritance(LocusModel model)
    {
        if (model.Locus.Inheritance is not (Inheritance.Autosomal or Inheritance.X))
            throw new PedigreeException("likelihood.inheritance", $"{model.Locus.Name} is neither autosomal nor on the X chromosome; it has no place in this calculation.");
    }

    private PatternKey KeyOf(LocusModel model, ReadOnlySpan<Observation> observations, bool keepsSought)
    {
        if (observations.Length != _shape.Places.Length)
            throw new ArgumentException($"{_shape.Places.Length} persons are typed, but {observations.Length} observations were given.", nameof(observations));
        UInt128 typed = 0;
        for (int i = 0; i < observations.Length; i++)
            if (!observations[i].Genotype.IsMissing)
                typed |= UInt128.One << i;
        return new PatternKey(typed, model.Locus.Inheritance == Inheritance.X, keepsSought);
    }

    private bool[] Observed(UInt128 typed)
    {
        var observed = new bool[_shape.Count];
        for (int i = 0; i < _shape.Places.Length; i++)
            observed[_shape.Places[i]] |= (typed >> i & UInt128.One) != 0;
        return observed;
    }

    /// <summary>Which of the typed persons are typed at a locus: loci of equal pattern share a network.</summary>
    private readonly record struct PatternKey(UInt128 Typed, bool IsX, bool KeepsSought)
    {
        public const int MaxTyped = 128;

        public UInt128 TypedAtSecond { get; init; }

        public double Recombination { get; init; } = -1;
    }
}

using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Simulation;

namespace Matching.Benchmarks;

/// <summary>A likelihood ratio to be computed again and again: prepared hypotheses, 24 loci, several simulated families.</summary>
/// <remarks>Many families, because homozygotes shrink the problem and one family would flatter or slander the method.</remarks>
internal sealed class BenchmarkCase
{
    private const int Families = 16;

    private readonly LocusModel[] _loci;
    private readonly PedigreeLikelihood _related;
    private readonly PedigreeLikelihood _unrelated;
    private readonly Observation[][][] _families;
    private int _next;

    public BenchmarkCase(Hypothesis related, string child, string[] typed, double theta = 0)
    {
        _loci = BenchmarkPanel.Loci(theta);
        _related = new PedigreeLikelihood(related, typed);
        _unrelated = new PedigreeLikelihood(BenchmarkPedigrees.Unrelated(related, child), typed);
        _families = Simulate(related, typed, _loci);
        for (int warm = 0; warm < Families; warm++)
            LogLikelihoodRatio();
    }

    /// <summary>Natural logarithm of the LR of the next family, all loci.</summary>
    public double LogLikelihoodRatio()
    {
        var family = _families[_next++ % Families];
        double sum = 0;
        for (int locus = 0; locus < _loci.Length; locus++)
            sum += _related.LogOf(_loci[locus], family[locus]) - _unrelated.LogOf(_loci[locus], family[locus]);
        return sum;
    }

    /// <summary>Natural logarithm of the likelihood of the next family under the related hypothesis alone.</summary>
    public double LogLikelihood()
    {
        var family = _families[_next++ % Families];
        double sum = 0;
        for (int locus = 0; locus < _loci.Length; locus++)
            sum += _related.LogOf(_loci[locus], family[locus]);
        return sum;
    }

    /// <summary>Observations by family, locus and typed person.</summary>
    public static Observation[][][] Simulate(Hypothesis hypothesis, string[] typed, LocusModel[] loci)
    {
        var random = new Random(7);
        var drop = new GeneDrop(hypothesis.Pedigree, loci);
        int[] places = [.. typed.Select(hypothesis.Pedigree.IndexOf)];
        return [.. Enumerable.Range(0, Families).Select(_ =>
        {
            var family = drop.Next(random);
            return loci.Select((_, locus) => places.Select(p => new Observation(family.ObservedAt(p, locus))).ToArray()).ToArray();
        })];
    }
}

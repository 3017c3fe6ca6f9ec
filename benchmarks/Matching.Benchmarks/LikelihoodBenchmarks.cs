using BenchmarkDotNet.Attributes;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Benchmarks;

/// <summary>The one general calculator, one thread, warm, 24 loci; an LR is both hypotheses.</summary>
[MemoryDiagnoser]
public class LikelihoodBenchmarks
{
    private readonly BenchmarkCase _duo = new(BenchmarkPedigrees.Duo, "child", ["father", "child"]);
    private readonly BenchmarkCase _trio = new(BenchmarkPedigrees.Duo, "child", ["father", "mother", "child"]);
    private readonly BenchmarkCase _siblings = new(BenchmarkPedigrees.FullSiblings, "child", ["child", "sibling"]);
    private readonly BenchmarkCase _twenty = new(BenchmarkPedigrees.TwentyMembers, "child", BenchmarkPedigrees.TypedOfTwenty);
    private readonly BenchmarkCase _cousins = new(BenchmarkPedigrees.CousinMarriage, "child", ["child", "a", "b"]);
    private readonly BenchmarkCase _thetaSiblings = new(BenchmarkPedigrees.FullSiblings, "child", ["child", "sibling"], theta: 0.03);
    private readonly FamilyTables _family = new();
    private readonly LinkedCase _linkedSiblings = new(BenchmarkPedigrees.FullSiblings, ["child", "sibling"]);
    private readonly LinkedCase _linkedUncle = new(BenchmarkPedigrees.UncleAndChild, ["child", "uncle"]);

    [Benchmark(Description = "duo LR")]
    public double Duo() => _duo.LogLikelihoodRatio();

    [Benchmark(Description = "trio LR")]
    public double Trio() => _trio.LogLikelihoodRatio();

    [Benchmark(Description = "full-sibling LR")]
    public double FullSiblings() => _siblings.LogLikelihoodRatio();

    [Benchmark(Description = "two grandparents and an uncle: LR over all genotypes of the child")]
    public double Family() => _family.Compile();

    [Benchmark(Description = "20 members, 7 typed: likelihood")]
    public double TwentyMembers() => _twenty.LogLikelihood();

    [Benchmark(Description = "child of first cousins, 3 typed: likelihood")]
    public double CousinMarriage() => _cousins.LogLikelihood();

    [Benchmark(Description = "full-sibling LR, theta 0.03")]
    public double ThetaSiblings() => _thetaSiblings.LogLikelihoodRatio();

    [Benchmark(Description = "linked pair (17 x 19 alleles), full siblings: likelihood")]
    public double LinkedSiblings() => _linkedSiblings.LogLikelihood();

    [Benchmark(Description = "linked pair (17 x 19 alleles), uncle: likelihood")]
    public double LinkedUncle() => _linkedUncle.LogLikelihood();

    /// <summary>A family compiled to LR tables over the genotype codes of its missing child.</summary>
    private sealed class FamilyTables
    {
        private static readonly string[] Typed = ["gf", "gm", "uncle"];

        private readonly LocusModel[] _loci = BenchmarkPanel.Loci();
        private readonly PedigreeLikelihood _related = new(BenchmarkPedigrees.GrandparentsAndUncle, Typed, "child");
        private readonly PedigreeLikelihood _unrelated = new(BenchmarkPedigrees.Unrelated(BenchmarkPedigrees.GrandparentsAndUncle, "child"), Typed, "child");
        private readonly Observation[][][] _families;
        private readonly double[] _h1 = new double[GenotypeSpace.CountOf(39)];
        private readonly double[] _h2 = new double[GenotypeSpace.CountOf(39)];
        private int _next;

        public FamilyTables() => _families = BenchmarkCase.Simulate(BenchmarkPedigrees.GrandparentsAndUncle, Typed, _loci);

        public double Compile()
        {
            var family = _families[_next++ % _families.Length];
            double sum = 0;
            for (int locus = 0; locus < _loci.Length; locus++)
            {
                var related = _related.Over(_loci[locus], family[locus]);
                var unrelated = _unrelated.Over(_loci[locus], family[locus]);
                int codes = GenotypeSpace.CountOf(_loci[locus].AlleleCount);
                related.Fill(_h1.AsSpan(0, codes), 0);
                unrelated.Fill(_h2.AsSpan(0, codes), 0);
                double scale = Math.Exp(related.LogScale - unrelated.LogScale);
                for (int code = 0; code < codes; code++)
                    _h1[code] = _h1[code] / _h2[code] * scale;
                sum += _h1[0];
            }

            return sum;
        }
    }

    /// <summary>One linked pair of the panel.</summary>
    private sealed class LinkedCase
    {
        private readonly LocusModel _first = BenchmarkPanel.Loci()[19];
        private readonly LocusModel _second = BenchmarkPanel.Loci()[18];
        private readonly PedigreeLikelihood _related;
        private readonly Observation[][][] _families;
        private int _next;

        public LinkedCase(Hypothesis related, string[] typed)
        {
            _related = new PedigreeLikelihood(related, typed);
            _families = BenchmarkCase.Simulate(related, typed, [_first, _second]);
        }

        public double LogLikelihood()
        {
            var family = _families[_next++ % _families.Length];
            return _related.LogOfLinked(_first, family[0], _second, family[1], 0.117);
        }
    }
}

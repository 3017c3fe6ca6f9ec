using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Likelihood;

/// <summary>P(observations, true genotype of the sought person) for every ordered genotype of that person.</summary>
/// <remarks>One elimination yields every likelihood at once: what would be seen of the sought person is summed from it.</remarks>
public sealed class GenotypeLikelihoods
{
    private readonly LocusModel _model;
    private readonly double[] _joint;
    private readonly bool _haploid;
    private readonly int _exponent;

    internal GenotypeLikelihoods(LocusModel model, double[] joint, bool haploid, int exponent) =>
        (_model, _joint, _haploid, _exponent) = (model, joint, haploid, exponent);

    /// <summary>Natural logarithm of the factor that all values of <see cref="Fill"/> are to be multiplied with.</summary>
    public double LogScale => _exponent * PedigreeLikelihood.Log2;

    /// <summary>ln P(the other observations and this one of the sought person); negative infinity when impossible.</summary>
    /// <param name="observation">What is seen of the sought person; missing gives the marginal.</param>
    public double LogOf(Observation observation)
    {
        if (observation.Genotype.IsMissing)
            return Math.Log(_joint.Sum()) + LogScale;
        var record = RecordedGenotype.Of(_model, observation, "the sought person");
        return Math.Log(ValueOf(record.A, record.B, observation.DropOut)) + LogScale;
    }

    /// <summary>The same for every genotype that can be seen, in the order of <see cref="GenotypeSpace"/> codes.</summary>
    /// <param name="byCode">One place per code; receives the likelihoods divided by e to the <see cref="LogScale"/>.</param>
    /// <param name="dropOut">Drop-out probability of the sought person, 0 up to but not 1.</param>
    public void Fill(Span<double> byCode, double dropOut)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dropOut);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dropOut, 1);
        int n = _model.AlleleCount, visible = _model.Frequencies.VisibleCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(byCode.Length, GenotypeSpace.CountOf(visible));
        double both = (1 - dropOut) * (1 - dropOut);
        for (int b = 0, code = 0; b < visible; b++)
        {
            for (int a = 0; a < b; a++)
                byCode[code++] = _haploid ? 0 : both * (_joint[a * n + b] + _joint[b * n + a]);
            byCode[code++] = ValueOfSingle(b, dropOut);
        }
    }

    private double ValueOf(int a, int b, double d)
    {
        int n = _model.AlleleCount;
        if (a == b)
            return ValueOfSingle(a, d);
        return _haploid ? 0 : (1 - d) * (1 - d) * (_joint[a * n + b] + _joint[b * n + a]);
    }

    private double ValueOfSingle(int a, double d)
    {
        if (_haploid)
            return (1 - d) * _joint[a];
        int n = _model.AlleleCount, silent = _model.Frequencies.SilentIndex;
        double value = (1 - d * d) * _joint[a * n + a];
        if (d > 0)
            value += d * (1 - d) * WithAnotherVisible(a);
        if (silent >= 0)
            value += (1 - d) * (_joint[a * n + silent] + _joint[silent * n + a]);
        return value;
    }

    private double WithAnotherVisible(int a)
    {
        int n = _model.AlleleCount;
        double sum = 0;
        for (int x = 0; x < _model.Frequencies.VisibleCount; x++)
            sum += x == a ? 0 : _joint[a * n + x] + _joint[x * n + a];
        return sum;
    }
}

using System.Globalization;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Hypotheses;

/// <summary>log10 of P(data | H1) / P(data | H2).</summary>
/// <param name="Log10">The logarithm. Negative infinity: impossible under H1 alone. NaN: impossible under both.</param>
/// <remarks><c>default</c> is 0: the data favour neither. The product of ratios is the sum of their logarithms.</remarks>
public readonly record struct LikelihoodRatio(double Log10) : IComparable<LikelihoodRatio>
{
    /// <summary>LR 1: the data favour neither hypothesis.</summary>
    public static LikelihoodRatio Neutral => default;

    /// <summary>LR 0: the data are impossible under H1.</summary>
    public static LikelihoodRatio Exclusion => new(double.NegativeInfinity);

    /// <summary>The data are impossible under both hypotheses, so there is no ratio.</summary>
    public static LikelihoodRatio Undefined => new(double.NaN);

    /// <summary>True when the data are impossible under H1 and possible under H2.</summary>
    public bool IsExclusion => double.IsNegativeInfinity(Log10);

    /// <summary>True when the data are impossible under both hypotheses.</summary>
    public bool IsUndefined => double.IsNaN(Log10);

    /// <summary>The ratio itself: 0 for an exclusion, NaN when undefined; infinite beyond the range of double.</summary>
    public double Value => Math.Pow(10, Log10);

    /// <summary>The ratio of two natural-log likelihoods.</summary>
    public static LikelihoodRatio FromLn(double first, double second) =>
        double.IsNegativeInfinity(first)
            ? double.IsNegativeInfinity(second) ? Undefined : Exclusion
            : new LikelihoodRatio((first - second) / Math.Log(10));

    /// <summary>The ratio of independent data taken together.</summary>
    public static LikelihoodRatio operator *(LikelihoodRatio left, LikelihoodRatio right) => new(left.Log10 + right.Log10);

    /// <summary>Smaller ratio; an undefined one is smaller than any other.</summary>
    public int CompareTo(LikelihoodRatio other) => Log10.CompareTo(other.Log10);

    /// <summary>Smaller.</summary>
    public static bool operator <(LikelihoodRatio left, LikelihoodRatio right) => left.CompareTo(right) < 0;

    /// <summary>Larger.</summary>
    public static bool operator >(LikelihoodRatio left, LikelihoodRatio right) => left.CompareTo(right) > 0;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(LikelihoodRatio left, LikelihoodRatio right) => left.CompareTo(right) <= 0;

    /// <summary>Larger or equal.</summary>
    public static bool operator >=(LikelihoodRatio left, LikelihoodRatio right) => left.CompareTo(right) >= 0;

    /// <summary>The logarithm with round-trip digits; <c>-inf</c> for an exclusion, <c>undefined</c> for no ratio.</summary>
    public override string ToString() =>
        IsUndefined ? "undefined" : IsExclusion ? "-inf" : Log10.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>The likelihood ratio of one locus.</summary>
/// <param name="Locus">The locus.</param>
/// <param name="Ratio">Its ratio.</param>
public readonly record struct LocusLikelihoodRatio(Locus Locus, LikelihoodRatio Ratio);

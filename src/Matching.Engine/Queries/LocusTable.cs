namespace Matching.Engine.Queries;

/// <summary>LR at one locus for every genotype code of the other person; 1 where that person is not typed.</summary>
internal readonly struct LocusTable(double[] ratios)
{
    private readonly double[] _ratios = ratios;

    /// <summary>The ratio of a genotype code.</summary>
    public double this[int code] => _ratios[code];

    /// <summary>All ratios, by code.</summary>
    public ReadOnlySpan<double> Ratios => _ratios;
}

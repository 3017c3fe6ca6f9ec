using Matching.Engine.Classes;

namespace Matching.Engine.Queries;

/// <summary>LR at one locus for every genotype code of the other person; 1 where that person is not typed.</summary>
internal sealed class LocusTable(double[] ratios, GenotypeClasses classes)
{
    private DeficitRow? _deficits;

    /// <summary>The ratio of a genotype code.</summary>
    public double this[int code] => ratios[code];

    /// <summary>All ratios, by code.</summary>
    public ReadOnlySpan<double> Ratios => ratios;

    /// <summary>The deficits of the ratios; made when first asked for.</summary>
    public DeficitRow Deficits
    {
        get
        {
            if (_deficits is { } known)
                return known;
            var log10 = new double[ratios.Length];
            for (int code = 0; code < log10.Length; code++)
                log10[code] = Math.Log10(ratios[code]);
            return _deficits = DeficitRow.Of(log10, log10Missing: 0, classes);
        }
    }
}

using Matching.Kernels;

namespace Matching.Engine.Classes;

/// <summary>How far below the best possible ratio each genotype class stays at one locus.</summary>
/// <remarks>
/// In units of 1/2048 decade, rounded down, so that a sum of deficits never says more than the ratios do. A class has
/// the smallest deficit of its genotypes. <see cref="Impossible"/> stands for a ratio of 0.
/// </remarks>
internal sealed class DeficitRow
{
    /// <summary>Units per decade.</summary>
    public const int UnitsPerDecade = 2048;

    /// <summary>The deficit of a class whose every genotype has ratio 0.</summary>
    public const ushort Impossible = DeficitBytes.Impossible;

    private const ushort LargestFinite = ushort.MaxValue - 1;

    // Beyond this a deficit decides alone, and would only spoil the estimate of a sum.
    private const double MostDecades = 8;

    private readonly ushort[] _byClass = new ushort[GenotypeClasses.Count];

    private DeficitRow(double maximum) => Maximum = maximum;

    /// <summary>log10 of the best possible ratio, that of a missing genotype included.</summary>
    public double Maximum { get; }

    /// <summary>Mean deficit of unrelated persons in decades, about.</summary>
    public double Mean { get; private set; }

    /// <summary>Variance of the deficit of unrelated persons, about.</summary>
    public double Variance { get; private set; }

    /// <summary>Third central moment of the deficit of unrelated persons, about.</summary>
    public double Skew { get; private set; }

    /// <summary>The deficits.</summary>
    public ReadOnlySpan<ushort> ByClass => _byClass;

    /// <summary>The row of a table of ratios.</summary>
    /// <param name="log10ByCode">log10 of the ratio per genotype code; NaN where it is undefined.</param>
    /// <param name="log10Missing">log10 of the ratio where the person is not typed.</param>
    /// <param name="classes">The classes of the locus.</param>
    public static DeficitRow Of(ReadOnlySpan<double> log10ByCode, double log10Missing, GenotypeClasses classes)
    {
        double maximum = log10Missing;
        foreach (double value in log10ByCode)
            maximum = value > maximum ? value : maximum;
        var row = new DeficitRow(maximum);
        row._byClass.AsSpan().Fill(Impossible);
        for (int code = 0; code < log10ByCode.Length; code++)
        {
            ref ushort known = ref row._byClass[classes.ByCode[code]];
            known = Math.Min(known, Units(maximum - log10ByCode[code]));
        }

        row._byClass[GenotypeClasses.Missing] = Units(maximum - log10Missing);
        row.Estimate(classes.Shares);
        return row;
    }

    private void Estimate(ReadOnlySpan<double> shares)
    {
        double square = 0, cube = 0;
        for (int c = 0; c < GenotypeClasses.Vacant; c++)
        {
            double decades = Math.Min(MostDecades, _byClass[c] * (1.0 / UnitsPerDecade));
            Mean += shares[c] * decades;
            square += shares[c] * decades * decades;
            cube += shares[c] * decades * decades * decades;
        }

        Variance = Math.Max(0, square - Mean * Mean);
        Skew = cube - 3 * Mean * square + 2 * Mean * Mean * Mean;
    }

    // An undefined ratio is never kept, but that is for the exact comparison to say.
    private static ushort Units(double decades) =>
        double.IsNaN(decades) ? (ushort)0
        : double.IsPositiveInfinity(decades) ? Impossible
        : (ushort)Math.Min(LargestFinite, Math.Max(0, decades * UnitsPerDecade - 1e-6));
}

using Matching.Engine.Queries;

namespace Matching.Engine.Filter;

/// <summary>The ratio of a couple at a locus, bounded by a part of the mother plus a part of the father.</summary>
/// <remarks>
/// alpha(m) = max over f of log LR(m, f); what is left for the father is dF(f) = min over m of [alpha(m) - log LR(m, f)] &gt;= 0.
/// Then log LR(m, f) &lt;= alpha(m) - dF(f) for every couple, also where one of them is not typed.
/// </remarks>
internal static class CoupleDeficits
{
    /// <summary>The rows of father and mother.</summary>
    /// <param name="form">The couple's ratio by genotype codes; must be usable.</param>
    /// <param name="father">The father alone, for couples whose mother is not typed.</param>
    /// <param name="mother">The mother alone.</param>
    /// <param name="classes">The classes of the locus.</param>
    public static (DeficitRow Father, DeficitRow Mother) Of(CoupleForm form, LocusTable father, LocusTable mother, GenotypeClasses classes)
    {
        int codes = father.Ratios.Length;
        var best = new double[codes + 1];
        var left = new double[codes + 1];
        for (int m = 0; m <= codes; m++)
            for (int f = 0; f <= codes; f++)
                best[m] = Larger(best[m], Ratio(form, father, mother, f, m, codes));
        for (int m = 0; m <= codes; m++)
            for (int f = 0; best[m] > 0 && f <= codes; f++)
                left[f] = Larger(left[f], Ratio(form, father, mother, f, m, codes) / best[m]);
        return (RowOf(left, classes), RowOf(best, classes));
    }

    private static double Ratio(CoupleForm form, LocusTable father, LocusTable mother, int f, int m, int missing) =>
        f == missing ? (m == missing ? 1 : mother[m]) : m == missing ? father[f] : form.Of(f, m);

    // A comparison with an undefined ratio is false: it leaves the maximum alone. An undefined couple enters no ranking.
    internal static double Larger(double known, double other) => other > known ? other : known;

    /// <summary>The row of ratios by code, the last one for a person who is not typed.</summary>
    internal static DeficitRow RowOf(double[] ratios, GenotypeClasses classes)
    {
        double[] log10 = [.. ratios.Select(Math.Log10)];
        return DeficitRow.Of(log10.AsSpan(0, log10.Length - 1), log10[^1], classes);
    }
}

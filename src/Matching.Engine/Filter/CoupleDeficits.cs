using Matching.Engine.Queries;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Filter;

/// <summary>The ratio of a couple at a locus, bounded by a part of the mother plus a part of the father.</summary>
/// <remarks>
/// alpha(m) = max over f of log LR(m, f); what is left for the father is dF(f) = min over m of [alpha(m) - log LR(m, f)] &gt;= 0.
/// Then log LR(m, f) &lt;= alpha(m) - dF(f) for every couple, also where one of them is not typed.
/// </remarks>
internal static class CoupleDeficits
{
    /// <summary>The rows of father and mother where the couple's ratio is a bilinear form.</summary>
    /// <param name="form">The couple's ratio by genotype codes; must be usable.</param>
    /// <param name="father">The father alone, for couples whose mother is not typed.</param>
    /// <param name="mother">The mother alone.</param>
    /// <param name="classes">The classes of the locus.</param>
    public static (DeficitRow Father, DeficitRow Mother) Of(CoupleForm form, LocusTable father, LocusTable mother, GenotypeClasses classes) =>
        Of((m, byFather) =>
        {
            for (int f = 0; f < byFather.Length; f++)
                byFather[f] = form.Of(f, m);
        }, father, mother, classes);

    /// <summary>The rows of father and mother at any locus; null where the couple's ratio is not known in advance.</summary>
    /// <remarks>Depends on the model, the child's record, its sex and the two drop-out probabilities, on nothing else.</remarks>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="locus">The locus.</param>
    /// <param name="childSex">The child's sex as far as it matters there.</param>
    /// <param name="child">The child's record.</param>
    /// <param name="fatherDropOut">The father's drop-out probability.</param>
    /// <param name="motherDropOut">The mother's drop-out probability.</param>
    /// <param name="classes">The classes of the locus.</param>
    public static (DeficitRow Father, DeficitRow Mother)? Of(
        LocusRatios ratios, int locus, Sex childSex, Observation child, double fatherDropOut, double motherDropOut, GenotypeClasses classes)
    {
        if (CoupleRatios.Of(ratios.ModelFor(bothParents: true).At(locus), childSex, child, fatherDropOut, motherDropOut) is not { } couples)
            return null;
        var father = new LocusTable(ratios.OverMember(locus, FamilyRole.Father, childSex, child, fatherDropOut));
        var mother = new LocusTable(ratios.OverMember(locus, FamilyRole.Mother, childSex, child, motherDropOut));
        return Of(couples.FillBounds, father, mother, classes);
    }

    private static (DeficitRow Father, DeficitRow Mother) Of(FillCouples fill, LocusTable father, LocusTable mother, GenotypeClasses classes)
    {
        int codes = father.Ratios.Length;
        var best = new double[codes + 1];
        var left = new double[codes + 1];
        var row = new double[codes + 1];
        for (int m = 0; m <= codes; m++)
        {
            row[codes] = m == codes ? 1 : mother[m];
            if (m < codes)
                fill(m, row.AsSpan(0, codes));
            else
                father.Ratios.CopyTo(row);
            foreach (double ratio in row)
                best[m] = Larger(best[m], ratio);
            for (int f = 0; best[m] > 0 && f <= codes; f++)
                left[f] = Larger(left[f], row[f] / best[m]);
        }

        return (RowOf(left, classes), RowOf(best, classes));
    }

    // A comparison with an undefined ratio is false: it leaves the maximum alone. An undefined couple enters no ranking.
    private static double Larger(double known, double other) => other > known ? other : known;

    private delegate void FillCouples(int mother, Span<double> byFather);

    private static DeficitRow RowOf(double[] ratios, GenotypeClasses classes)
    {
        double[] log10 = [.. ratios.Select(Math.Log10)];
        return DeficitRow.Of(log10.AsSpan(0, log10.Length - 1), log10[^1], classes);
    }
}

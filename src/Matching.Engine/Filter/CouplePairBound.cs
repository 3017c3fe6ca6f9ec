using Matching.Engine.Classes;
using Matching.Engine.Queries;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Filter;

/// <summary>The ratio of a couple at a locus, bounded by a part of the mother plus a part of the father.</summary>
/// <remarks>
/// <para>
/// alpha(m) = max over f of log LR(m, f); what is left for the father is dF(f) = min over m of [alpha(m) - log LR(m, f)] &gt;= 0.
/// Then log LR(m, f) &lt;= alpha(m) - dF(f) for every couple, also where one of them is not typed.
/// </para>
/// <para>
/// The ratios are those of <see cref="CoupleRatios"/>. Where neither genotype is open, only the <see cref="LeadingParts"/>
/// of the partners are looked at; a ratio divided by the mother's best one is the ratio of her part divided by it.
/// </para>
/// </remarks>
internal sealed class CouplePairBound
{
    // The exact comparison sums in another order (within 1e-13): ten thousand times that is still nothing against a byte.
    private const double Widening = 1 + 1e-9;

    private readonly CoupleRatios _ratios;
    private readonly double[] _best;
    private readonly double[] _left;

    private CouplePairBound(CoupleRatios ratios, double[] father, double[] mother)
    {
        _ratios = ratios;
        _best = new double[mother.Length + 1];
        _left = new double[father.Length + 1];
        List<ParentPart> mothers = TakeMothers(mother);
        TakeFathers(LeadingParts.Of(mothers));
        TakeUntypedMother(father);
    }

    /// <summary>The rows of father and mother; null where the child's record is impossible.</summary>
    /// <remarks>They depend on the model, the child's record and sex, and the two drop-out probabilities, on nothing else.</remarks>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="couples">The ratios of couples; null where the child's record is impossible.</param>
    /// <param name="locus">The locus.</param>
    /// <param name="childSex">The child's sex as far as it matters there.</param>
    /// <param name="child">The child's record.</param>
    /// <param name="fatherDropOut">The father's drop-out probability.</param>
    /// <param name="motherDropOut">The mother's drop-out probability.</param>
    public static (DeficitRow Father, DeficitRow Mother)? Of(
        LocusRatios ratios, CoupleRatios? couples, int locus, Sex childSex, Observation child, double fatherDropOut, double motherDropOut)
    {
        if (couples is null)
            return null;
        var bound = new CouplePairBound(
            couples,
            ratios.OverMember(locus, FamilyRole.Father, childSex, child, fatherDropOut),
            ratios.OverMember(locus, FamilyRole.Mother, childSex, child, motherDropOut));
        return (RowOf(bound._left, ratios.Classes.At(locus)), RowOf(bound._best, ratios.Classes.At(locus)));
    }

    // The best ratio of every typed mother; what is left for fathers who are open, and beside a mother who is.
    private List<ParentPart> TakeMothers(double[] alone)
    {
        var (fathers, mothers) = (_ratios.Fathers, _ratios.Mothers);
        var leading = LeadingParts.Of([.. fathers.CodesThat(isOpen: false).Select(f => fathers.Certain[f])]);
        int[] open = [.. fathers.CodesThat(isOpen: true)], all = [.. fathers.CodesThat(isOpen: false), .. open];
        var certain = new List<ParentPart>();
        var ratios = new double[all.Length];
        for (int m = 0; m < alone.Length; m++)
        {
            int[] partners = mothers.IsOpen(m) ? all : open;
            for (int i = 0; i < partners.Length; i++)
                ratios[i] = Widening * _ratios.Of(partners[i], m);
            double best = Larger(mothers.IsOpen(m) ? 0 : Widening * _ratios.LargestRatio(mothers.Certain[m], leading), alone[m]);
            for (int i = 0; i < partners.Length; i++)
                best = Larger(best, ratios[i]);
            _best[m] = best;
            if (!(best > 0))
                continue;
            for (int i = 0; i < partners.Length; i++)
                _left[partners[i]] = Larger(_left[partners[i]], ratios[i] / best);
            _left[^1] = Larger(_left[^1], alone[m] / best);
            if (!mothers.IsOpen(m))
                certain.Add(mothers.Certain[m].DividedBy(best));
        }

        return certain;
    }

    private void TakeFathers(ParentPart[] mothers)
    {
        foreach (int f in _ratios.Fathers.CodesThat(isOpen: false))
            _left[f] = Larger(_left[f], Widening * _ratios.LargestRatio(_ratios.Fathers.Certain[f], mothers));
    }

    private void TakeUntypedMother(double[] alone)
    {
        _best[^1] = 1;
        foreach (double ratio in alone)
            _best[^1] = Larger(_best[^1], ratio);
        for (int f = 0; f < alone.Length; f++)
            _left[f] = Larger(_left[f], alone[f] / _best[^1]);
        _left[^1] = Larger(_left[^1], 1 / _best[^1]);
    }

    // A comparison with an undefined ratio is false: it leaves the maximum alone. An undefined couple enters no ranking.
    private static double Larger(double known, double other) => other > known ? other : known;

    private static DeficitRow RowOf(double[] ratios, GenotypeClasses classes)
    {
        double[] log10 = [.. ratios.Select(Math.Log10)];
        return DeficitRow.Of(log10.AsSpan(0, log10.Length - 1), log10[^1], classes);
    }
}

using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Engine.Filter;

/// <summary>LR of every couple of records at one locus, in closed form: any theta, autosomal or X, silent alleles, drop-out.</summary>
/// <remarks>
/// <para>
/// Both hypotheses draw the parents' alleles in the same way, so P(true genotypes of the parents) and P(their records) are
/// weights common to both: LR = sum of weight N / sum of weight D over the true genotypes that the records leave open, with
/// N and D of <see cref="CoupleChild"/>. Two records that leave nothing open have the ratio N / D. Both are bilinear, hence a
/// sum over what one parent may hide is taken once for all partners.
/// </para>
/// <para>
/// It is the calculator's number, summed in another order: all terms are positive, so the two agree to about 1e-14. A ratio
/// is undefined (NaN) where a record is impossible.
/// </para>
/// </remarks>
internal sealed class CoupleRatios
{
    // A thousand times and more what another order of summation can change; costs nothing against bytes of 1/254 of a budget.
    private const double Widening = 1 + 1e-9;

    private readonly CoupleChild _child;
    private readonly ParentGenotypes _fathers;
    private readonly ParentGenotypes _mothers;

    private CoupleRatios(CoupleChild child, ParentGenotypes fathers, ParentGenotypes mothers) => (_child, _fathers, _mothers) = (child, fathers, mothers);

    /// <summary>The ratios of a child; null where its record is impossible or lies outside the column.</summary>
    /// <param name="model">The locus with both parents typed.</param>
    /// <param name="childSex">The child's sex; matters at an X locus.</param>
    /// <param name="child">The child's record.</param>
    /// <param name="fatherDropOut">The father's drop-out probability.</param>
    /// <param name="motherDropOut">The mother's drop-out probability.</param>
    public static CoupleRatios? Of(LocusModel model, Sex childSex, Observation child, double fatherDropOut, double motherDropOut) =>
        CoupleChild.Of(model, childSex, child) is { } record
            ? new CoupleRatios(record, new ParentGenotypes(record, model, Sex.Male, fatherDropOut), new ParentGenotypes(record, model, Sex.Female, motherDropOut))
            : null;

    /// <summary>At least the calculator's ratio of one mother with every father, and hardly more.</summary>
    /// <param name="mother">The mother's code.</param>
    /// <param name="byFather">One place per code of a father; NaN where undefined.</param>
    public void FillBounds(int mother, Span<double> byFather)
    {
        Fill(mother, byFather);
        for (int f = 0; f < byFather.Length; f++)
            byFather[f] *= Widening;
    }

    /// <summary>The ratio of one mother with every father.</summary>
    /// <inheritdoc cref="FillBounds"/>
    public void Fill(int mother, Span<double> byFather)
    {
        bool open = _mothers.IsOpen(mother);
        if (!open)
            _child.Fill(_mothers.Certain[mother], _fathers.Certain, byFather);
        for (int f = 0; f < byFather.Length; f++)
            if (!_fathers.IsPossible(f))
                byFather[f] = double.NaN;
            else if (open || _fathers.IsOpen(f))
                byFather[f] = OpenRatio(f, mother);
    }

    private double OpenRatio(int father, int mother)
    {
        var (f1, f2) = _fathers.AllelesOf(father);
        var (m1, m2) = _mothers.AllelesOf(mother);
        if (!_fathers.IsOpen(father))
            return RatioOf(_mothers.After(m1, f1, _fathers.IsHaploid ? -1 : f2), _fathers.Certain[father]);
        return _mothers.IsOpen(mother) ? OpenRatioOfBoth(f1, m1) : RatioOf(_fathers.After(f1, m1, m2), _mothers.Certain[mother]);
    }

    private double RatioOf(in ParentPart one, in ParentPart other)
    {
        var (related, unrelated) = _child.Of(one, other);
        return _child.Ratio(related, unrelated);
    }

    // The mother draws m/x, then the father f/y: the factors that depend on x stay under the sum.
    private double OpenRatioOfBoth(int f, int m)
    {
        double related = 0, unrelated = 0;
        for (int x = 0; x < _mothers.AlleleCount; x++)
        {
            double weight = _mothers.Draw(x, x == m ? 1 : 0) * _fathers.Draw(f, (f == m ? 1 : 0) + (f == x ? 1 : 0));
            var (n, d) = _child.Of(_fathers.After(f, m, x), _mothers.Hidden(m, x));
            related += weight * n;
            unrelated += weight * d;
        }

        return _child.Ratio(related, unrelated);
    }
}

using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Engine.Queries;

/// <summary>LR of every couple of records at one locus, in closed form: any theta, autosomal or X, silent alleles, drop-out.</summary>
/// <remarks>
/// <para>
/// Both hypotheses draw the parents' alleles in the same way, so P(true genotypes of the parents) and P(their records) are
/// weights common to both: LR = sum of weight N / sum of weight D over the true genotypes that the records leave open, with
/// N and D of <see cref="CoupleChild"/>. Two records that leave nothing open have the ratio N / D. Both are bilinear, hence a
/// sum over what one parent may hide is taken once for all partners.
/// </para>
/// <para>
/// It is the calculator's number, summed in another order: all terms are positive, so the two agree to 1e-13 and better. A ratio
/// is undefined (NaN) where a record is impossible.
/// </para>
/// </remarks>
internal sealed class CoupleRatios
{
    private readonly CoupleChild _child;

    private CoupleRatios(CoupleChild child, ParentGenotypes fathers, ParentGenotypes mothers) => (_child, Fathers, Mothers) = (child, fathers, mothers);

    /// <summary>All that can be recorded of the father.</summary>
    public ParentGenotypes Fathers { get; }

    /// <summary>All that can be recorded of the mother.</summary>
    public ParentGenotypes Mothers { get; }

    /// <summary>The ratios of a child; null where its record is impossible.</summary>
    /// <remarks>As in the calculator an allele of the child that the column lacks is added for this comparison; parents show alleles of the column.</remarks>
    /// <param name="both">The model where both parents are typed.</param>
    /// <param name="locus">The locus.</param>
    /// <param name="childSex">The child's sex; matters at an X locus.</param>
    /// <param name="child">The child's record.</param>
    /// <param name="fatherDropOut">The father's drop-out probability.</param>
    /// <param name="motherDropOut">The mother's drop-out probability.</param>
    public static CoupleRatios? Of(KinshipModel both, int locus, Sex childSex, Observation child, double fatherDropOut, double motherDropOut) =>
        Of(both.At(locus, [child.Genotype.First, child.Genotype.Second]), childSex, child, fatherDropOut, motherDropOut, both.At(locus).Frequencies.VisibleCount);

    /// <summary>LR of one couple of which a parent shows an allele that the column lacks; NaN where undefined.</summary>
    /// <param name="both">The model where both parents are typed.</param>
    /// <param name="locus">The locus.</param>
    /// <param name="childSex">The child's sex; matters at an X locus.</param>
    /// <param name="child">The child's record.</param>
    /// <param name="father">The father's record.</param>
    /// <param name="mother">The mother's record.</param>
    public static double OfPair(KinshipModel both, int locus, Sex childSex, Observation child, Observation father, Observation mother)
    {
        var model = both.At(locus, [child.Genotype.First, child.Genotype.Second, father.Genotype.First, father.Genotype.Second, mother.Genotype.First, mother.Genotype.Second]);
        int CodeOf(Genotype genotype) => GenotypeSpace.CodeOf(model.Frequencies.IndexOf(genotype.First), model.Frequencies.IndexOf(genotype.Second));
        return Of(model, childSex, child, father.DropOut, mother.DropOut, model.Frequencies.VisibleCount)?.Of(CodeOf(father.Genotype), CodeOf(mother.Genotype)) ?? double.NaN;
    }

    private static CoupleRatios? Of(LocusModel model, Sex childSex, Observation child, double fatherDropOut, double motherDropOut, int visible) =>
        CoupleChild.Of(model, childSex, child) is { } record
            ? new CoupleRatios(
                record, new ParentGenotypes(record, model, Sex.Male, fatherDropOut, visible), new ParentGenotypes(record, model, Sex.Female, motherDropOut, visible))
            : null;

    /// <summary>LR for the genotype codes of father and mother; NaN where undefined.</summary>
    public double Of(int father, int mother)
    {
        if (!Fathers.IsPossible(father))
            return double.NaN;
        var (f1, f2) = Fathers.AllelesOf(father);
        var (m1, m2) = Mothers.AllelesOf(mother);
        return (Fathers.IsOpen(father), Mothers.IsOpen(mother)) switch
        {
            (false, false) => RatioOf(Fathers.Certain[father], Mothers.Certain[mother]),
            (true, false) => RatioOf(Fathers.After(f1, m1, m2), Mothers.Certain[mother]),
            (false, true) => RatioOf(Mothers.After(m1, f1, Fathers.IsHaploid ? -1 : f2), Fathers.Certain[father]),
            _ => RatioOfOpen(f1, m1),
        };
    }

    /// <summary>The largest ratio of a part with any of others, all of certain genotypes.</summary>
    public double LargestRatio(in ParentPart one, ReadOnlySpan<ParentPart> others) => _child.LargestRatio(one, others);

    private double RatioOf(in ParentPart one, in ParentPart other)
    {
        var (related, unrelated) = _child.Both(one, other);
        return _child.Ratio(related, unrelated);
    }

    // The mother draws m/x, then the father f/y: the factors that depend on x stay under the sum.
    private double RatioOfOpen(int f, int m)
    {
        double related = 0, unrelated = 0;
        for (int x = 0; x < Mothers.AlleleCount; x++)
        {
            double weight = Mothers.Draw(x, x == m ? 1 : 0) * Fathers.Draw(f, (f == m ? 1 : 0) + (f == x ? 1 : 0));
            var (n, d) = _child.Both(Fathers.After(f, m, x), Mothers.Hidden(m, x));
            related += weight * n;
            unrelated += weight * d;
        }

        return _child.Ratio(related, unrelated);
    }
}

using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>LR of a couple at one locus as a bilinear form in what father and mother transmit.</summary>
/// <remarks>
/// <para>
/// T(a) = P(the child receives a | the parent's observation). Without theta the parents transmit independently, so that
/// P(child a/b | couple) = T_m(a) T_f(b) + T_m(b) T_f(a). The calculator gives t(a) = T(a)/p_a directly: it is the ratio of
/// a child a/a with this parent alone. Hence LR = [t_m(a) t_f(b) + t_m(b) t_f(a)] / 2, and t_m(a) t_f(a) for a child a/a.
/// </para>
/// <para>
/// A child who shows a alone and may have lost an allele (probability d): the sum of d(1-d) P(a/x) over x and (1-d²) P(a/a)
/// is d(1-d) [T_m(a) + T_f(a)] + (1-d)² T_m(a) T_f(a), because each parent transmits something.
/// </para>
/// </remarks>
internal sealed class CoupleForm
{
    private readonly double[] _fatherOne = [];
    private readonly double[] _fatherTwo = [];
    private readonly double[] _motherOne = [];
    private readonly double[] _motherTwo = [];
    private readonly double _single;
    private readonly double _double;

    private CoupleForm()
    {
    }

    private CoupleForm(double[] fatherOne, double[] motherOne, double[] fatherTwo, double[] motherTwo)
    {
        (_fatherOne, _motherOne, _fatherTwo, _motherTwo) = (fatherOne, motherOne, fatherTwo, motherTwo);
        IsUsable = true;
    }

    private CoupleForm(double[] father, double[] mother, double single, double both)
    {
        (_fatherOne, _motherOne, _single, _double) = (father, mother, single, both);
        IsUsable = true;
    }

    /// <summary>False where <see cref="CoupleRatios"/> must answer: theta, a silent allele, an X locus, an allele outside the column.</summary>
    public bool IsUsable { get; }

    /// <summary>LR for the genotype codes of father and mother.</summary>
    public double Of(int father, int mother) => _fatherTwo.Length > 0
        ? 0.5 * (_motherOne[mother] * _fatherTwo[father] + _motherTwo[mother] * _fatherOne[father])
        : _single * (_motherOne[mother] + _fatherOne[father]) + _double * (_motherOne[mother] * _fatherOne[father]);

    public static CoupleForm Compile(LocusRatios ratios, int locus, Observation child, double fatherDropOut, double motherDropOut)
    {
        var frequencies = ratios.Model.At(locus).Frequencies;
        if (ratios.Model.Theta > 0 || frequencies.SilentIndex >= 0 || ratios.Model.Panel[locus].Inheritance != Inheritance.Autosomal
            || !frequencies.Holds(child.Genotype))
            return new CoupleForm();
        double[] Of(Allele allele, FamilyRole role, double dropOut) =>
            ratios.OverMember(locus, role, Sex.Unknown, new Observation(Genotype.Of(allele)), dropOut, bothParents: true);
        var (genotype, d) = child;
        double[] father = Of(genotype.First, FamilyRole.Father, fatherDropOut), mother = Of(genotype.First, FamilyRole.Mother, motherDropOut);
        if (!genotype.IsSingle)
            return new CoupleForm(father, mother, Of(genotype.Second, FamilyRole.Father, fatherDropOut), Of(genotype.Second, FamilyRole.Mother, motherDropOut));
        // In t = T/p both sides of the ratio divide by p: what is left of it is the frequency itself.
        double p = frequencies[frequencies.IndexOf(genotype.First)];
        double under = 2 * d * (1 - d) + (1 - d) * (1 - d) * p;
        return new CoupleForm(father, mother, d * (1 - d) / under, (1 - d) * (1 - d) * p / under);
    }
}

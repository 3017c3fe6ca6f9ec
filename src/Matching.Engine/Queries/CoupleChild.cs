using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;

namespace Matching.Engine.Queries;

/// <summary>A child's record at a locus as two bilinear forms in the parts of its parents.</summary>
/// <remarks>
/// <para>
/// Let the child show a, and let u(x) be the weight of a true genotype a/x for x other than a, w that of a/a, both divided by
/// what is common to all: u(b) = 1 for a child a/b; u(x) = d, u(silent) = 1, w = 1 + d for a alone under drop-out d. With T(x) =
/// P(the parent passes on x) and U = sum u(x) T(x), what both parents explain is
/// N = T_f(a) U_m + U_f T_m(a) + w T_f(a) T_m(a); theta does not enter.
/// </para>
/// <para>
/// An unrelated child draws its alleles after those of the parents. With c(x) copies of x among these it is
/// D = A [2 sum u(x) ((1-theta) p_x + theta c(x)) + w (A + theta)] / norm, A = (1-theta) p_a + theta c(a): a product of two sums
/// over the parents. A son at an X locus has his only allele from his mother: N = T_m(a), D = A / norm.
/// </para>
/// </remarks>
internal sealed class CoupleChild
{
    private readonly LocusModel _model;
    private readonly int _allele;
    private readonly double[] _others;
    private readonly double _double;
    private readonly bool _isSon;
    private readonly double _firstDraw;
    private readonly double _secondDraw;
    private readonly double _norm;

    private CoupleChild(LocusModel model, int allele, double[] others, double both, bool isSon)
    {
        (_model, _allele, _others, _double, _isSon) = (model, allele, others, both, isSon);
        double theta = model.Population.Theta;
        int drawn = model.Locus.Inheritance == Inheritance.X ? 3 : 4;
        _firstDraw = (1 - theta) * model.Frequencies[allele];
        _secondDraw = isSon ? 1 : both * (_firstDraw + theta);
        for (int x = 0; x < others.Length; x++)
            _secondDraw += 2 * others[x] * (1 - theta) * model.Frequencies[x];
        _norm = (1 + (drawn - 1) * theta) * (isSon ? 1 : 1 + drawn * theta);
    }

    /// <summary>The forms of a child; null where the record is impossible.</summary>
    /// <param name="model">The locus with both parents typed, the child's alleles among its own.</param>
    /// <param name="sex">The child's sex; must be known at an X locus.</param>
    /// <param name="child">The child's record.</param>
    public static CoupleChild? Of(LocusModel model, Sex sex, Observation child)
    {
        var frequencies = model.Frequencies;
        int a = frequencies.IndexOf(child.Genotype.First), b = frequencies.IndexOf(child.Genotype.Second);
        bool isSon = model.Locus.Inheritance == Inheritance.X && sex == Sex.Male;
        if (isSon && a != b)
            return null;
        var others = new double[frequencies.Count];
        if (isSon)
            return new CoupleChild(model, a, others, both: 0, isSon);
        if (a != b)
        {
            others[b] = 1;
            return new CoupleChild(model, a, others, both: 0, isSon);
        }

        Array.Fill(others, child.DropOut, 0, frequencies.VisibleCount);
        others[a] = 0;
        if (frequencies.SilentIndex >= 0)
            others[frequencies.SilentIndex] = 1;
        return new CoupleChild(model, a, others, 1 + child.DropOut, isSon);
    }

    /// <summary>The parts of a parent's single alleles: what it would pass on, and add to the draws, if it had no other.</summary>
    public ParentPart[] AllelesOf(Sex parent)
    {
        MutationMatrix matrix = parent == Sex.Male ? _model.Male : _model.Female;
        double theta = _model.Population.Theta;
        var parts = new ParentPart[_model.AlleleCount];
        for (int allele = 0; allele < parts.Length; allele++)
        {
            var row = matrix.Row(allele);
            double copies = allele == _allele ? theta : 0, others = _isSon ? 0 : 2 * theta * _others[allele] + _double * copies, second = 0;
            for (int x = 0; x < row.Length; x++)
                second += _others[x] * row[x];
            var (first, beside) = !_isSon ? (row[_allele], second) : parent == Sex.Male ? (1, 0) : (0, row[_allele]);
            parts[allele] = new ParentPart(1, first, beside, copies, others, copies * others);
        }

        return parts;
    }

    /// <summary>P(record | parents) and P(record | an unrelated child), each times the weights of the parts.</summary>
    public (double Related, double Unrelated) Both(in ParentPart one, in ParentPart other) => (
        one.First * other.Second + one.Second * other.First + _double * one.First * other.First,
        (_firstDraw * (_secondDraw * other.Weight + other.Others) + _secondDraw * other.Copies + other.CopiesAndOthers) * one.Weight
        + (_firstDraw * other.Weight + other.Copies) * one.Others
        + (_secondDraw * other.Weight + other.Others) * one.Copies
        + other.Weight * one.CopiesAndOthers);

    /// <summary>The ratio of two sums of what <see cref="Both"/> gives.</summary>
    public double Ratio(double related, double unrelated) => related / unrelated * _norm;

    /// <summary>The largest ratio of one certain genotype with any of others; 0 without others.</summary>
    /// <param name="one">Its part.</param>
    /// <param name="others">Their parts.</param>
    public double LargestRatio(in ParentPart one, ReadOnlySpan<ParentPart> others)
    {
        double first = _firstDraw + one.Copies, second = _secondDraw + one.Others;
        double ofFirst = one.Second + _double * one.First, largest = 0;
        foreach (ref readonly var other in others)
            largest = Math.Max(largest, (ofFirst * other.First + one.First * other.Second) / ((first + other.Copies) * (second + other.Others)));
        return largest * _norm;
    }
}

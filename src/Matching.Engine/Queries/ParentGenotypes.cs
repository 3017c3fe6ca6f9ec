using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Engine.Queries;

/// <summary>The parts of all that can be recorded of one parent, before one child.</summary>
/// <remarks>
/// A single allele a may hide a/x: with drop-out d, a/a counts 1 + d and a/x 2 d; a/silent counts 2 (a common 1 - d is left
/// out). Drawn after others, a/x has the probability A_a (1-theta) p_x + A_a theta (copies of x drawn before), A_a the same
/// for all x: so the sum over x is one part for all others, plus one for each allele drawn before.
/// Without theta the shares of the a/x are the same beside every partner, and their mean stands for a certain genotype.
/// </remarks>
internal sealed class ParentGenotypes
{
    private readonly LocusModel _model;
    private readonly ParentPart[] _certain;
    private readonly (int One, int Other)[] _alleles;
    private readonly ParentPart[] _hidden = [];
    private readonly ParentPart[] _base = [];
    private readonly bool _dependsOnPartner;

    /// <summary>Prepares a parent.</summary>
    /// <param name="child">The child.</param>
    /// <param name="model">The locus.</param>
    /// <param name="parent">Male for the father.</param>
    /// <param name="dropOut">The parent's drop-out probability.</param>
    /// <param name="visible">How many of the alleles, from the first, a parent may show.</param>
    public ParentGenotypes(CoupleChild child, LocusModel model, Sex parent, double dropOut, int visible)
    {
        _model = model;
        IsHaploid = model.Locus.Inheritance == Inheritance.X && parent == Sex.Male;
        var alleles = child.AllelesOf(parent);
        _certain = new ParentPart[GenotypeSpace.CountOf(visible)];
        _alleles = new (int, int)[_certain.Length];
        for (int b = 0, code = 0; b < visible; b++)
            for (int a = 0; a <= b; a++, code++)
                (_certain[code], _alleles[code]) = (IsHaploid ? alleles[a] : Pair(alleles[a], alleles[b]), (a, b));
        if (IsHaploid || (dropOut == 0 && model.Frequencies.SilentIndex < 0))
            return;
        _hidden = new ParentPart[visible * AlleleCount];
        _base = new ParentPart[visible];
        for (int seen = 0; seen < visible; seen++)
            Hide(seen, alleles, dropOut);
        _dependsOnPartner = model.Population.Theta > 0;
        for (int seen = 0; seen < visible && !_dependsOnPartner; seen++)
            _certain[GenotypeSpace.CodeOf(seen, seen)] = 1 / _base[seen].Weight * _base[seen];
    }

    /// <summary>True where the parent has one allele only: a father at an X locus.</summary>
    public bool IsHaploid { get; }

    /// <summary>Number of alleles, a silent one included.</summary>
    public int AlleleCount => _model.AlleleCount;

    /// <summary>The parts of all codes that are not open; an open one has that of the homozygote.</summary>
    public ReadOnlySpan<ParentPart> Certain => _certain;

    /// <summary>The two alleles of a code; of a single allele that may hide another the one seen.</summary>
    public (int One, int Other) AllelesOf(int code) => _alleles[code];

    /// <summary>False for two alleles of a parent who has one.</summary>
    public bool IsPossible(int code) => !IsHaploid || _alleles[code].One == _alleles[code].Other;

    /// <summary>True when the code stands for several true genotypes, in shares that depend on the other parent's alleles.</summary>
    public bool IsOpen(int code) => _dependsOnPartner && _alleles[code].One == _alleles[code].Other;

    /// <summary>The possible codes of one kind.</summary>
    public IEnumerable<int> CodesThat(bool isOpen) => Enumerable.Range(0, _certain.Length).Where(code => IsPossible(code) && IsOpen(code) == isOpen);

    /// <summary>The part of a true genotype behind a single allele, weighted by how it would be recorded.</summary>
    public ParentPart Hidden(int seen, int other) => _hidden[seen * AlleleCount + other];

    /// <summary>The sum over all true genotypes behind a single allele, drawn after another genotype, without their common factor.</summary>
    public ParentPart After(int seen, int one, int other)
    {
        double theta = _model.Population.Theta;
        var sum = _base[seen] + theta * Hidden(seen, one);
        return other < 0 ? sum : sum + theta * Hidden(seen, other);
    }

    /// <summary>The chance of drawing an allele next, up to a factor, after so many of its copies.</summary>
    public double Draw(int allele, int copies) => (1 - _model.Population.Theta) * _model.Frequencies[allele] + copies * _model.Population.Theta;

    private void Hide(int seen, ParentPart[] alleles, double dropOut)
    {
        for (int x = 0; x < AlleleCount; x++)
        {
            double weight = x == seen ? 1 + dropOut : x == _model.Frequencies.SilentIndex ? 2 : 2 * dropOut;
            var part = weight * Pair(alleles[seen], alleles[x]);
            _hidden[seen * AlleleCount + x] = part;
            _base[seen] += Draw(x, x == seen ? 1 : 0) * part;
        }
    }

    // Either allele is passed on with one half; both are in the pool.
    private static ParentPart Pair(in ParentPart one, in ParentPart other)
    {
        double copies = one.Copies + other.Copies, others = one.Others + other.Others;
        return new ParentPart(1, 0.5 * (one.First + other.First), 0.5 * (one.Second + other.Second), copies, others, copies * others);
    }
}

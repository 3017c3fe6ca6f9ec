using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>The different alleles read for one person at one locus, from one cell or several.</summary>
internal struct AlleleSet
{
    private Allele _first;
    private Allele _second;

    /// <summary>True when a third different allele was read.</summary>
    public bool HasThird { get; private set; }

    public readonly bool IsEmpty => _first.IsNone;

    public void Add(Allele allele)
    {
        if (_first.IsNone)
            _first = allele;
        else if (allele == _first || allele == _second)
            return;
        else if (_second.IsNone)
            _second = allele;
        else
            HasThird = true;
    }

    /// <summary>The genotype; missing when nothing was read. One allele alone is that allele twice.</summary>
    public readonly Genotype ToGenotype()
    {
        if (_first.IsNone)
            return default;
        return _second.IsNone ? Genotype.Of(_first) : Genotype.Of(_first, _second);
    }
}

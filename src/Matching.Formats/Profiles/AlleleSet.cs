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

    /// <summary>Adds what another cell holds.</summary>
    public void Add(AlleleSet other)
    {
        if (_first.IsNone)
        {
            this = other;
            return;
        }

        if (!other._first.IsNone)
            Add(other._first);
        if (!other._second.IsNone)
            Add(other._second);
        HasThird |= other.HasThird;
    }

    /// <summary>The genotype; missing when nothing was read. One allele alone is that allele twice.</summary>
    public readonly Genotype ToGenotype()
    {
        if (_first.IsNone)
            return default;
        return _second.IsNone ? Genotype.Of(_first) : Genotype.Of(_first, _second);
    }
}

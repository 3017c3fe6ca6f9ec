using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Genetics.Simulation;

/// <summary>One run of a <see cref="GeneDrop"/>: what every person carries at every locus, and what a kit shows of it.</summary>
public sealed class SimulatedPedigree
{
    private readonly int _loci;
    private readonly TrueAlleles[] _true;
    private readonly Genotype[] _observed;

    internal SimulatedPedigree(Pedigree pedigree, int loci, TrueAlleles[] trueAlleles, Genotype[] observed)
    {
        Pedigree = pedigree;
        _loci = loci;
        _true = trueAlleles;
        _observed = observed;
    }

    /// <summary>The persons; the index of a person below is the place in <see cref="Pedigree.Persons"/>.</summary>
    public Pedigree Pedigree { get; }

    /// <summary>What a person carries at a locus.</summary>
    public TrueAlleles TrueAt(int person, int locus) => _true[At(person, locus)];

    /// <summary>What a kit shows of a person at a locus; <c>default</c> when every copy is silent or dropped out.</summary>
    public Genotype ObservedAt(int person, int locus) => _observed[At(person, locus)];

    /// <summary>What a kit shows of a person, in the order of the loci: ready for a <see cref="Profile"/>.</summary>
    public ReadOnlySpan<Genotype> ObservedOf(int person) => _observed.AsSpan(person * _loci, _loci);

    private int At(int person, int locus)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)locus, (uint)_loci, nameof(locus));
        return person * _loci + locus;
    }
}

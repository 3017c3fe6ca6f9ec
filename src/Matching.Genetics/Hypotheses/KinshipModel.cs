using System.Collections.Concurrent;
using System.Collections.Immutable;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Hypotheses;

/// <summary>What a search knows of one locus before any profile is seen.</summary>
/// <param name="Locus">The locus.</param>
/// <param name="Alleles">The alleles of the published column.</param>
/// <param name="Published">Their published frequencies.</param>
/// <param name="SampleSize">Persons counted; 0 when not known.</param>
/// <param name="Female">Mutation in transmissions from a mother.</param>
/// <param name="Male">Mutation in transmissions from a father.</param>
public sealed record KinshipLocus(
    Locus Locus, ImmutableArray<Allele> Alleles, ImmutableArray<double> Published, int SampleSize, MutationModel Female, MutationModel Male);

/// <summary>The models of all loci of a search: frequencies, rare alleles, mutation and theta.</summary>
/// <remarks>
/// An allele outside the column is added for one comparison only (<see cref="At(int, IEnumerable{Allele})"/>), so that a likelihood ratio depends
/// on the persons compared, the model and the table, and on nobody else. Thread-safe.
/// </remarks>
public sealed class KinshipModel
{
    private readonly ImmutableArray<KinshipLocus> _loci;
    private readonly LocusModel[] _known;
    private readonly ConcurrentDictionary<(int Locus, string Alleles), LocusModel> _extended = new();

    /// <summary>Builds the models.</summary>
    /// <param name="loci">The loci, in the order of every table of the search.</param>
    /// <param name="policy">What is done about rare and unseen alleles.</param>
    /// <param name="theta">Coancestry, 0 up to but not 1.</param>
    /// <exception cref="PedigreeException">A frequency, a mutation model or theta is out of range.</exception>
    public KinshipModel(IEnumerable<KinshipLocus> loci, RareAllelePolicy policy, double theta = 0)
    {
        _loci = [.. loci];
        Policy = policy;
        Theta = theta;
        Panel = new LocusPanel(_loci.Select(l => l.Locus));
        _known = [.. _loci.Select(l =>
            Build(l, policy.Apply(l.Alleles.AsSpan(), l.Published.AsSpan(), l.SampleSize)))];
    }

    /// <summary>The loci in order.</summary>
    public LocusPanel Panel { get; }

    /// <summary>The rule for rare alleles.</summary>
    public RareAllelePolicy Policy { get; }

    /// <summary>The coancestry.</summary>
    public double Theta { get; }

    /// <summary>The loci as published.</summary>
    public ImmutableArray<KinshipLocus> Loci => _loci;

    /// <summary>The model of a locus over the alleles of its column.</summary>
    public LocusModel At(int locus) => _known[locus];

    /// <summary>The model of a locus for a comparison in which these alleles were seen as well.</summary>
    /// <remarks>Alleles of the column keep their places; new ones follow in order of length.</remarks>
    public LocusModel At(int locus, IEnumerable<Allele> alsoSeen)
    {
        var known = _known[locus].Frequencies;
        Allele[] unseen = [.. alsoSeen.Where(a => !a.IsNone && known.IndexOf(a) < 0).Distinct().Order()];
        return unseen.Length == 0
            ? _known[locus]
            : _extended.GetOrAdd((locus, string.Join(';', unseen)), _ => Build(_loci[locus], Policy.AddUnseen(known, unseen)));
    }

    /// <summary>The same search with other mutation models.</summary>
    /// <param name="change">The new locus for each locus.</param>
    public KinshipModel With(Func<KinshipLocus, KinshipLocus> change) => new(_loci.Select(change), Policy, Theta);

    private LocusModel Build(KinshipLocus locus, AlleleFrequencies frequencies) =>
        new(locus.Locus, new Population(frequencies, Theta), locus.Female, locus.Male);
}

using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Engine.Store;

/// <summary>Profiles as genotype codes, one row per person and one column per locus of a model.</summary>
/// <remarks>Filled by one thread, then read by any number.</remarks>
public sealed class ProfileStore
{
    /// <summary>The code of a locus that was not typed.</summary>
    public const ushort Missing = ushort.MaxValue;

    /// <summary>The code of a genotype with an allele outside the frequency column.</summary>
    public const ushort Outside = ushort.MaxValue - 1;

    private readonly KinshipModel _model;
    private readonly Genotype[][] _genotypes;
    private readonly Dictionary<long, Genotype> _outside = [];
    private readonly List<double> _dropOuts = [];
    private readonly List<int> _dropOutClass;
    private readonly List<Sex> _sexes;
    private ushort[] _codes;

    /// <summary>Makes an empty store.</summary>
    /// <param name="model">The loci, their order and their alleles.</param>
    /// <param name="capacity">Persons expected.</param>
    public ProfileStore(KinshipModel model, int capacity = 16)
    {
        _model = model;
        LocusCount = model.Panel.Count;
        _codes = new ushort[Math.Max(1, capacity * LocusCount)];
        _dropOutClass = new List<int>(capacity);
        _sexes = new List<Sex>(capacity);
        _genotypes = [.. Enumerable.Range(0, LocusCount).Select(l => AllGenotypes(model.At(l).Frequencies.Alleles.AsSpan()[..model.At(l).Frequencies.VisibleCount]))];
    }

    /// <summary>Number of persons.</summary>
    public int Count => _sexes.Count;

    /// <summary>Number of loci.</summary>
    public int LocusCount { get; }

    /// <summary>The distinct drop-out probabilities, in order of appearance.</summary>
    public ImmutableArray<double> DropOuts => [.. _dropOuts];

    /// <summary>Adds a person and returns its row.</summary>
    /// <remarks>A locus that cannot be compared counts as not typed: on the X chromosome of a person of unknown sex, or inherited from one parent only.</remarks>
    /// <param name="genotypes">In the order of the model's loci; <c>default</c> where not typed.</param>
    /// <param name="sex">Sex as far as known.</param>
    /// <param name="dropOut">Drop-out probability of the person, 0 up to but not 1.</param>
    public int Add(ReadOnlySpan<Genotype> genotypes, Sex sex = Sex.Unknown, double dropOut = 0)
    {
        if (genotypes.Length != LocusCount)
            throw new ArgumentException($"A store over {LocusCount} loci was given {genotypes.Length} genotypes.");
        if (dropOut is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropOut), "A drop-out probability is at least 0 and below 1.");
        int row = Count;
        if ((row + 1) * LocusCount > _codes.Length)
            Array.Resize(ref _codes, Math.Max(_codes.Length * 2, (row + 1) * LocusCount));
        for (int l = 0; l < genotypes.Length; l++)
            _codes[row * LocusCount + l] = IsComparable(l, sex) ? Encode(row, l, genotypes[l]) : Missing;
        int at = _dropOuts.IndexOf(dropOut);
        if (at < 0)
        {
            at = _dropOuts.Count;
            _dropOuts.Add(dropOut);
        }

        _dropOutClass.Add(at);
        _sexes.Add(sex);
        return row;
    }

    /// <summary>The codes of a person over all loci.</summary>
    public ReadOnlySpan<ushort> Row(int row) => _codes.AsSpan(row * LocusCount, LocusCount);

    /// <summary>The code of a person at a locus.</summary>
    public ushort CodeAt(int row, int locus) => _codes[row * LocusCount + locus];

    /// <summary>Which of <see cref="DropOuts"/> a person has.</summary>
    public int DropOutClassOf(int row) => _dropOutClass[row];

    /// <summary>The drop-out probability of a person.</summary>
    public double DropOutOf(int row) => _dropOuts[_dropOutClass[row]];

    /// <summary>The sex of a person.</summary>
    public Sex SexOf(int row) => _sexes[row];

    /// <summary>The genotype of a person at a locus.</summary>
    public Genotype GenotypeAt(int row, int locus) => CodeAt(row, locus) switch
    {
        Missing => default,
        Outside => _outside[(long)row * LocusCount + locus],
        var code => _genotypes[locus][code],
    };

    /// <summary>The genotype of a person at a locus, with its drop-out probability.</summary>
    public Observation ObservationAt(int row, int locus) => new(GenotypeAt(row, locus), DropOutOf(row));

    private bool IsComparable(int locus, Sex sex) => _model.Panel[locus].Inheritance switch
    {
        Inheritance.Autosomal => true,
        Inheritance.X => sex != Sex.Unknown,
        _ => false,
    };

    private ushort Encode(int row, int locus, Genotype genotype)
    {
        if (genotype.IsMissing)
            return Missing;
        var frequencies = _model.At(locus).Frequencies;
        int first = frequencies.IndexOf(genotype.First), second = frequencies.IndexOf(genotype.Second);
        if (first >= 0 && second >= 0)
            return (ushort)GenotypeSpace.CodeOf(first, second);
        _outside.Add((long)row * LocusCount + locus, genotype);
        return Outside;
    }

    private static Genotype[] AllGenotypes(ReadOnlySpan<Allele> alleles)
    {
        var all = new Genotype[GenotypeSpace.CountOf(alleles.Length)];
        for (int j = 0; j < alleles.Length; j++)
            for (int i = 0; i <= j; i++)
                all[GenotypeSpace.CodeOf(i, j)] = Genotype.Of(alleles[i], alleles[j]);
        return all;
    }
}

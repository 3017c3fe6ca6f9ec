using System.Collections.Concurrent;
using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Engine.Store;

/// <summary>Profiles as genotype codes, one row per person and one column per locus of a model.</summary>
/// <remarks>Rows are only added, and never change: any number of threads may read a row while others are added.</remarks>
public sealed class ProfileStore
{
    /// <summary>The code of a locus that was not typed.</summary>
    public const ushort Missing = ushort.MaxValue;

    /// <summary>The code of a genotype that has none: an allele lies outside the frequency column, or behind the 361 alleles whose genotypes fit into a code.</summary>
    public const ushort Outside = ushort.MaxValue - 1;

    private readonly Lock _writing = new();
    private readonly ImmutableArray<GenotypeCodes> _loci;
    private readonly RowStore _rows;
    private readonly AppendOnlyList<StoredPerson> _persons;
    private readonly ConcurrentDictionary<(int Row, int Locus), Genotype> _outside = new();
    private readonly Dictionary<double, int> _dropOutClasses = [];

    /// <summary>Makes an empty store.</summary>
    /// <param name="model">The loci, their order and their alleles.</param>
    public ProfileStore(KinshipModel model)
        : this(model, new RowStore(model.Panel.Count), new AppendOnlyList<StoredPerson>(), [])
    {
    }

    /// <summary>Makes a store of persons coded before.</summary>
    internal ProfileStore(KinshipModel model, RowStore rows, AppendOnlyList<StoredPerson> persons, ImmutableArray<double> dropOuts)
    {
        Model = model;
        LocusCount = model.Panel.Count;
        _loci = GenotypeCodes.Of(model);
        (_rows, _persons) = (rows, persons);
        foreach (double dropOut in dropOuts)
            DropOutClass(dropOut);
    }

    /// <summary>The loci, their order and their alleles.</summary>
    public KinshipModel Model { get; }

    /// <summary>Number of persons.</summary>
    public int Count => _persons.Count;

    /// <summary>Number of loci.</summary>
    public int LocusCount { get; }

    /// <summary>The distinct drop-out probabilities, in order of appearance.</summary>
    public ImmutableArray<double> DropOuts { get; private set; } = [];

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
        lock (_writing)
        {
            int row = Count;
            var codes = _rows.Append(row);
            for (int l = 0; l < genotypes.Length; l++)
            {
                codes[l] = _loci[l].CodeOf(genotypes[l], sex);
                if (codes[l] == Outside)
                    _outside[(row, l)] = genotypes[l];
            }

            return _persons.Add(new StoredPerson(DropOutClass(dropOut), sex));
        }
    }

    internal RowStore Rows => _rows;

    internal AppendOnlyList<StoredPerson> Persons => _persons;

    /// <summary>Genotypes that have no code.</summary>
    internal ConcurrentDictionary<(int Row, int Locus), Genotype> OutsideGenotypes => _outside;

    /// <summary>The codes of a person over all loci.</summary>
    public ReadOnlySpan<ushort> Row(int row) => _rows[row];

    /// <summary>The code of a person at a locus.</summary>
    public ushort CodeAt(int row, int locus) => _rows[row][locus];

    /// <summary>Which of <see cref="DropOuts"/> a person has.</summary>
    public int DropOutClassOf(int row) => _persons[row].DropOutClass;

    /// <summary>The drop-out probability of a person.</summary>
    public double DropOutOf(int row) => DropOuts[_persons[row].DropOutClass];

    /// <summary>The sex of a person.</summary>
    public Sex SexOf(int row) => _persons[row].Sex;

    /// <summary>The genotype of a person at a locus.</summary>
    public Genotype GenotypeAt(int row, int locus) => CodeAt(row, locus) switch
    {
        Missing => default,
        Outside => _outside[(row, locus)],
        var code => _loci[locus][code],
    };

    /// <summary>The genotype of a person at a locus, with its drop-out probability.</summary>
    public Observation ObservationAt(int row, int locus) => new(GenotypeAt(row, locus), DropOutOf(row));

    private int DropOutClass(double dropOut)
    {
        if (_dropOutClasses.TryGetValue(dropOut, out int known))
            return known;
        DropOuts = DropOuts.Add(dropOut);
        return _dropOutClasses[dropOut] = DropOuts.Length - 1;
    }
}

/// <summary>What is stored of a person beside the genotypes.</summary>
/// <param name="DropOutClass">Which of the store's drop-out probabilities.</param>
/// <param name="Sex">Sex as far as known.</param>
internal readonly record struct StoredPerson(int DropOutClass, Sex Sex);

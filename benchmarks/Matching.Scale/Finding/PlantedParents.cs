using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Scale.Arrays;
using Matching.Scale.Searching;

namespace Matching.Scale.Finding;

/// <summary>Children whose father is among many men, all records poor; once for the engine and once as arrays.</summary>
internal sealed class PlantedParents
{
    private const double Missing = 0.05;

    /// <summary>8 % of the typed heterozygous loci show one allele: 2 d (1 - d) / (1 - d²) = 0.08.</summary>
    public const double DropOut = 0.08 / (2 - 0.08);

    private readonly KinshipModel _model;
    private readonly GenotypeSource _source;
    private readonly Random _random = new(15);
    private int _heterozygous;
    private int _single;

    public PlantedParents(KinshipModel model, int children, int parents)
    {
        _model = model;
        _source = new GenotypeSource(model, _random, Missing, DropOut);
        (Parents, Children) = (new ProfileStore(model), new ProfileStore(model));
        var person = new Genotype[model.Panel.Count];
        while (Parents.Count < parents)
        {
            // Spread over the store, so that their places say nothing.
            if (Parents.Count % (parents / children) == 0)
            {
                Plant();
                continue;
            }

            _source.Next(person);
            Parents.Add(person, Sex.Male, DropOut);
        }
    }

    public ProfileStore Parents { get; }

    public ProfileStore Children { get; }

    /// <summary>Per child, the row of its father.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>Share of the planted heterozygous typed loci that show one allele.</summary>
    public double SingleShare => (double)_single / _heterozygous;

    public ChildQuery[] Queries(LocusRatios ratios) => [.. Enumerable.Range(0, Children.Count).Select(row => new ChildQuery(ratios, Children, row))];

    public static ArrayPersons Arrays(ProfileStore store) =>
        new(store.Count, store.LocusCount, (row, locus) => store.CodeAt(row, locus) is var code && code == ProfileStore.Missing ? -1 : code);

    private void Plant()
    {
        var father = new Genotype[_model.Panel.Count];
        var child = new Genotype[_model.Panel.Count];
        for (int locus = 0; locus < father.Length; locus++)
        {
            Allele one = _source.DrawAllele(locus), other = _source.DrawAllele(locus);
            var passed = _source.Transmitted(_random.Next(2) == 0 ? one : other, locus);
            father[locus] = Recorded(one, other);
            child[locus] = Recorded(passed, _source.DrawAllele(locus));
        }

        Rows.Add(Parents.Add(father, Sex.Male, DropOut));
        Children.Add(child, Sex.Unknown, DropOut);
    }

    private Genotype Recorded(Allele one, Allele other)
    {
        var recorded = _source.Recorded(one, other);
        if (one != other && !recorded.IsMissing)
        {
            _heterozygous++;
            _single += recorded.IsSingle ? 1 : 0;
        }

        return recorded;
    }
}

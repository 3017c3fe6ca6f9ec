using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Scale.Searching;

/// <summary>Stores of relatives and children under one model, filled from a seed.</summary>
internal sealed class SearchWorld
{
    private const double Missing = 0.01;

    // Children descend from the first relatives, so that their parents are in every size that is scanned.
    private const int Parents = 10_000;

    private readonly Random _random;
    private readonly GenotypeSource _source;
    private readonly double _dropOut;

    public SearchWorld(KinshipModel model, int seed, double dropOut = 0)
    {
        _random = new Random(seed);
        _source = new GenotypeSource(model, _random, Missing, dropOut);
        _dropOut = dropOut;
        Ratios = new LocusRatios(model);
        (Relatives, Children) = (new ProfileStore(model), new ProfileStore(model));
    }

    public LocusRatios Ratios { get; }

    public ProfileStore Relatives { get; }

    public ProfileStore Children { get; }

    /// <summary>Adds unrelated persons until there are so many.</summary>
    public void Grow(int relatives)
    {
        var person = new Genotype[Relatives.LocusCount];
        while (Relatives.Count < relatives)
        {
            _source.Next(person);
            Relatives.Add(person, Sex.Unknown, _dropOut);
        }
    }

    /// <summary>Children of one relative each, compiled.</summary>
    public ChildQuery[] ChildrenOfOne(int count) => Add(count, () => _source.ChildOf(Of(_random.Next(Parents)), default));

    /// <summary>Children of two neighbouring relatives each, the first at an even row.</summary>
    public ChildQuery[] ChildrenOfTwo(int count) => Add(count, () =>
    {
        int father = 2 * _random.Next(Parents / 2);
        return _source.ChildOf(Of(father), Of(father + 1));
    });

    /// <summary>Full siblings of one relative each, compiled.</summary>
    public ChildQuery[] Siblings(int count) => Add(count, () => _source.SiblingOf(Of(_random.Next(Parents))));

    private ChildQuery[] Add(int count, Func<Genotype[]> make) =>
        [.. Enumerable.Range(0, count).Select(_ => new ChildQuery(Ratios, Children, Children.Add(make(), Sex.Unknown, _dropOut)))];

    private Genotype[] Of(int row) => [.. Enumerable.Range(0, Relatives.LocusCount).Select(locus => Relatives.GenotypeAt(row, locus))];
}

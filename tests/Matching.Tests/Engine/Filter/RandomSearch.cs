using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Engine.Filter;

/// <summary>A search from a seed: any panel, any model, relatives of every form, true parents and twins among them.</summary>
internal sealed class RandomSearch
{
    private static readonly FamilyRole[] Singles = [FamilyRole.Father, FamilyRole.Mother, FamilyRole.Brother, FamilyRole.PaternalGrandmother, FamilyRole.MaternalUncle];

    private readonly Random _random;
    private readonly double _missing;
    private readonly double _unseen;

    public RandomSearch(int seed, int loci, int mostAlleles, double theta, double missing, bool mutates, int children, int families)
    {
        _random = new Random(seed);
        (_missing, _unseen) = (missing, seed % 3 == 0 ? 0.01 : 0);
        MutationModel mutation = mutates ? new StepwiseMutation(0.003, 1e-6, 0.1) : new NoMutation();
        Model = new KinshipModel(Enumerable.Range(0, loci).Select(l => LocusOf(l, 2 + _random.Next(mostAlleles - 1), mutation)), RareAllelePolicy.FiveOverTwoN, theta);
        Ratios = new LocusRatios(Model);
        Children = new ProfileStore(Model);
        Relatives = new ProfileStore(Model);
        var profiles = Enumerable.Range(0, children).Select(_ => Draw()).ToArray();
        foreach (var profile in profiles)
            Children.Add(Typed(profile), Sex.Female, DropOut());
        for (int f = 0; f < families; f++)
            Families.Add(Family(profiles[_random.Next(children)]));
    }

    public KinshipModel Model { get; }

    public LocusRatios Ratios { get; }

    public ProfileStore Children { get; }

    public ProfileStore Relatives { get; }

    public List<SearchFamily> Families { get; } = [];

    private SearchFamily Family(Genotype[] child)
    {
        var person = _random.Next(6) switch { 0 => Sharing(child), 1 when _random.Next(8) == 0 => child, _ => Draw() };
        int row = Relatives.Add(Typed(person), Sex.Unknown, DropOut());
        switch (_random.Next(8))
        {
            case 0:
                return SearchFamily.OfEitherRole(FamilyRole.Father, FamilyRole.Mother, row);
            case 1 or 2:
                int mother = Relatives.Add(Typed(_random.Next(4) == 0 ? Sharing(child) : Draw()), Sex.Female, DropOut());
                return new SearchFamily(FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]), [row, mother]);
            case 3 when _random.Next(6) == 0:
                int brother = Relatives.Add(Typed(Draw()), Sex.Male, DropOut());
                return new SearchFamily(FamilyShape.Of([FamilyRole.Mother, FamilyRole.Brother]), [row, brother]);
            default:
                return SearchFamily.Of(Singles[_random.Next(Singles.Length)], row);
        }
    }

    private Genotype[] Draw() => [.. Enumerable.Range(0, Model.Panel.Count).Select(l => Genotype.Of(DrawAllele(l), DrawAllele(l)))];

    private Genotype[] Sharing(Genotype[] child) => [.. child.Select((g, l) => Genotype.Of(_random.Next(2) == 0 ? g.First : g.Second, DrawAllele(l)))];

    private Genotype[] Typed(Genotype[] profile) => [.. profile.Select(g => _random.NextDouble() < _missing ? default : g)];

    private double DropOut() => _random.Next(4) == 0 ? 0.05 : 0;

    private Allele DrawAllele(int locus)
    {
        var frequencies = Model.At(locus).Frequencies;
        if (_random.NextDouble() < _unseen)
            return Allele.Of(200 + _random.Next(3));
        double u = _random.NextDouble();
        for (int i = 0; i < frequencies.Count; i++)
            if ((u -= frequencies[i]) < 0)
                return frequencies.Alleles[i];
        return frequencies.Alleles[^1];
    }

    private KinshipLocus LocusOf(int number, int alleles, MutationModel mutation)
    {
        double[] weights = [.. Enumerable.Range(0, alleles).Select(_ => Math.Pow(_random.NextDouble(), 2) + 0.002)];
        return new KinshipLocus(
            new Locus($"L{number}"), [.. Enumerable.Range(0, alleles).Select(i => Allele.Of(5 + i, i % 7 == 6 ? 2 : 0))], [.. weights.Select(w => w / weights.Sum())], 1000, mutation, mutation);
    }
}

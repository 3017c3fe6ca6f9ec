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
    private readonly bool _withX;
    private readonly bool _withSilent;

    public RandomSearch(
        int seed, int loci, int mostAlleles, double theta, double missing, bool mutates, int children, int families, bool withX = false, bool withSilent = false)
    {
        _random = new Random(seed);
        (_withX, _withSilent) = (withX, withSilent);
        (_missing, _unseen) = (missing, seed % 3 == 0 ? 0.01 : 0);
        MutationModel mutation = mutates ? new StepwiseMutation(0.003, 1e-6, 0.1) : new NoMutation();
        Model = new KinshipModel(Enumerable.Range(0, loci).Select(l => LocusOf(l, 2 + _random.Next(mostAlleles - 1), mutation)), RareAllelePolicy.FiveOverTwoN, theta);
        Ratios = new LocusRatios(Model);
        Children = new ProfileStore(Model);
        Relatives = new ProfileStore(Model);
        var profiles = Enumerable.Range(0, children).Select(_ => Draw()).ToArray();
        for (int c = 0; c < children; c++)
            Add(Children, profiles[c], withX && c % 2 == 0 ? Sex.Male : Sex.Female);
        for (int f = 0; f < families; f++)
            Families.Add(Family(profiles[_random.Next(children)]));
    }

    public KinshipModel Model { get; }

    public LocusRatios Ratios { get; }

    public ProfileStore Children { get; }

    public ProfileStore Relatives { get; }

    public List<SearchFamily> Families { get; } = [];

    /// <summary>Adds somebody drawn from the population.</summary>
    public int AddRelative(Sex sex) => Add(Relatives, Draw(), sex);

    private SearchFamily Family(Genotype[] child)
    {
        var person = _random.Next(6) switch { 0 => Sharing(child), 1 when _random.Next(8) == 0 => child, _ => Draw() };
        switch (_random.Next(8))
        {
            case 0:
                return SearchFamily.OfEitherRole(FamilyRole.Father, FamilyRole.Mother, Add(Relatives, person, Sex.Unknown));
            case 1 or 2:
                int father = Add(Relatives, person, Sex.Male), mother = Add(Relatives, _random.Next(4) == 0 ? Sharing(child) : Draw(), Sex.Female);
                return new SearchFamily(FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]), [father, mother]);
            case 3 when _random.Next(6) == 0:
                int alone = Add(Relatives, person, Sex.Female), brother = Add(Relatives, Draw(), Sex.Male);
                return new SearchFamily(FamilyShape.Of([FamilyRole.Mother, FamilyRole.Brother]), [alone, brother]);
            default:
                var role = Singles[_random.Next(Singles.Length)];
                return SearchFamily.Of(role, Add(Relatives, person, FamilyRoles.SexOf(role)));
        }
    }

    private int Add(ProfileStore store, Genotype[] profile, Sex sex) =>
        store.Add([.. profile.Select((g, l) => Typed(sex == Sex.Male && Model.Panel[l].Inheritance == Inheritance.X ? Genotype.Of(g.First) : g))], sex, DropOut());

    private Genotype[] Draw() => [.. Enumerable.Range(0, Model.Panel.Count).Select(l => Recorded(DrawAllele(l), DrawAllele(l), l))];

    private Genotype[] Sharing(Genotype[] child) => [.. child.Select((g, l) => Recorded(_random.Next(2) == 0 ? g.First : g.Second, DrawAllele(l), l))];

    private Genotype Typed(Genotype genotype) => _random.NextDouble() < _missing ? default : genotype;

    // A silent allele does not show; a locus with two of them does not come up.
    private Genotype Recorded(Allele one, Allele other, int locus)
    {
        while (one.IsSilent)
            one = DrawAllele(locus);
        return other.IsSilent ? Genotype.Of(one) : Genotype.Of(one, other);
    }

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
        List<Allele> names = [.. Enumerable.Range(0, alleles).Select(i => Allele.Of(5 + i, i % 7 == 6 ? 2 : 0))];
        List<double> published = [.. weights.Select(w => w / weights.Sum())];
        if (_withSilent && number % 3 == 1)
        {
            names.Add(Allele.Silent);
            published.Add(0.02);
        }

        var inheritance = _withX && number % 2 == 1 ? Inheritance.X : Inheritance.Autosomal;
        return new KinshipLocus(new Locus($"L{number}", inheritance), [.. names], [.. published], 1000, mutation, mutation);
    }
}

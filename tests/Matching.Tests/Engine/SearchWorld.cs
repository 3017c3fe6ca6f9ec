using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Engine;

/// <summary>A small model, and profiles drawn from it, for tests of the search.</summary>
internal sealed class SearchWorld
{
    public SearchWorld(int loci = 12, double theta = 0, double rate = 0.002, double range = 0.1)
    {
        Model = ModelOf(loci, theta, new StepwiseMutation(rate / 4, 1e-6, range), new StepwiseMutation(rate, 1e-6, range));
        Ratios = new LocusRatios(Model);
        NoMutation = new LocusRatios(Model.With(l => l with { Female = new NoMutation(), Male = new NoMutation() }));
        Children = new ProfileStore(Model);
        Relatives = new ProfileStore(Model);
    }

    public KinshipModel Model { get; }

    public LocusRatios Ratios { get; }

    public LocusRatios NoMutation { get; }

    public ProfileStore Children { get; }

    public ProfileStore Relatives { get; }

    public static KinshipModel ModelOf(int loci, double theta, MutationModel female, MutationModel male) => new(
        Enumerable.Range(0, loci).Select(i => new KinshipLocus(
            new Locus($"L{i}"),
            [Allele.Of(12), Allele.Of(13), Allele.Of(13, 2), Allele.Of(14), Allele.Of(16)],
            [0.1 + 0.01 * i, 0.3 - 0.01 * i, 0.05, 0.35, 0.2],
            500,
            female,
            male)),
        RareAllelePolicy.FiveOverTwoN,
        theta);

    public Genotype[] Draw(Random random, double missing = 0, double unseen = 0) =>
        [.. Enumerable.Range(0, Model.Panel.Count).Select(l => random.NextDouble() < missing ? default : Genotype.Of(DrawAllele(random, l, unseen), DrawAllele(random, l, unseen)))];

    public Genotype[] ChildOf(Random random, Genotype[] father, Genotype[]? mother = null) =>
        [.. father.Select((g, l) => g.IsMissing ? default : Genotype.Of(
            random.Next(2) == 0 ? g.First : g.Second,
            mother is null || mother[l].IsMissing ? DrawAllele(random, l, 0) : random.Next(2) == 0 ? mother[l].First : mother[l].Second))];

    public ChildQuery Query(int row) => new(Ratios, Children, row);

    public SearchFamily Family(params FamilyRole[] roles) => Family(roles, [.. Enumerable.Range(Relatives.Count - roles.Length, roles.Length)]);

    public SearchFamily Family(FamilyRole[] roles, int[] rows) => new(FamilyShape.Of(roles), rows);

    private Allele DrawAllele(Random random, int locus, double unseen)
    {
        if (random.NextDouble() < unseen)
            return Allele.Of(random.Next(17, 20));
        double u = random.NextDouble();
        var frequencies = Model.At(locus).Frequencies;
        for (int i = 0; i < frequencies.Count; i++)
            if ((u -= frequencies[i]) < 0)
                return frequencies.Alleles[i];
        return frequencies.Alleles[^1];
    }
}

using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Engine;

/// <summary>A pedigree of which one member only is typed, whoever that is.</summary>
public sealed class LoneRelativeTests
{
    public static TheoryData<string, FamilyRole> Members => new()
    {
        { "gf", FamilyRole.PaternalGrandfather },
        { "u", FamilyRole.PaternalUncle },
        { "s", FamilyRole.Sister },
        { "f", FamilyRole.Father },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_lone_member_of_a_pedigree_is_ranked_as_the_same_relative_known_by_role(string member, FamilyRole role)
    {
        var world = new SearchWorld();
        var random = new Random(4);
        world.Children.Add(world.Draw(random), Sex.Female);
        int row = world.Relatives.Add(world.Draw(random), Sex.Unknown);
        var pedigree = new Pedigree([
            new("gf", Sex.Male), new("gm", Sex.Female), new("u", Sex.Male, "gf", "gm"), new("f", Sex.Male, "gf", "gm"), new("m", Sex.Female),
            new("c", Sex.Female, "f", "m"), new("s", Sex.Female, "f", "m"),
        ]);
        SearchFamily[] families = [new(FamilyShape.Of(pedigree, "c", [member]), [row]), SearchFamily.Of(role, row)];
        var ranking = new FamilyScan([world.Query(0)], FamilyIndex.Of(world.Relatives, families)).Run(new ScanOptions(Top: 5)).Rankings[0].Sorted();
        Assert.Equal([0, 1], ranking.Select(c => c.Family).Order());
        Assert.Equal(ranking[0].Log10, ranking[1].Log10, 1e-9);
    }

    [Fact]
    public void A_cousin_whose_sex_the_role_leaves_open_is_compared_without_the_X_loci()
    {
        var model = new KinshipModel(
            [
                new KinshipLocus(new Locus("A"), [Allele.Of(12), Allele.Of(13)], [0.4, 0.6], 500, new NoMutation(), new NoMutation()),
                new KinshipLocus(new Locus("DX", Inheritance.X), [Allele.Of(10), Allele.Of(11)], [0.4, 0.6], 500, new NoMutation(), new NoMutation()),
            ],
            RareAllelePolicy.FiveOverTwoN);
        var children = new ProfileStore(model);
        var relatives = new ProfileStore(model);
        Genotype at12 = Genotype.Of(Allele.Of(12)), at10 = Genotype.Of(Allele.Of(10));
        children.Add([at12, at10], Sex.Male);
        int row = relatives.Add([at12, default], Sex.Male);
        var query = new ChildQuery(new LocusRatios(model), children, 0);
        var found = new FamilyScan([query], FamilyIndex.Of(relatives, [SearchFamily.Of(FamilyRole.PaternalCousin, row)])).Run(new ScanOptions(Top: 1)).Rankings[0].Sorted();

        // First cousins share an allele by descent with probability 1/4: 1 / p with 1/4 and 1 with 3/4.
        Assert.Equal(Math.Log10(0.75 + 0.25 / 0.4), Assert.Single(found).Log10, 1e-12);
    }
}

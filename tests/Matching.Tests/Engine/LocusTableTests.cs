using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Engine;

public sealed class LocusTableTests
{
    public static TheoryData<FamilyRole, double, double, double> Roles()
    {
        var data = new TheoryData<FamilyRole, double, double, double>();
        foreach (var role in Enum.GetValues<FamilyRole>())
        {
            data.Add(role, 0, 0, 0);
            data.Add(role, 0, 0.1, 0.05);
        }

        foreach (var role in new[] { FamilyRole.Father, FamilyRole.Mother, FamilyRole.Brother, FamilyRole.PaternalGrandmother })
            data.Add(role, 0.02, 0.1, 0);
        return data;
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Every_table_entry_is_the_direct_ratio(FamilyRole role, double theta, double childDropOut, double memberDropOut)
    {
        var world = new SearchWorld(loci: 1, theta);
        var all = AllGenotypes(world.Model.At(0).Frequencies.Alleles);
        var shape = FamilyShape.Of(role);
        foreach (var child in all)
        {
            var table = world.Ratios.OverMember(0, role, Sex.Unknown, new(child, childDropOut), memberDropOut);
            for (int code = 0; code < all.Count; code++)
            {
                double direct = world.Ratios.Together(0, shape, shape.All, Sex.Unknown, [new(child, childDropOut), new(all[code], memberDropOut)]);
                Same(direct, table[code]);
            }
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 0, 0)]
    [InlineData(0.1, 0.05, 0.2)]
    public void A_couple_s_bilinear_form_is_the_direct_ratio(double childDropOut, double fatherDropOut, double motherDropOut)
    {
        var world = new SearchWorld(loci: 1);
        var all = AllGenotypes(world.Model.At(0).Frequencies.Alleles);
        foreach (var genotype in all)
            world.Children.Add([genotype], Sex.Unknown, childDropOut);
        var shape = FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]);
        for (int c = 0; c < all.Count; c++)
        {
            var form = world.Query(c).Couples(fatherDropOut, motherDropOut)[0];
            Assert.True(form.Form.IsUsable);
            for (int f = 0; f < all.Count; f++)
                for (int m = 0; m < all.Count; m += 3)
                    Same(
                        world.Ratios.Together(0, shape, shape.All, Sex.Unknown, [new(all[c], childDropOut), new(all[f], fatherDropOut), new(all[m], motherDropOut)]),
                        form.Form.Of(f, m));
        }
    }

    [Fact]
    public void With_theta_a_couple_has_the_calculator_s_ratio()
    {
        var world = new SearchWorld(loci: 1, theta: 0.03);
        var all = AllGenotypes(world.Model.At(0).Frequencies.Alleles);
        int child = world.Children.Add([all[4]]);
        int father = world.Relatives.Add([all[4]], Sex.Male), mother = world.Relatives.Add([all[7]], Sex.Female);
        var shape = FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]);
        Same(
            world.Ratios.Together(0, shape, shape.All, Sex.Unknown, [new(all[4]), new(all[4]), new(all[7])]),
            world.Query(child).Couple(0, world.Relatives, father, mother));
    }

    [Fact]
    public void A_father_without_mutation_has_the_textbook_paternity_indices()
    {
        var world = new SearchWorld(loci: 1);
        var p = world.Model.At(0).Frequencies;
        double At(string child, string father) => world.NoMutation.Pair(0, FamilyRole.Father, Sex.Unknown, new(Read(child)), new(Read(father)));
        Same(1 / p[1], At("13,13", "13,13"));
        Same(1 / (2 * p[1]), At("13,13", "13,14"));
        Same(1 / (2 * p[1]), At("12,13", "13,13"));
        Same(1 / (4 * p[1]), At("12,13", "13,14"));
        Same((p[0] + p[1]) / (4 * p[0] * p[1]), At("12,13", "12,13"));
        Assert.Equal(0, At("12,13", "14,16"));
    }

    [Fact]
    public void Siblings_and_half_relatives_without_mutation_have_the_textbook_ratios()
    {
        var world = new SearchWorld(loci: 1);
        double q = world.Model.At(0).Frequencies[1];
        var homozygous = new Observation(Read("13,13"));
        double At(FamilyRole role) => world.NoMutation.Pair(0, role, Sex.Unknown, homozygous, homozygous);
        Same(0.25 + 0.5 / q + 0.25 / (q * q), At(FamilyRole.Brother));
        foreach (var role in new[] { FamilyRole.PaternalHalfSister, FamilyRole.MaternalHalfBrother, FamilyRole.PaternalGrandmother, FamilyRole.MaternalGrandfather, FamilyRole.PaternalUncle, FamilyRole.MaternalAunt })
            Same(0.5 + 0.5 / q, At(role));
        Same(0.75 + 0.25 / q, At(FamilyRole.PaternalCousin));
        Same(1 / (q * q), world.Ratios.Identity(0, homozygous, homozygous, Sex.Unknown));
    }

    [Fact]
    public void Chinese_practice_gives_the_mother_another_rate_in_a_trio()
    {
        KinshipModel Of(bool trio) => SearchWorld.ModelOf(1, 0, GbT37223Mutation.Pair(trio).Female, GbT37223Mutation.Pair(trio).Male);
        var ratios = new LocusRatios(Of(trio: false), Of(trio: true));
        var child = new Observation(Read("12,13"));
        var mother = new Observation(Read("14,14"));
        double alone = ratios.Pair(0, FamilyRole.Mother, Sex.Unknown, child, mother);
        var shape = FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]);
        double withFather = ratios.Together(0, shape, shape.All, Sex.Unknown, [child, new(Read("12,12")), mother]);
        double likeAlone = new LocusRatios(Of(trio: false)).Together(0, shape, shape.All, Sex.Unknown, [child, new(Read("12,12")), mother]);
        Same(new LocusRatios(Of(trio: false)).Pair(0, FamilyRole.Mother, Sex.Unknown, child, mother), alone);
        Assert.InRange(likeAlone / withFather, 3.5, 4.5);
        var store = new ProfileStore(ratios.Model);
        store.Add([child.Genotype]);
        store.Add([Read("12,12")]);
        store.Add([mother.Genotype]);
        Same(withFather, new ChildQuery(ratios, store, 0).Couple(0, store, 1, 2));
    }

    internal static Genotype Read(string genotype) =>
        Genotype.Of(Allele.Parse(genotype.Split(',')[0]), Allele.Parse(genotype.Split(',')[1]));

    internal static void Same(double expected, double actual, double tolerance = 1e-12) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), $"{expected:R} was expected, {actual:R} found");

    private static List<Genotype> AllGenotypes(IReadOnlyList<Allele> alleles)
    {
        var all = new List<Genotype>();
        for (int j = 0; j < alleles.Count; j++)
            for (int i = 0; i <= j; i++)
                all.Add(Genotype.Of(alleles[i], alleles[j]));
        return all;
    }
}

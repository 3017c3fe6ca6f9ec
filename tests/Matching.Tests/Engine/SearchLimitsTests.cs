using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;
using Matching.Kernels;
using Matching.Tests.Engine.Filter;

namespace Matching.Tests.Engine;

/// <summary>Where a search meets a limit - an open sex, the calculator's budget, more alleles than codes - it goes on and misses nobody.</summary>
public sealed class SearchLimitsTests
{
    [Fact]
    public void Families_ask_beside_children_of_unknown_sex_whose_X_loci_say_nothing()
    {
        var search = new RandomSearch(3, 6, 8, 0, 0.1, mutates: true, children: 20, families: 40, withX: true);
        for (int c = 0; c < 20; c++)
            search.Children.Add([.. Enumerable.Range(0, 6).Select(l => search.Children.GenotypeAt(c, l))], Sex.Unknown);
        var families = FamilyIndex.Of(search.Relatives, search.Families);
        AssertBothWaysAlike(search.Ratios, families, search.Children, minimum: 0);
    }

    [Fact]
    public void A_member_whose_sex_the_role_leaves_open_says_nothing_at_an_X_locus()
    {
        var model = ModelOf(8, 0, Inheritance.X);
        ProfileStore children = new(model), relatives = new(model);
        children.Add([Of(1, 2)], Sex.Female);
        int cousin = relatives.Add([Of(1, 2)], Sex.Female), mother = relatives.Add([Of(1, 3)], Sex.Female);
        var ratios = new LocusRatios(model);
        var child = new ChildQuery(ratios, children, 0);
        var family = new SearchFamily(FamilyShape.Of([FamilyRole.PaternalCousin, FamilyRole.Mother]), [cousin, mother]);
        Assert.Equal(child.Single(0, FamilyRole.Mother, relatives, mother), new CompiledFamily(ratios, relatives, family, 0b11).At(child, 0));
        Assert.Equal(1, new CompiledFamily(ratios, relatives, family, 0b01).At(child, 0));
        AssertBothWaysAlike(ratios, FamilyIndex.Of(relatives, [family]), children, double.NegativeInfinity);
    }

    [Fact]
    public void A_member_alone_beyond_the_budget_does_not_end_the_search()
    {
        var model = ModelOf(76, 0.02);
        ProfileStore children = new(model), relatives = new(model);
        children.Add([Of(1, 2)], Sex.Female);
        children.Add([Of(4, 7)], Sex.Male);
        int mother = relatives.Add([Of(1, 3)], Sex.Female), cousin = relatives.Add([Of(1, 2)], Sex.Female);
        var families = FamilyIndex.Of(relatives, [new SearchFamily(FamilyShape.Of([FamilyRole.Mother, FamilyRole.PaternalCousin]), [mother, cousin])]);
        var ratios = new LocusRatios(model);
        var report = AssertBothWaysAlike(ratios, families, children, double.NegativeInfinity);
        Assert.Equal(0b01UL, report.InPart[0]);
        Assert.Equal(new ChildScan(new ChildQuery(ratios, children, 0), relatives).Single(FamilyRole.Mother, mother).Log10, Assert.Single(report.Rankings[0].Sorted()).Log10);
    }

    [Fact]
    public void Genotypes_of_more_alleles_than_have_codes_are_kept_and_compared()
    {
        var model = ModelOf(370, 0);
        ProfileStore children = new(model), relatives = new(model);
        Genotype beyond = Of(362, 369), mothers = Of(369, 3), fathers = Of(366, 362);
        children.Add([beyond], Sex.Female);
        int mother = relatives.Add([mothers], Sex.Female), father = relatives.Add([fathers], Sex.Male), other = relatives.Add([Of(1, 2)], Sex.Male);
        Assert.Equal(beyond, children.GenotypeAt(0, 0));
        Assert.Equal(fathers, relatives.GenotypeAt(father, 0));
        var ratios = new LocusRatios(model);
        var families = FamilyIndex.Of(relatives, [SearchFamily.Of(FamilyRole.Father, other), SearchFamily.Of(FamilyRole.Mother, mother), SearchFamily.Of(FamilyRole.Father, father)]);
        var best = AssertBothWaysAlike(ratios, families, children, double.NegativeInfinity).Rankings[0].Sorted();
        Assert.Equal(3, best.Count);
        Assert.Equal(ratios.Together(0, FamilyShape.Of(FamilyRole.Father), 1, Sex.Unknown, [new(beyond), new(fathers)]), Math.Pow(10, best.Single(c => c.Family == 2).Log10), 1e-9);
    }

    [Fact]
    public void Only_a_family_that_takes_part_can_ask()
    {
        var search = new RandomSearch(1, 5, 5, 0, 0, mutates: true, children: 2, families: 3);
        var index = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families)
            index.Add(family);
        index.Retire(1);
        var children = ChildIndex.Of(search.Children);
        foreach (int nobody in (int[])[-1, 1, 3])
            Assert.Throws<ArgumentException>(() => new StandingScan(search.Ratios, index.Snapshot(), [0, nobody], children));
        Assert.Equal(2, new StandingScan(search.Ratios, index.Snapshot(), [0, 2], children).Run(new ScanOptions(1)).Rankings.Length);
    }

    [Fact]
    public void A_locus_at_which_a_lone_relative_is_beyond_the_budget_is_left_out_and_the_search_goes_on()
    {
        var model = ModelOf(76, 0.02);
        ProfileStore children = new(model), relatives = new(model);
        children.Add([Of(1, 2)]);
        int cousin = relatives.Add([Of(1, 3)], Sex.Male), father = relatives.Add([Of(1, 4)], Sex.Male);
        var ratios = new LocusRatios(model);
        var families = FamilyIndex.Of(relatives, [SearchFamily.Of(FamilyRole.PaternalCousin, cousin), SearchFamily.Of(FamilyRole.Father, father)]);
        var ranking = AssertBothWaysAlike(ratios, families, children, double.NegativeInfinity).Rankings[0].Sorted();
        Assert.Equal(0, ranking.Single(c => c.Family == 0).Log10);
        Assert.True(ranking.Single(c => c.Family == 1).Log10 > 0);
        Assert.Equal([(0, FamilyRole.PaternalCousin)], ratios.LeftOut);
    }

    [Fact]
    public void What_is_searched_of_a_family_beyond_the_budget_does_not_depend_on_who_else_is_searched()
    {
        var mutation = new StepwiseMutation(0.003, 1e-6, 0.1);
        KinshipLocus LocusOf(string name, int alleles) => new(
            new Locus(name), [.. Enumerable.Range(0, alleles).Select(i => Allele.Of(5 + i))], [.. Enumerable.Repeat(1.0 / alleles, alleles)], 1000, mutation, mutation);
        var model = new KinshipModel([LocusOf("A", 6), LocusOf("B", 76)], RareAllelePolicy.FiveOverTwoN, 0.02);
        ProfileStore children = new(model), relatives = new(model);
        children.Add([Of(1, 2), default]);
        children.Add([Of(1, 3), Of(4, 9)]);
        int uncle = relatives.Add([Of(1, 2), Of(4, 7)], Sex.Male), aunt = relatives.Add([Of(1, 4), Of(9, 8)], Sex.Female);
        var families = FamilyIndex.Of(relatives, [new SearchFamily(FamilyShape.Of([FamilyRole.PaternalUncle, FamilyRole.PaternalAunt]), [uncle, aunt])]);
        ScanReport Search(params int[] rows)
        {
            var ratios = new LocusRatios(model);
            return new FamilyScan(rows.Select(row => new ChildQuery(ratios, children, row)), families).Run(new ScanOptions(5));
        }

        var (alone, beside) = (Search(0), Search(0, 1));
        Assert.Single(alone.InPart);
        Assert.Equal(alone.InPart, beside.InPart);
        Assert.Equal(alone.Rankings[0].Sorted(), beside.Rankings[0].Sorted());
    }

    // Every kernel and none, families asking and children asking: one and the same set of ratios.
    private static ScanReport AssertBothWaysAlike(LocusRatios ratios, FamilySnapshot families, ProfileStore children, double minimum)
    {
        var options = new ScanOptions(10_000, minimum, Threads: 2);
        var asked = new FamilyScan(Enumerable.Range(0, children.Count).Select(c => new ChildQuery(ratios, children, c)), families) { Kernel = null }.Run(options);
        var expected = asked.Rankings.SelectMany((r, c) => r.Sorted().Select(candidate => (Child: c, candidate.Family, candidate.Member, candidate.Log10))).ToHashSet();
        foreach (var kernel in (IScanKernel?[])[null, .. ScanKernels.Supported])
        {
            var standing = new StandingScan(ratios, families, Enumerable.Range(0, families.Count), ChildIndex.Of(children)) { Kernel = kernel }.Run(options);
            Assert.True(expected.SetEquals(standing.Rankings.SelectMany((r, f) => r.Sorted().Select(candidate => (candidate.Family, f, candidate.Member, candidate.Log10)))));
            Assert.Equal(asked.InPart, standing.InPart);
            Assert.Equal(standing.Pairs, standing.Dismissed + standing.Rescored);
        }

        return asked;
    }

    private static Genotype Of(int one, int other) => Genotype.Of(Allele.Of(5 + one), Allele.Of(5 + other));

    private static KinshipModel ModelOf(int alleles, double theta, Inheritance inheritance = Inheritance.Autosomal)
    {
        var mutation = new StepwiseMutation(0.003, 1e-6, 0.1);
        return new KinshipModel(
            [new KinshipLocus(new Locus("L", inheritance), [.. Enumerable.Range(0, alleles).Select(i => Allele.Of(5 + i))], [.. Enumerable.Repeat(1.0 / alleles, alleles)], 1000, mutation, mutation)],
            RareAllelePolicy.FiveOverTwoN,
            theta);
    }
}

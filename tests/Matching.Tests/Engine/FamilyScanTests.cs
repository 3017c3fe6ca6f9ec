using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Engine;

public sealed class FamilyScanTests
{
    [Fact]
    public void A_couple_whose_mother_is_untyped_at_a_locus_gives_the_father_alone_bit_for_bit()
    {
        foreach (double theta in new[] { 0, 0.02 })
        {
            var world = new SearchWorld(theta: theta);
            var random = new Random(5);
            var father = world.Draw(random);
            world.Children.Add(world.ChildOf(random, father), Sex.Unknown, 0.05);
            world.Relatives.Add(father, Sex.Male);
            world.Relatives.Add(world.Draw(random, missing: 0.5), Sex.Female);
            var query = world.Query(0);
            var couple = new CompiledFamily(world.Ratios, world.Relatives, world.Family(FamilyRole.Father, FamilyRole.Mother), 0b11);
            var alone = new CompiledFamily(world.Ratios, world.Relatives, world.Family([FamilyRole.Father], [0]), 0b1);
            int untyped = 0;
            foreach (int locus in query.Loci.Where(l => world.Relatives.CodeAt(1, l) == ProfileStore.Missing))
            {
                Assert.Equal(alone.At(query, locus), couple.At(query, locus));
                untyped++;
            }

            Assert.True(untyped > 2);
        }
    }

    [Fact]
    public void A_family_whose_other_members_are_untyped_at_a_locus_gives_the_one_typed_there_bit_for_bit()
    {
        var world = new SearchWorld();
        var random = new Random(6);
        world.Children.Add(world.Draw(random));
        world.Relatives.Add(world.Draw(random, missing: 0.4), Sex.Male);
        world.Relatives.Add(world.Draw(random, missing: 0.4), Sex.Male);
        world.Relatives.Add(world.Draw(random, missing: 0.4), Sex.Female);
        FamilyRole[] roles = [FamilyRole.PaternalGrandfather, FamilyRole.Brother, FamilyRole.Mother];
        var family = new CompiledFamily(world.Ratios, world.Relatives, world.Family(roles), 0b111);
        var query = world.Query(0);
        foreach (int locus in query.Loci)
            for (int m = 0; m < 3; m++)
                if (family.TypedMembers(locus) == 1UL << m)
                    Assert.Equal(query.Single(locus, roles[m], world.Relatives, m), family.At(query, locus));
    }

    [Fact]
    public void An_unknown_sex_is_mixed_after_the_product()
    {
        var world = new SearchWorld(rate: 0.02);
        var random = new Random(7);
        world.Children.Add(world.Draw(random));
        world.Relatives.Add(world.Draw(random));
        var query = world.Query(0);
        double Product(FamilyRole role) => query.Loci.Aggregate(1.0, (product, l) => product * query.Single(l, role, world.Relatives, 0));
        double expected = 0.5 * Product(FamilyRole.Father) + 0.5 * Product(FamilyRole.Mother);
        var report = Scan(world, [SearchFamily.OfEitherRole(FamilyRole.Father, FamilyRole.Mother, 0)], new ScanOptions(1));
        LocusTableTests.Same(Math.Log10(expected), report.Rankings[0].Sorted()[0].Log10);
        Assert.NotEqual(Product(FamilyRole.Father), Product(FamilyRole.Mother));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var world = Populated(out var families);
        var expected = Scan(world, families, new ScanOptions(7, Threads: 1));
        foreach (int threads in new[] { 2, 5 })
        {
            var report = Scan(world, families, new ScanOptions(7, Threads: threads));
            Assert.Equal(expected.Pairs, report.Pairs);
            Assert.Equal(expected.Identities, report.Identities);
            for (int c = 0; c < expected.Rankings.Length; c++)
            {
                Assert.Equal(expected.Rankings[c].Sorted(), report.Rankings[c].Sorted());
                Assert.Equal(expected.Rankings[c].CutEqual, report.Rankings[c].CutEqual);
            }
        }
    }

    [Fact]
    public void The_scan_keeps_what_a_full_sort_would()
    {
        var world = Populated(out var families);
        var report = Scan(world, families, new ScanOptions(7, Threads: 2));
        for (int c = 0; c < world.Children.Count; c++)
        {
            var query = world.Query(c);
            var all = new List<Candidate>();
            for (int i = 0; i < families.Count; i++)
            {
                var family = families[i];
                double together = new CompiledFamily(world.Ratios, world.Relatives, family, family.Shape.All).Product(query).Log10;
                all.Add(new Candidate(together, i, -1));
                for (int m = 0; m < family.Members.Length && family.Members.Length > 1; m++)
                    if (new CompiledFamily(world.Ratios, world.Relatives, family, 1UL << m).Product(query).Log10 is var alone && alone > together)
                        all.Add(new Candidate(alone, i, m));
            }

            Assert.Equal(all.Order().Take(7), report.Rankings[c].Sorted());
        }
    }

    [Fact]
    public void A_pair_s_ratio_does_not_depend_on_who_else_is_in_the_file()
    {
        var world = new SearchWorld();
        var random = new Random(11);
        world.Children.Add(world.Draw(random, unseen: 0.2));
        for (int i = 0; i < 30; i++)
            world.Relatives.Add(world.Draw(random, unseen: 0.2), Sex.Male);
        SearchFamily[] all = [.. Enumerable.Range(0, 30).Select(i => SearchFamily.Of(FamilyRole.Father, i))];
        var together = Scan(world, all, new ScanOptions(30)).Rankings[0].Sorted();
        foreach (var candidate in together)
            Assert.Equal(candidate.Log10, Scan(world, [all[candidate.Family]], new ScanOptions(1)).Rankings[0].Sorted()[0].Log10);
        var query = world.Query(0);
        var shape = FamilyShape.Of(FamilyRole.Father);
        double direct = query.Loci.Sum(l => Math.Log10(world.Ratios.Together(l, shape, 1, Sex.Unknown, [query.At(l), world.Relatives.ObservationAt(4, l)])));
        LocusTableTests.Same(direct, together.Single(c => c.Family == 4).Log10);
    }

    [Fact]
    public void The_other_direction_has_the_same_bits()
    {
        var world = new SearchWorld();
        var random = new Random(12);
        for (int i = 0; i < 20; i++)
            world.Children.Add(world.Draw(random, 0.1, 0.05), i % 2 == 0 ? Sex.Male : Sex.Unknown, i % 3 == 0 ? 0.1 : 0);
        for (int i = 0; i < 20; i++)
            world.Relatives.Add(world.Draw(random, 0.1, 0.05), Sex.Unknown, i % 4 == 0 ? 0.05 : 0);
        SearchFamily[] families = [.. Enumerable.Range(0, 20).Select(i => SearchFamily.OfEitherRole(FamilyRole.Father, FamilyRole.Mother, i))];
        var forward = Scan(world, families, new ScanOptions(20));
        var backward = new StandingScan(world.Ratios, FamilyIndex.Of(world.Relatives, families), Enumerable.Range(0, 20), ChildIndex.Of(world.Children)).Run(new ScanOptions(20, Threads: 2));
        for (int c = 0; c < 20; c++)
            foreach (var candidate in forward.Rankings[c].Sorted())
                Assert.Equal(candidate.Log10, backward.Rankings[candidate.Family].Sorted().Single(b => b.Family == c).Log10);
    }

    [Fact]
    public void An_identical_profile_is_reported_and_never_ranked_as_a_parent()
    {
        var world = new SearchWorld();
        var random = new Random(13);
        var father = world.Draw(random);
        var profile = world.ChildOf(random, father);
        world.Children.Add(profile);
        world.Relatives.Add(father, Sex.Male);
        world.Relatives.Add(profile, Sex.Female);
        world.Relatives.Add(profile, Sex.Male);
        world.Relatives.Add([.. profile.Select((g, i) => i < 9 ? g : default)], Sex.Male);
        SearchFamily[] families = [world.Family([FamilyRole.Father, FamilyRole.Mother], [0, 1]), SearchFamily.Of(FamilyRole.Father, 2), SearchFamily.Of(FamilyRole.Father, 3)];
        var report = Scan(world, families, new ScanOptions(10));
        Assert.Equal([new IdentityHit(0, 0, 1, 12), new IdentityHit(0, 1, 0, 12)], report.Identities);
        var ranked = report.Rankings[0].Sorted();
        Assert.Equal([0, 2], ranked.Select(c => c.Family).Order());
        var alone = Scan(world, [SearchFamily.Of(FamilyRole.Father, 0)], new ScanOptions(1)).Rankings[0].Sorted()[0];
        Assert.Equal(alone.Log10, ranked.Single(c => c.Family == 0).Log10);
    }

    [Fact]
    public void Linkage_changes_siblings_and_not_parents_and_vanishes_at_one_half()
    {
        var world = new SearchWorld(loci: 4);
        var random = new Random(21);
        Genotype[] father = world.Draw(random), mother = world.Draw(random);
        world.Children.Add(world.ChildOf(random, father, mother));
        world.Relatives.Add(world.ChildOf(random, father, mother), Sex.Male);
        world.Relatives.Add(father, Sex.Male);
        var query = world.Query(0);
        var sibling = new CompiledFamily(world.Ratios, world.Relatives, world.Family([FamilyRole.Brother], [0]), 1);
        double independent = sibling.Product(query).Log10;
        var (linked, pairs) = sibling.WithLinkage(query, [new LinkedLoci(0, 2, 0.1)]);
        Assert.Single(pairs);
        Assert.NotEqual(independent, linked, 1e-4);
        LocusTableTests.Same(independent, sibling.WithLinkage(query, [new LinkedLoci(0, 2, 0.5)]).Log10, 1e-10);
        var parent = new CompiledFamily(world.Ratios, world.Relatives, world.Family([FamilyRole.Father], [1]), 1);
        Assert.Empty(parent.WithLinkage(query, [new LinkedLoci(0, 2, 0.1)]).Pairs);
    }

    [Fact]
    public void A_family_beyond_the_budget_is_searched_in_part_and_each_member_alone()
    {
        var world = new SearchWorld(loci: 2, theta: 0.02);
        var random = new Random(31);
        FamilyRole[] roles =
        [
            FamilyRole.PaternalUncle, FamilyRole.MaternalUncle, FamilyRole.PaternalHalfBrother, FamilyRole.MaternalHalfSister, FamilyRole.PaternalCousin,
        ];
        world.Children.Add(world.Draw(random));
        foreach (var _ in roles)
            world.Relatives.Add(world.Draw(random));
        SearchFamily[] families = [world.Family(roles)];
        var report = Scan(world, families, new ScanOptions(10));
        ulong part = Assert.Single(report.InPart).Value;
        Assert.InRange(System.Numerics.BitOperations.PopCount(part), 1, 4);
        var family = report.Rankings[0].Sorted().Single(c => c.Member < 0);
        Assert.Equal(new CompiledFamily(world.Ratios, world.Relatives, families[0], part).Product(world.Query(0)).Log10, family.Log10);
        for (int m = 0; m < roles.Length; m++)
        {
            double alone = new CompiledFamily(world.Ratios, world.Relatives, families[0], 1UL << m).Product(world.Query(0)).Log10;
            Assert.Equal(alone > family.Log10, report.Rankings[0].Sorted().Any(c => c.Member == m && c.Log10 == alone));
        }
    }

    [Fact]
    public void Details_add_up()
    {
        var world = Populated(out var families);
        int index = families.FindIndex(f => f.Members.Length == 3);
        var query = world.Query(1);
        var detail = CandidateDetail.Of(query, new ChildQuery(world.NoMutation, world.Children, 1), world.Relatives, families[index], 0b111);
        LocusTableTests.Same(detail.Log10, detail.Loci.Sum(l => Math.Log10(l.Ratio)));
        Assert.Equal(query.Loci.Length, detail.Compared + detail.Missing);
        for (int m = 0; m < 3; m++)
        {
            var rest = CandidateDetail.Of(query, query, world.Relatives, families[index], 0b111UL & ~(1UL << m));
            Assert.Equal(detail.Log10 - rest.Log10, detail.ConditionalLog10[m]);
        }
    }

    private static SearchWorld Populated(out List<SearchFamily> families)
    {
        var world = new SearchWorld();
        var random = new Random(3);
        families = [];
        for (int i = 0; i < 120; i++)
        {
            var father = world.Draw(random, 0.1, 0.02);
            var mother = world.Draw(random, 0.1);
            int row = world.Relatives.Add(father, Sex.Male, i % 5 == 0 ? 0.1 : 0);
            world.Relatives.Add(mother, Sex.Female);
            world.Relatives.Add(world.ChildOf(random, father, mother), Sex.Male);
            families.Add((i % 4) switch
            {
                0 => world.Family([FamilyRole.Father, FamilyRole.Mother], [row, row + 1]),
                1 => world.Family([FamilyRole.Father], [row]),
                2 => SearchFamily.OfEitherRole(FamilyRole.Father, FamilyRole.Mother, row),
                _ => world.Family([FamilyRole.Father, FamilyRole.Mother, FamilyRole.Brother], [row, row + 1, row + 2]),
            });
            if (i % 30 < 4)
                world.Children.Add(world.ChildOf(random, father, mother), Sex.Unknown, i % 2 == 0 ? 0.05 : 0);
        }

        return world;
    }

    private static ScanReport Scan(SearchWorld world, IReadOnlyList<SearchFamily> families, ScanOptions options) =>
        new FamilyScan(Enumerable.Range(0, world.Children.Count).Select(world.Query), FamilyIndex.Of(world.Relatives, families)).Run(options);
}

using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Tests.Casework.Intake;

public class AmendedProfileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_kit_adds_loci_in_a_new_version_that_is_searched_again()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("R1", 9)), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1, loci: 13)), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        Assert.Equal((1, 0), (answer.Amended, answer.Unchanged));
        var active = world.Active(Side.Child, "C1");
        Assert.Equal((1, 2), (active.Number, active.Profile.Version));
        Assert.Equal(ProfileState.Superseded, world.Store.State.Profiles[0][0].State);
        Assert.Equal(2, world.WaitingPairs(SearchKind.Families));
    }

    [Fact]
    public async Task A_typing_with_fewer_loci_changes_nothing()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1, loci: 14)), Stop);
        Assert.Equal(1, answer.Unchanged);
    }

    [Fact]
    public async Task A_locus_at_which_typings_differ_counts_as_untyped_and_stays_so()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        var other = IntakeWorld.Genotypes(1);
        other[4] = Genotype.Of(Allele.Of(20), Allele.Of(21));
        var conflict = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, (new SubmittedPerson("C1"), other)), Stop);
        Assert.Equal("L05", Assert.Single(conflict.Findings, f => f.Code == IntakeCodes.Conflict).Text.Split(' ').Single(w => w.StartsWith('L')));
        Assert.True(At(world, 4).IsMissing);
        var again = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, (new SubmittedPerson("C1"), other)) with { Key = "again" }, Stop);
        Assert.Equal(1, again.Unchanged);
        Assert.True(At(world, 4).IsMissing);
    }

    [Fact]
    public async Task A_correction_puts_its_alleles_in_place_of_the_earlier_ones()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        var right = new Genotype[IntakeWorld.Loci];
        (right[4], right[0], right[1]) = (Genotype.Of(Allele.Of(20), Allele.Of(21)), IntakeWorld.Genotypes(1)[0], IntakeWorld.Genotypes(1)[1]);
        (right[2], right[3], right[5]) = (IntakeWorld.Genotypes(1)[2], IntakeWorld.Genotypes(1)[3], IntakeWorld.Genotypes(1)[5]);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, (new SubmittedPerson("C1"), right)) with { IsCorrection = true }, Stop);
        Assert.Equal(1, answer.Amended);
        Assert.Equal(right[4], At(world, 4));
        Assert.Equal(IntakeWorld.Genotypes(1)[10], At(world, 10));
    }

    [Fact]
    public async Task Another_panel_is_merged_over_the_loci_of_both()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        var panel = new LocusPanel([new Locus("Z1"), .. IntakeWorld.Panel.Loci.Reverse().Take(8)]);
        Genotype[] genotypes = [Genotype.Of(Allele.Of(5)), .. IntakeWorld.Genotypes(1).Reverse().Take(8)];
        var batch = new SubmittedBatch(Side.Child, new SubmittedRowList(panel, [(new SubmittedPerson("C1"), genotypes)]));
        Assert.Equal(1, (await world.AcceptAsync(batch, Stop)).Amended);
        var active = world.Active(Side.Child, "C1").Profile;
        Assert.Equal(21, active.Panel.Count);
        Assert.Equal(genotypes[0], GenotypeBytes.At(active.Genotypes, active.Panel.IndexOf("Z1")));
    }

    [Fact]
    public async Task Equal_profiles_are_found_whatever_the_order_of_the_loci()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        var reversed = new SubmittedBatch(Side.Child, new SubmittedRowList(new LocusPanel(IntakeWorld.Panel.Loci.Reverse()), [(new SubmittedPerson("C2"), IntakeWorld.Genotypes(1).Reverse().ToArray())]));
        Assert.Contains(IntakeCodes.Identical, IntakeWorld.Codes(await world.AcceptAsync(reversed, Stop)));
    }

    [Fact]
    public async Task A_case_that_is_named_later_makes_a_new_version()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)) with { Case = "RING" }, Stop);
        Assert.Equal(1, answer.Amended);
        Assert.Equal("RING", world.Active(Side.Child, "C1").Profile.Facts.Case);
    }

    private static Genotype At(IntakeWorld world, int locus)
    {
        var profile = world.Active(Side.Child, "C1").Profile;
        return GenotypeBytes.At(profile.Genotypes, profile.Panel.IndexOf(IntakeWorld.Panel[locus].Name));
    }
}

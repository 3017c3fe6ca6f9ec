using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Markers;

namespace Matching.Tests.Casework.Intake;

public class StatedFactsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public async Task A_drop_out_that_is_no_probability_is_refused_and_keeps_nobody_from_being_searched(double dropOut)
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var (person, genotypes) = IntakeWorld.Row("K1", 1);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, (person with { DropOut = dropOut }, genotypes), IntakeWorld.Row("K2", 2)), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 3)), Stop);
        Assert.Equal("1r1a", answer.Rows);
        Assert.Contains(IntakeCodes.DropOutUnusable, IntakeWorld.Codes(answer));
        using var indexes = new SearchIndexes(world.Store);
        Assert.True((await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(Stop)).IsComplete);
    }

    [Fact]
    public async Task Texts_that_no_database_could_keep_are_refused_row_by_row()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var (person, genotypes) = IntakeWorld.Row("P1", 1);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(
            Side.Relative,
            (person with { Family = "F\0" }, genotypes),
            (person with { Person = "P2", Family = new string('F', 201) }, genotypes),
            (person with { Person = "P3", Quality = "\0" }, genotypes),
            (person with { Person = "P4", Quality = "two lines:\nfaint" }, genotypes)), Stop);
        Assert.Equal("3r1a", answer.Rows);
        Assert.Equal(3, IntakeWorld.Codes(answer).Count(code => code == IntakeCodes.TextUnusable));
    }

    [Fact]
    public async Task Texts_of_the_batch_that_no_database_could_keep_refuse_it()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var batch = IntakeWorld.Batch(Side.Child, IntakeWorld.Row("K1", 1));
        foreach (var odd in (SubmittedBatch[])[batch with { Case = "\t" }, batch with { Kit = "\0" }, batch with { RefusedPedigrees = new HashSet<string> { "\0" } }])
            Assert.Equal(IntakeCodes.BatchTextUnusable, (await world.AcceptAsync(odd, Stop)).Refusal?.Code);
        var panel = new LocusPanel([.. IntakeWorld.Panel.Loci, new Locus("A;B")]);
        var odder = batch with { Rows = new SubmittedRowList(panel, [(new SubmittedPerson("K1"), (Genotype[])[.. IntakeWorld.Genotypes(1), default])]) };
        Assert.Equal(IntakeCodes.BatchTextUnusable, (await world.AcceptAsync(odder, Stop)).Refusal?.Code);
        Assert.Null((await world.AcceptAsync(batch, Stop)).Refusal);
    }

    [Fact]
    public async Task A_blank_text_states_nothing()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var (person, genotypes) = IntakeWorld.Row("S1", 1);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, (person with { Category = PersonCategory.Suspect }, genotypes), IntakeWorld.Row("P1", 2, family: "", role: "father"), IntakeWorld.Row("P2", 3, family: " ", role: "")) with { LegalBasis = " " }, Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("K1", 4)) with { Case = "" }, Stop);
        Assert.Empty(world.Entries(StandingKind.Suspect));
        Assert.Equal(["P1: roles father [P1]", "P2: either father|mother [P2]"], world.Entries(StandingKind.Family).Order());
        Assert.Null(world.Active(Side.Child, "K1").Profile.Facts.Case);
    }
}

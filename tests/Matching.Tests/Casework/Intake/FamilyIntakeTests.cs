using Matching.Casework.Families;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Casework.Intake;

public class FamilyIntakeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_family_whose_members_come_one_by_one_is_formed_from_all_of_them()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P2", 2, family: "F", role: "mother")), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "F", role: "father"), IntakeWorld.Row("P9", 9)), Stop);
        Assert.Equal((2, 1), (answer.EntriesAdded, answer.EntriesRetired));
        Assert.Equal(["F: roles father;mother [P1 P2]", "P9: either father|mother [P9]"], world.Entries(StandingKind.Family).Order());
    }

    [Fact]
    public async Task A_family_does_not_depend_on_who_came_first()
    {
        await using var one = await IntakeWorld.NewAsync(Stop);
        await using var other = await IntakeWorld.NewAsync(Stop);
        var father = IntakeWorld.Row("P1", 1, family: "F", role: "father");
        var sister = IntakeWorld.Row("P2", 2, family: "F", role: "sister");
        await one.AcceptAsync(IntakeWorld.Batch(Side.Relative, father, sister), Stop);
        await other.AcceptAsync(IntakeWorld.Batch(Side.Relative, sister), Stop);
        await other.AcceptAsync(IntakeWorld.Batch(Side.Relative, father), Stop);
        Assert.Equal(one.Entries(StandingKind.Family), other.Entries(StandingKind.Family));
    }

    [Fact]
    public async Task An_amended_member_gives_its_family_a_new_entry()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, 14, "F", "father"), IntakeWorld.Row("P2", 2, family: "F", role: "mother")), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)), Stop);
        Assert.Equal(["F: roles father;mother [P1 P2]"], world.Entries(StandingKind.Family));
        Assert.Equal([2, 1], world.Store.State.Standing[0][1].Entry.Members);
    }

    [Fact]
    public async Task A_person_with_the_code_of_a_family_is_not_mistaken_for_it()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("F", 9), IntakeWorld.Row("P1", 1, family: "F", role: "father")), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P2", 2, family: "F", role: "mother")), Stop);
        Assert.Equal(["F: either father|mother [F]", "F: roles father;mother [P1 P2]"], world.Entries(StandingKind.Family).Order());
    }

    [Fact]
    public async Task A_member_who_moves_leaves_one_family_and_joins_the_other()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "F", role: "father"), IntakeWorld.Row("P2", 2, family: "F", role: "mother")), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "G", role: "father")), Stop);
        Assert.Contains(IntakeCodes.FamilyChanged, IntakeWorld.Codes(answer));
        Assert.Equal(["F: roles mother [P2]", "G: roles father [P1]"], world.Entries(StandingKind.Family).Order());
    }

    [Fact]
    public async Task Two_fathers_are_searched_person_by_person_with_a_note()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "F", role: "father"), IntakeWorld.Row("P2", 2, family: "F", role: "父亲")), Stop);
        Assert.Contains(FamilyFindingCodes.RoleTwice, IntakeWorld.Codes(answer));
        Assert.Equal(["F: roles father [P1]", "F: roles father [P2]"], world.Entries(StandingKind.Family));
        Assert.All(world.Store.State.Standing[0], s => Assert.Equal("searched person by person: two persons have one role", s.Entry.Note));
        Assert.Equal([0, 1], world.Store.State.Standing[0].Select(s => s.Entry.Part));
    }

    [Fact]
    public async Task A_pedigree_is_remembered_for_members_who_come_later()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var pedigree = new ReferencePedigree(
            new Pedigree([new Person("GF", Sex.Male), new Person("GM", Sex.Female), new Person("M", Sex.Female, "GF", "GM"), new Person("X", Sex.Unknown, null, "M")]), "X");
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("GF", 1, family: "F")) with { Pedigrees = IntakeWorld.Pedigrees("F", pedigree) }, Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("GM", 2, family: "F"), IntakeWorld.Row("U", 3, family: "F")), Stop);
        Assert.Equal(["F: either father|mother [U]", "F: pedigree 3 0,1 1:: 2:: 2:0:1 0::2 [GF GM]"], world.Entries(StandingKind.Family));
        var missing = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("X", 4, family: "F")), Stop);
        Assert.Equal(1, missing.Refused);
    }

    [Fact]
    public async Task A_pedigree_that_comes_after_the_members_forms_their_family_anew()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var rows = IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("GF", 1, family: "F", role: "father"));
        await world.AcceptAsync(rows, Stop);
        var pedigree = new ReferencePedigree(new Pedigree([new Person("GF", Sex.Male), new Person("D", Sex.Male, "GF"), new Person("X", Sex.Unknown, "D")]), "X");
        var answer = await world.AcceptAsync(rows with { Pedigrees = IntakeWorld.Pedigrees("F", pedigree) }, Stop);
        Assert.Equal((1, 1, 1), (answer.Unchanged, answer.EntriesAdded, answer.EntriesRetired));
        Assert.Equal(["F: pedigree 2 0 1:: 1:0: 0:1: [GF]"], world.Entries(StandingKind.Family));
    }

    [Fact]
    public async Task A_pedigree_is_remembered_also_while_the_registry_knows_no_relative()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, loci: 0, family: "F")) with { Pedigrees = IntakeWorld.Pedigrees("F", Trio("K")) }, Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "F"), IntakeWorld.Row("P2", 2, family: "F")), Stop);
        Assert.Equal(["F: pedigree 0 1,2 0:1:2 1:: 2:: [P1 P2]"], world.Entries(StandingKind.Family));
    }

    [Fact]
    public async Task A_relative_who_is_the_sought_child_by_a_later_pedigree_is_told_and_searched_alone()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P0", 1, family: "F"), IntakeWorld.Row("P1", 2, family: "F")), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P2", 3, family: "F")) with { Pedigrees = IntakeWorld.Pedigrees("F", Trio("P0")) }, Stop);
        Assert.Contains(FamilyFindingCodes.ChildLeftOut, IntakeWorld.Codes(answer));
        Assert.Equal(["F: either father|mother [P0]", "F: pedigree 0 1,2 0:1:2 1:: 2:: [P1 P2]"], world.Entries(StandingKind.Family).Order());
    }

    [Theory]
    [InlineData("father")]
    [InlineData("brother")]
    public async Task Nobody_of_a_family_that_is_too_large_is_left_out(string role)
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, [.. Enumerable.Range(0, 70).Select(i => IntakeWorld.Row($"P{i}", i, family: "F", role: role))]), Stop);
        Assert.Contains(FamilyFindingCodes.FamilyTooLarge, IntakeWorld.Codes(answer));
        var searched = world.Store.State.Standing[(int)StandingKind.Family].SelectMany(s => s.Entry.Members);
        Assert.Equal(Enumerable.Range(0, 70), searched.Order());
    }

    [Fact]
    public async Task A_refused_pedigree_puts_nobody_together()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var answer = await world.AcceptAsync(
            IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "F", role: "father"), IntakeWorld.Row("P2", 2, family: "F", role: "mother")) with { RefusedPedigrees = new HashSet<string> { "F" } }, Stop);
        Assert.Contains(FamilyFindingCodes.PedigreeRefused, IntakeWorld.Codes(answer));
        Assert.Equal(["F: roles father [P1]", "F: roles mother [P2]"], world.Entries(StandingKind.Family));
    }

    [Fact]
    public async Task Relatives_who_contradict_each_other_are_told_and_searched()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "F", role: "father"), IntakeWorld.Row("P2", 2, family: "F", role: "mother"), IntakeWorld.Row("P3", 3, family: "F", role: "brother")), Stop);
        Assert.Contains(IntakeCodes.Contradictory, IntakeWorld.Codes(answer));
        Assert.Single(world.Entries(StandingKind.Family));
    }

    [Fact]
    public async Task A_withdrawn_person_leaves_at_once_and_does_not_come_back()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, 14, "F", "father"), IntakeWorld.Row("P2", 2, family: "F", role: "mother")), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 5)), Stop);
        var answer = await new Withdrawal(world.Store, TimeProvider.System, "test").RunAsync(Side.Relative, "P1", "letter", "tester", Stop);
        Assert.Equal((2, 1, 1), (answer.Versions, answer.EntriesRetired, answer.EntriesAdded));
        Assert.Equal(["F: roles mother [P2]"], world.Entries(StandingKind.Family));
        Assert.All(world.Store.State.Profiles[1].Where(p => p.Profile.Facts.Person == "P1"), p => Assert.Equal((ProfileState.Withdrawn, 0), (p.State, p.Profile.Genotypes.Length)));
        Assert.Contains(world.Store.State.Tiles, t => t.Area == new Rectangle(0, 1, 2, 3));
        Assert.DoesNotContain("letter", world.Store.State.Audit[^1].Act.Details, StringComparison.Ordinal);
        var again = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)) with { Key = "again" }, Stop);
        Assert.Contains(IntakeCodes.Withdrawn, IntakeWorld.Codes(again));
    }

    [Fact]
    public async Task Nobody_unknown_is_withdrawn()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var before = world.Store.State;
        var answer = await new Withdrawal(world.Store, TimeProvider.System, "test").RunAsync(Side.Child, "C1", "letter", "tester", Stop);
        Assert.Equal(IntakeCodes.UnknownPerson, answer.Refusal?.Code);
        Assert.Same(before, world.Store.State);
    }

    private static ReferencePedigree Trio(string child) =>
        new(new Pedigree([new Person(child, Sex.Unknown, "P1", "P2"), new Person("P1", Sex.Male), new Person("P2", Sex.Female)]), child);
}

using Matching.Casework.Families;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Tests.Casework.Intake;

public class BatchIntakeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_is_answered_and_the_counts_add_up()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C0", 0)), Stop);
        var batch = IntakeWorld.Batch(
            Side.Child,
            IntakeWorld.Row("C0", 0), IntakeWorld.Row("C1", 1), IntakeWorld.Row("C2", 2, loci: 8), IntakeWorld.Row("C3", 3, loci: 5),
            IntakeWorld.Row("C4", 4, loci: 0), IntakeWorld.Row("C1", 1), IntakeWorld.Row("", 6), IntakeWorld.Row("C7", 7, role: "father")) with
        { RefusedByReader = 2 };
        var answer = await world.AcceptAsync(batch, Stop);
        Assert.Equal((10, 2, 0, 1, 7), (answer.Received, answer.Added, answer.Amended, answer.Unchanged, answer.Refused));
        Assert.Equal(answer.Received, answer.Accepted + answer.Refused);
        Assert.Equal("1u2a5r", answer.Rows);
        Assert.Equal(1, answer.WithWarning);
        Assert.Equal(
            [IntakeCodes.FewLoci, IntakeCodes.TooFewLoci, IntakeCodes.NothingTyped, IntakeCodes.Twice, IntakeCodes.CodeUnusable, IntakeCodes.RoleOfRelative, IntakeCodes.Unchanged],
            IntakeWorld.Codes(answer));
    }

    [Fact]
    public async Task The_same_batch_again_changes_nothing_and_gets_the_same_answer()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var batch = IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1), IntakeWorld.Row("P2", 2, loci: 8)) with { Key = "K1" };
        var first = await world.AcceptAsync(batch, Stop);
        var before = world.Store.State;
        var second = await world.AcceptAsync(batch, Stop);
        Assert.Same(before, world.Store.State);
        Assert.True(second.IsRepeat);
        Assert.Equal((first.Received, first.Added, first.Rows), (second.Received, second.Added, second.Rows));
        Assert.Equal(IntakeWorld.Codes(first), IntakeWorld.Codes(second));
    }

    [Fact]
    public async Task A_key_with_other_content_is_refused()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)) with { Key = "K1" }, Stop);
        var before = world.Store.State;
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 2)) with { Key = "K1" }, Stop);
        Assert.Equal(IntakeCodes.KeyReused, answer.Refusal?.Code);
        Assert.Same(before, world.Store.State);
    }

    [Fact]
    public async Task The_same_content_under_another_key_leaves_everybody_as_they_are()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var batch = IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1), IntakeWorld.Row("P2", 2, family: "F", role: "father"));
        await world.AcceptAsync(batch with { Key = "K1" }, Stop);
        var answer = await world.AcceptAsync(batch with { Key = "K2" }, Stop);
        Assert.Equal((2, 0), (answer.Unchanged, answer.Runs.Length));
        Assert.Equal(2, world.Store.State.Profiles[1].Count);
    }

    [Fact]
    public async Task Many_equal_remarks_are_counted_and_the_rows_still_answered()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var batch = IntakeWorld.Batch(Side.Relative, [.. Enumerable.Range(0, 1200).Select(i => IntakeWorld.Row($"P{i}", i))]);
        await world.AcceptAsync(batch with { Key = "K1" }, Stop);
        var answer = await world.AcceptAsync(batch with { Key = "K2" }, Stop);
        Assert.Equal((1200, "1200u", 1001), (answer.Unchanged, answer.Rows, answer.Findings.Length));
        Assert.Contains("200 more rows", answer.Findings[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_nobody_chose_follows_from_the_content_alone()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var first = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        Assert.True((await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop)).IsRepeat);
        var other = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C2", 1)), Stop);
        Assert.NotEqual(first.Key, other.Key);
    }

    [Fact]
    public async Task A_withdrawal_bars_the_code_on_its_own_side_alone()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("X1", 1)), Stop);
        await new Withdrawal(world.Store, TimeProvider.System, "test").RunAsync(Side.Relative, "X1", "asked for", "tester", Stop);
        var relative = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("X1", 2)), Stop);
        var child = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("X1", 3)), Stop);
        Assert.Equal((1, 0, 0, 1), (relative.Refused, relative.Added, child.Refused, child.Added));
        Assert.Equal(IntakeCodes.Withdrawn, Assert.Single(IntakeWorld.Codes(relative)));
    }

    [Fact]
    public async Task A_code_that_stands_on_both_sides_is_told_and_both_are_searched()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("X1", 1)), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("X2", 2)), Stop);
        var relative = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("X1", 1)), Stop);
        var child = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("X2", 2)), Stop);
        Assert.Equal((1, 1, 0), (relative.Added, child.Added, relative.Refused + child.Refused));
        Assert.Contains(IntakeCodes.OtherSide, IntakeWorld.Codes(relative));
        Assert.Contains(IntakeCodes.OtherSide, IntakeWorld.Codes(child));
    }

    [Fact]
    public async Task A_relatives_row_that_is_the_sought_child_is_refused()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1, family: "F", role: "孩子")), Stop);
        Assert.Equal(FamilyFindingCodes.ChildLeftOut, Assert.Single(IntakeWorld.Codes(answer)));
        Assert.Equal(1, answer.Refused);
    }

    [Fact]
    public async Task A_profile_that_equals_another_persons_is_told_on_both_and_both_are_kept()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P2", 1), IntakeWorld.Row("P3", 3), IntakeWorld.Row("P4", 3), IntakeWorld.Row("P5", 5, loci: 9), IntakeWorld.Row("P6", 5, loci: 9)), Stop);
        Assert.Equal(5, answer.Added);
        Assert.Equal(["P4", "P3", "P2", "P1"], answer.Findings.Where(f => f.Code == IntakeCodes.Identical).Select(f => f.Person));
    }

    [Fact]
    public async Task A_child_equal_to_a_relative_is_told_as_well()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        Assert.Equal(2, IntakeWorld.Codes(answer).Count(c => c == IntakeCodes.Identical));
    }

    [Fact]
    public async Task Accepted_profiles_get_their_tiles_in_the_same_change()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1), IntakeWorld.Row("C2", 2)), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 3), IntakeWorld.Row("P2", 4), IntakeWorld.Row("P3", 5)), Stop);
        Assert.Equal(6, world.WaitingPairs(SearchKind.Families));
        Assert.Single(answer.Runs);
        Assert.Equal(3, answer.EntriesAdded);
    }

    [Fact]
    public async Task A_registry_without_a_model_takes_nobody()
    {
        await using var world = new IntakeWorld();
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)), Stop);
        Assert.Equal(IntakeCodes.NoModel, answer.Refusal?.Code);
        Assert.Empty(world.Store.State.Profiles[0]);
    }

    [Fact]
    public async Task The_audit_names_counts_and_digest_and_no_genotype()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1)) with { Key = "K1" }, Stop);
        var act = world.Store.State.Audit[^1].Act;
        Assert.Equal(("tester", "submission.accept", "K1"), (act.Actor, act.Act, act.Subject));
        Assert.Contains("\"received\":1", act.Details, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(world.Store.State.Submissions[0].Content), act.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_batch_is_kept_with_its_findings()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 1, loci: 2)) with { Key = "K1" }, Stop);
        var record = Assert.Single(world.Store.State.Submissions);
        Assert.Equal((1, 0, 1), (record.Rows, record.Accepted, record.Refused));
        Assert.Contains(IntakeCodes.TooFewLoci, record.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspects_are_searched_on_a_legal_basis_alone_and_never_as_a_family()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        var suspects = IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("S1", 1, family: "F", role: "father", sex: Sex.Male), IntakeWorld.Row("S2", 2)) with { Category = PersonCategory.Suspect };
        var without = await world.AcceptAsync(suspects, Stop);
        Assert.Equal(2, IntakeWorld.Codes(without).Count(c => c == IntakeCodes.SuspectNotSearched));
        Assert.Equal(0, without.EntriesAdded);
        var with = await world.AcceptAsync(suspects with { LegalBasis = "order 12" }, Stop);
        Assert.Equal((2, 2), (with.Amended, with.EntriesAdded));
        Assert.Equal(["S1: roles father [S1]", "S2: either father|mother [S2]"], world.Entries(StandingKind.Suspect));
        Assert.Empty(world.Entries(StandingKind.Family));
    }

    [Fact]
    public async Task Items_and_claimed_parents_are_no_families()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("I1", 1, family: "F")) with { Category = PersonCategory.PersonalItem }, Stop);
        var claimed = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("Q1", 2, family: "F", role: "mother")) with { Category = PersonCategory.ClaimedParent }, Stop);
        Assert.Equal(["I1: item [I1]"], world.Entries(StandingKind.Item));
        Assert.Empty(world.Entries(StandingKind.Family));
        Assert.Contains(IntakeCodes.ClaimedNotSearched, IntakeWorld.Codes(claimed));
    }

    [Fact]
    public async Task Why_a_person_was_submitted_never_changes()
    {
        await using var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)), Stop);
        var answer = await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("P1", 1)) with { Category = PersonCategory.Suspect, LegalBasis = "order 12" }, Stop);
        Assert.Equal(1, answer.Refused);
        Assert.Contains(IntakeCodes.CategoryChanged, IntakeWorld.Codes(answer));
        Assert.Equal(["P1: either father|mother [P1]"], world.Entries(StandingKind.Family));
    }
}

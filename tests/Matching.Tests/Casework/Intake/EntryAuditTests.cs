using Matching.Casework.Audit;
using Matching.Casework.Completeness;
using Matching.Casework.Intake;
using Matching.Casework.Registry;

namespace Matching.Tests.Casework.Intake;

public sealed class EntryAuditTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_who_was_taken_stands_in_an_entry()
    {
        await using var world = await WorldAsync();
        Assert.True((await new EntryAudit(world.Store).RunAsync(Stop)).IsWhole);
        Assert.Equal(0, await RepairAsync(world));
    }

    [Fact]
    public async Task A_relative_whom_no_entry_holds_is_found_and_routed_to_a_search()
    {
        await using var world = await WorldAsync();
        // A fault past the intake: the entries of a couple and of a lone mother are gone, their profiles are not.
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            await change.RetireStandingAsync(StandingKind.Family, [0, 1], Stop);
            await change.CommitAsync(new AuditAct("test", "test.fault", "entries"), TimeProvider.System.GetUtcNow(), Stop);
        }

        Assert.Equal([0, 1, 2], (await new EntryAudit(world.Store).RunAsync(Stop)).InNoEntry);
        Assert.Equal(2, await RepairAsync(world));
        Assert.True((await new EntryAudit(world.Store).RunAsync(Stop)).IsWhole);
        var formed = world.Store.State.Standing[0].Where(s => s.Retired is null).Select(s => s.Entry).ToList();
        Assert.Equal(["F1", "P3"], formed.Select(e => e.Code).Order(StringComparer.Ordinal));
        Assert.Equal("roles father;mother", formed.Single(e => e.Code == "F1").Form);
        Assert.Contains(world.Store.State.Tiles, tile => tile.Kind == SearchKind.Families && tile.Area.OtherTo == world.Store.State.Standing[0].Count);
    }

    [Fact]
    public async Task An_entry_that_holds_somebody_out_of_force_is_found_and_formed_without()
    {
        await using var world = await WorldAsync();
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            await change.RetireProfilesAsync(Side.Relative, [1], ProfileState.Withdrawn, Stop);
            await change.CommitAsync(new AuditAct("test", "test.fault", "profile"), TimeProvider.System.GetUtcNow(), Stop);
        }

        Assert.Equal([1], (await new EntryAudit(world.Store).RunAsync(Stop)).OutOfForce);
        Assert.Equal(1, await RepairAsync(world));
        Assert.True((await new EntryAudit(world.Store).RunAsync(Stop)).IsWhole);
    }

    private static Task<int> RepairAsync(IntakeWorld world) => new EntryRepair(world.Store, TimeProvider.System, "test").RunAsync("tester", Stop);

    // A couple, a lone mother, and somebody whom no search is owed.
    private static async Task<IntakeWorld> WorldAsync()
    {
        var world = await IntakeWorld.NewAsync(Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Child, IntakeWorld.Row("C1", 9)), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(
            Side.Relative, IntakeWorld.Row("P1", 1, family: "F1", role: "father"), IntakeWorld.Row("P2", 2, family: "F1", role: "mother"), IntakeWorld.Row("P3", 3, role: "mother")), Stop);
        await world.AcceptAsync(IntakeWorld.Batch(Side.Relative, IntakeWorld.Row("S1", 4)) with { Category = PersonCategory.Suspect }, Stop);
        return world;
    }
}

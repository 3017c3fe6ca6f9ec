using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

public class RunNewsTests
{
    private static readonly Recipient[] Few = [new(Role.CaseOfficer, Unit, "officer"), new(Role.ChildProtection, null)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_tells_its_new_hits_to_those_who_may_know_of_them()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SearchAsync();
        await world.SubmitMotherAsync();
        await world.SearchAsync();
        Assert.Empty(await world.News.OfAsync(1, Stop));
        var told = Assert.Single(await world.News.OfAsync((await world.Store.RunsAsync(Stop))[^1].Number, Stop));
        Assert.Equal((SearchKind.Families, "child-1", "family-1", false), (told.Kind, told.Child, told.Other, told.IsSealed));
        Assert.Contains(new Recipient(Role.PoliceUnit, FamilyUnit), told.Recipients);
        Assert.Empty(await world.News.OfAsync(99, Stop));
    }

    [Fact]
    public async Task A_sealed_sibling_is_told_to_the_case_officer_and_child_protection_alone()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await DoneAsync(world.Children.EnterAsync(Facts("child-3"), "case-1", wasCounted: false, Police, Now, Stop));
        await DoneAsync(world.Book.ActAsync<RescuedChild>("child-3", Permission.ChangeChild, "child.seal", c => c.Seal("", Officer, Now), Officer, Now, Stop));
        await world.SubmitAsync(Side.Child, Row("child-3", ChildOf(5, Father, DeskWorld.Mother)));
        await world.SearchAsync();
        var told = Assert.Single(await world.News.OfAsync((await world.Store.RunsAsync(Stop))[^1].Number, Stop), hit => hit.Kind == SearchKind.SiblingsInCase);
        Assert.True(told.IsSealed);
        Assert.Equal(Few, told.Recipients);
    }

    [Fact]
    public async Task A_hit_of_a_child_without_a_record_is_told_to_child_protection_alone()
    {
        await using var world = await (await NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SubmitMotherAsync();
        await world.SearchAsync();
        await world.SubmitAsync(Side.Child, Row("child-9", ChildOf(6, Father, DeskWorld.Mother)));
        await world.SearchAsync();
        Assert.All(await world.News.OfAsync((await world.Store.RunsAsync(Stop))[^1].Number, Stop), told => Assert.Equal([new Recipient(Role.ChildProtection, null)], told.Recipients));
    }
}

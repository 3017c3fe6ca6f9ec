using Matching.Casework.Completeness;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>Everything compared again, side by side with what was found before.</summary>
public sealed class RematchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_model_is_searched_in_full_beside_the_first_and_takes_its_place_when_it_is_complete()
    {
        var world = await GrownAsync(3);
        var rematch = new Rematch(world.Store, TimeProvider.System, "test");
        using var indexes = new SearchIndexes(world.Store);
        await WorkAsync(world, indexes);
        var before = world.Store.State.Hits.ToList();
        var (model, run) = await rematch.StartAsync(world.Settings with { MinLog10 = 2 }, "tester", Stop);
        Assert.True(run > 0);
        Assert.Equal(SearchCodes.Incomplete, (await Assert.ThrowsAsync<SearchException>(() => rematch.RetireModelAsync(1, model, "tester", Stop))).Code);
        for (int i = 0; i < 5; i++)
            await world.ChangeAsync();
        await WorkAsync(world, indexes);
        Assert.Empty(before.Except(world.Store.State.Hits));
        Assert.True((await new CoverageAudit(world.Store, TimeProvider.System).RunAsync(Stop)).IsComplete);
        Assert.True(world.Store.State.Hits.Exists(h => h.Model == model));
        await rematch.RetireModelAsync(1, model, "tester", Stop);
        await world.ChangeAsync();
        Assert.DoesNotContain(world.Store.State.Tiles, tile => tile.Model == 1);
    }

    [Fact]
    public async Task A_model_taken_into_use_again_is_searched_for_what_came_meanwhile()
    {
        var world = await GrownAsync(4);
        var rematch = new Rematch(world.Store, TimeProvider.System, "test");
        using var indexes = new SearchIndexes(world.Store);
        var (model, _) = await rematch.StartAsync(world.Settings, "tester", Stop);
        await WorkAsync(world, indexes);
        await rematch.RetireModelAsync(1, model, "tester", Stop);
        for (int i = 0; i < 10; i++)
            await world.ChangeAsync();
        await WorkAsync(world, indexes);
        Assert.True(await rematch.ResumeAsync(1, "tester", Stop) > 0);
        await WorkAsync(world, indexes);
        await RegistryChecks.HoldAsync(world, 1);
        await RegistryChecks.HoldAsync(world, model);
    }

    [Fact]
    public async Task Siblings_of_all_cases_are_searched_on_request()
    {
        var world = await GrownAsync(5);
        using var indexes = new SearchIndexes(world.Store);
        await WorkAsync(world, indexes);
        Assert.True(await new Rematch(world.Store, TimeProvider.System, "test").SiblingsAsync(1, "tester", Stop) > 0);
        await WorkAsync(world, indexes);
        Assert.True((await new CoverageAudit(world.Store, TimeProvider.System).OfAsync(1, SearchKind.Siblings, Stop)).IsComplete);
        Assert.Equal(
            new NaiveHits(world.Store.State, world.Settings).All(siblingsOfAllCases: true).Where(h => h.Kind == SearchKind.Siblings).Select(h => h.Hit).ToHashSet(),
            world.Store.State.Hits.Where(h => h.Kind == SearchKind.Siblings).Select(h => h.Hit).ToHashSet());
    }

    [Fact]
    public async Task A_child_and_a_family_are_searched_again_on_request_and_nothing_is_doubled()
    {
        var world = await GrownAsync(6);
        var rematch = new Rematch(world.Store, TimeProvider.System, "test");
        using var indexes = new SearchIndexes(world.Store);
        await WorkAsync(world, indexes);
        Assert.True(await rematch.ChildAsync(1, 0, "tester", Stop) > 0);
        Assert.True(await rematch.EntryAsync(1, SearchKind.Families, 0, "tester", Stop) > 0);
        await WorkAsync(world, indexes);
        await RegistryChecks.HoldAsync(world, 1);
        Assert.Equal(2, (await world.Store.RunsAsync(Stop)).Count(run => run is { Reason: RunReason.OnRequest, Waiting: 0 }));
    }

    private static async Task WorkAsync(RegistryWorld world, SearchIndexes indexes) =>
        Assert.True((await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(Stop)).IsComplete);

    private static async Task<RegistryWorld> GrownAsync(int seed)
    {
        var world = new RegistryWorld(seed, SearchDraw.Model());
        await world.AddModelAsync();
        for (int i = 0; i < 35; i++)
            await world.ChangeAsync();
        return world;
    }
}

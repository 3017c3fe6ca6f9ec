using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class NumberingTests(TestDatabase database) : RegistryTests(database)
{
    [Fact]
    public async Task Eight_changes_at_once_give_numbers_without_gaps()
    {
        var stores = new[] { await OpenAsync(), await OpenAsync() };
        const int workers = 8, rounds = 5, each = 3;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(
            async () =>
            {
                for (int round = 0; round < rounds; round++)
                {
                    await ChangeAsync(stores[worker % 2], async change =>
                    {
                        await change.AddProfilesAsync(Side.Relative, Samples.Profiles(each, $"R-{worker}-{round}"), Stop);
                        int last = change.Position.Relatives - 1;
                        await change.AddStandingAsync(StandingKind.Family, [Samples.Family($"F-{worker}-{round}", last)], Stop);
                    });
                }
            },
            Stop)));

        Assert.Equal(new RegistryPosition(workers * rounds, 0, workers * rounds * each, workers * rounds, 0, 0), await stores[0].PositionAsync(Stop));
        Assert.Equal(Enumerable.Range(0, workers * rounds * each), (await PackedAsync(stores[1], Side.Relative)).Select(p => p.Number));
        var families = await stores[0].ReadStandingAsync(StandingKind.Family, 0, Stop).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(0, workers * rounds), families.Select(f => f.Number));
        Assert.All(families, f => Assert.Equal((f.Number + 1) * each - 1, Assert.Single(f.Members)));
    }

    [Fact]
    public async Task A_change_that_is_given_up_leaves_nothing()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profiles(2));
        var before = await store.PositionAsync(Stop);
        await using (var change = await store.ChangeAsync(Stop))
        {
            await change.AddProfilesAsync(Side.Child, [Samples.Profile("given up", 9)], Stop);
            await change.RetireProfilesAsync(Side.Child, [0], ProfileState.Withdrawn, Stop);
            int model = await change.AddModelAsync("m", "{}", Stop);
            await change.AddRunAsync(Question(model), Noon, [new NewTile(model, SearchKind.Families, new Rectangle(0, 1, 0, 1))], Stop);
            Assert.Equal(before with { Children = 3 }, change.Position);
        }

        Assert.Equal(before, await store.PositionAsync(Stop));
        Assert.Equal([true, true], (await PackedAsync(store, Side.Child)).Select(p => p.IsActive));
        Assert.Empty(await store.ModelsAsync(Stop));
        Assert.Empty(await store.RunsAsync(Stop));
        Assert.Empty(await store.WaitingTilesAsync(Stop));
        await AddAsync(store, Side.Child, Samples.Profile("next", 9));
        Assert.Equal(2, Assert.Single(await store.ProfilesOfAsync(Side.Child, "next", Stop)).Number);
    }

    [Fact]
    public async Task A_version_that_is_there_already_fails_the_whole_change()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profile("C-1", 1));
        await Assert.ThrowsAsync<Casework.CaseStoreException>(() => AddAsync(store, Side.Child, Samples.Profile("C-2", 2), Samples.Profile("C-1", 3)));
        Assert.Equal(1, (await store.PositionAsync(Stop)).Children);
        Assert.Equal(1, await AddAsync(store, Side.Relative, Samples.Profile("C-1", 1)) - 1);
    }

    [Fact]
    public async Task Readers_see_one_moment_while_others_write()
    {
        var store = await OpenAsync();
        const int count = 9000;
        await AddAsync(store, Side.Relative, Samples.Profiles(count, "A"));
        int seen = 0;
        await foreach (var profile in store.ReadProfilesAsync(Side.Relative, 0, Stop))
        {
            if (seen == 1)
            {
                await ChangeAsync(store, change => change.RetireProfilesAsync(Side.Relative, [count - 1], ProfileState.Withdrawn, Stop));
                await AddAsync(store, Side.Relative, Samples.Profiles(10, "B"));
            }

            Assert.Equal((seen++, true), (profile.Number, profile.IsActive));
        }

        Assert.Equal(count, seen);
        var now = await PackedAsync(store, Side.Relative);
        Assert.Equal((count + 10, count + 9), (now.Count, now.Count(p => p.IsActive)));
    }
}

public sealed class SqliteNumberingTests() : NumberingTests(new SqliteTestDatabase());

public sealed class PostgresNumberingTests(PostgresServer server) : NumberingTests(new PostgresTestDatabase(server));

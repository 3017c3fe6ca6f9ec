using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class StandingTests(TestDatabase database) : RegistryTests(database)
{
    [Fact]
    public async Task Entries_are_numbered_per_list_and_come_back()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Relative, Samples.Profiles(5));
        string pedigree = string.Join(';', Enumerable.Range(0, 2000).Select(i => $"person-{i}"));
        StandingEntry[] families = [Samples.Family("F-1", 0, 1), Samples.Family("F-2", 4) with { Form = pedigree, Note = "searched in part" }];
        long change = await ChangeAsync(store, async change =>
        {
            await change.AddStandingAsync(StandingKind.Family, families, Stop);
            await change.AddStandingAsync(StandingKind.Item, [new StandingEntry(StandingKind.Item, "F-1", 0, "item", [2])], Stop);
            await change.AddStandingAsync(StandingKind.Suspect, [new StandingEntry(StandingKind.Suspect, "R-3", 0, "parent", [3])], Stop);
            await change.AddStandingAsync(StandingKind.Suspect, [], Stop);
            Assert.Equal((2, 1, 1), (change.Position.Families, change.Position.Items, change.Position.Suspects));
        });

        for (int i = 0; i < families.Length; i++)
        {
            var found = await store.StandingAsync(StandingKind.Family, i, Stop);
            Assert.Equal((i, change, null), (found!.Number, found.Added, found.Retired));
            Assert.Equal(families[i] with { Members = [] }, found.Entry with { Members = [] });
            Assert.Equal(families[i].Members, found.Entry.Members);
        }

        Assert.Null(await store.StandingAsync(StandingKind.Item, 1, Stop));
        var forms = await store.FormsAsync(Stop);
        var packed = await store.ReadStandingAsync(StandingKind.Family, 0, Stop).ToListAsync(Stop);
        Assert.Equal(["parent", pedigree], packed.Select(p => forms[p.Form]));
        Assert.Equal([0, 1, 4], packed.SelectMany(p => p.Members));
        Assert.Equal("parent", forms[Assert.Single(await store.ReadStandingAsync(StandingKind.Suspect, 0, Stop).ToListAsync(Stop)).Form]);
        Assert.Equal(3, forms.Count);
    }

    [Fact]
    public async Task A_divided_family_stands_with_its_parts_until_they_are_retired()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Relative, Samples.Profiles(3));
        StandingEntry[] parts = [Samples.Family("F-1", 2) with { Part = 1 }, Samples.Family("F-1", 0), Samples.Family("F-2", 1)];
        await ChangeAsync(store, change => change.AddStandingAsync(StandingKind.Family, parts, Stop));
        Assert.Equal([(1, 0), (0, 1)], (await store.StandingOfAsync(StandingKind.Family, "F-1", Stop)).Select(s => (s.Number, s.Entry.Part)));

        long change = await ChangeAsync(store, async change =>
        {
            var inForce = await change.StandingOfAsync(StandingKind.Family, ["F-1", "F-9"], Stop);
            await change.RetireStandingAsync(StandingKind.Family, [.. inForce.Select(s => s.Number)], Stop);
            await change.AddStandingAsync(StandingKind.Family, [Samples.Family("F-1", 0, 2)], Stop);
            Assert.Equal([2, 3], (await change.StandingOfAsync(StandingKind.Family, ["F-1", "F-2"], Stop)).Select(s => s.Number));
        });

        Assert.Equal([3], (await store.StandingOfAsync(StandingKind.Family, "F-1", Stop)).Select(s => s.Number));
        Assert.Equal(change, (await store.StandingAsync(StandingKind.Family, 0, Stop))!.Retired);
        Assert.Equal([0, 1], await store.RetiredStandingAsync(StandingKind.Family, change - 1, Stop));
        Assert.Empty(await store.RetiredStandingAsync(StandingKind.Family, change, Stop));
        Assert.Equal([false, false, true, true], (await store.ReadStandingAsync(StandingKind.Family, 0, Stop).ToListAsync(Stop)).Select(p => p.IsActive));
        Assert.Equal([2, 3], (await store.ReadStandingAsync(StandingKind.Family, 2, Stop).ToListAsync(Stop)).Select(p => p.Number));
    }

    [Fact]
    public async Task A_missing_entry_is_refused_as_damage()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Relative, Samples.Profiles(3));
        await ChangeAsync(store, change => change.AddStandingAsync(StandingKind.Family, [Samples.Family("F-1", 0), Samples.Family("F-2", 1)], Stop));
        await Database.ExecuteAsync("delete from standing_families where number = 0");
        await RefusedAsync(CaseStoreCodes.Damaged, () => store.ReadStandingAsync(StandingKind.Family, 0, Stop).ToListAsync(Stop).AsTask());
    }

    [Fact]
    public async Task Members_must_be_profiles_of_the_relatives_side()
    {
        var store = await OpenAsync();
        await using var change = await store.ChangeAsync(Stop);
        await Assert.ThrowsAsync<ArgumentException>(() => change.AddStandingAsync(StandingKind.Family, [Samples.Family("F-1", 0)], Stop));
    }
}

public sealed class SqliteStandingTests() : StandingTests(new SqliteTestDatabase());

public sealed class PostgresStandingTests(PostgresServer server) : StandingTests(new PostgresTestDatabase(server));

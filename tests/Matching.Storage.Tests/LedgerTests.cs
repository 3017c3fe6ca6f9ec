using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

/// <summary>The ledger as it is read on, and held in memory, while others write it.</summary>
public abstract class LedgerTests(TestDatabase database) : RegistryTests(database)
{
    [Fact]
    public async Task The_ledger_is_read_on_from_where_it_was_read_to()
    {
        var store = await OpenAsync();
        var (model, run) = await RunAsync(store, [.. Enumerable.Range(0, 5).Select(i => new Rectangle(i, i + 1, 0, 10))]);
        Assert.Empty(await store.LedgerAsync(0, 10, Stop));
        await SearchAsync(store, 3);
        var first = await store.LedgerAsync(0, 2, Stop);
        var second = await store.LedgerAsync(first[^1].Number, 10, Stop);
        Assert.Equal((2, 1), (first.Count, second.Count));
        await SearchAsync(store, 2);
        var all = first.Concat(second).Concat(await store.LedgerAsync(second[^1].Number, 10, Stop)).ToList();
        Assert.Equal(await store.CoverageAsync(model, SearchKind.Families, Stop), all.Select(l => l.Line));
        Assert.Equal(all.Select(l => l.Number).Order().Distinct(), all.Select(l => l.Number));
        Assert.All(all, line => Assert.Equal(run, line.Line.Run));
    }

    [Fact]
    public async Task The_ledger_in_memory_holds_what_another_process_commits_meanwhile()
    {
        const int children = 40;
        var (store, another) = (await OpenAsync(), await OpenAsync());
        using var ledger = new SearchLedger(store);
        var (model, _) = await RunAsync(store, [.. Enumerable.Range(0, children).Select(i => new Rectangle(i, i + 1, 0, 10))]);
        await RunAsync(another, [.. Enumerable.Range(0, 5).Select(i => new Rectangle(i, i + 1, 0, 10))]);
        var writing = Task.WhenAll(SearchAsync(store, children / 2), SearchAsync(another, children / 2));
        do
        {
            // What was written before the question is in the answer.
            var before = await another.CoverageAsync(model, SearchKind.Families, Stop);
            var known = await ledger.OfAsync(model, SearchKind.Families, Stop);
            Assert.All(before, line => Assert.Contains(new LedgerLine(line.Area, line.Run, line.At), known.LinesOfChild(line.Area.ChildFrom)));
        }
        while (!writing.IsCompleted);
        await writing;
        await SearchAsync(another, int.MaxValue);
        foreach (int number in (int[])[model, model + 1])
        {
            var known = await ledger.OfAsync(number, SearchKind.Families, Stop);
            var lines = await another.CoverageAsync(number, SearchKind.Families, Stop);
            Assert.Equal(lines.Select(l => new LedgerLine(l.Area, l.Run, l.At)), known.LinesOfOther(3));
            Assert.Empty(known.Bare(new Rectangle(0, number == model ? children : 5, 0, 10)));
        }
    }

    [Fact]
    public async Task A_run_is_found_by_its_number_and_by_the_relatives_it_knew()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Relative, Samples.Profiles(2));
        var (_, first) = await RunAsync(store, new Rectangle(0, 1, 0, 1));
        await AddAsync(store, Side.Relative, Samples.Profiles(1, "R"));
        var (_, second) = await RunAsync(store, new Rectangle(0, 1, 1, 2), new Rectangle(1, 2, 1, 2));
        await SearchAsync(store, 1);
        Assert.Equal(await store.RunsAsync(Stop), [(await store.RunAsync(first, Stop))!, (await store.RunAsync(second, Stop))!]);
        Assert.Null(await store.RunAsync(second + 1, Stop));
        Assert.Equal(first, (await store.FirstRunAsync(1, Stop))!.Number);
        Assert.Equal(second, (await store.FirstRunAsync(2, Stop))!.Number);
        Assert.Null(await store.FirstRunAsync(3, Stop));
    }

    [Fact]
    public async Task Persons_and_entries_of_several_numbers_are_read_at_once()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Relative, Samples.Profiles(4));
        await AddAsync(store, Side.Child, Samples.Profiles(1, "C"));
        await ChangeAsync(store, change => change.AddStandingAsync(StandingKind.Family, [Samples.Family("F-1", 0, 1), Samples.Family("F-2", 2)], Stop));
        await ChangeAsync(store, change => change.RetireStandingAsync(StandingKind.Family, [0], Stop));
        Assert.Equal([(1, "P-1"), (3, "P-3")], (await store.PersonsAsync(Side.Relative, [3, 1, 99], Stop)).Select(p => (p.Key, p.Value)).Order());
        Assert.Equal("C-0", (await store.PersonsAsync(Side.Child, [0], Stop))[0]);
        Assert.Equal([(0, "F-1", true), (1, "F-2", false)], (await store.StandingAsync(StandingKind.Family, [1, 0, 7], Stop)).Select(s => (s.Number, s.Entry.Code, s.Retired is not null)).Order());
        Assert.Empty(await store.PersonsAsync(Side.Relative, [], Stop));
        Assert.Empty(await store.StandingAsync(StandingKind.Family, [], Stop));
    }

    private static async Task SearchAsync(CaseStore store, int tiles)
    {
        for (int i = 0; i < tiles && await store.ClaimTileAsync(Stop) is { } claim; i++)
            await using (claim)
                await claim.CommitAsync(ResultOf(claim.Tile), Noon.AddSeconds(i), Stop);
    }
}

public sealed class SqliteLedgerTests() : LedgerTests(new SqliteTestDatabase());

public sealed class PostgresLedgerTests(PostgresServer server) : LedgerTests(new PostgresTestDatabase(server));

using Matching.Casework.Audit;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class AuditTests(TestDatabase database) : StoreTests(database)
{
    [Fact]
    public async Task A_new_registry_has_an_empty_chain()
    {
        var store = await OpenAsync();
        var anchor = await store.AnchorAsync(Stop);
        Assert.Equal(0, anchor.Number);
        Assert.Equal(AuditChain.Beginning, anchor.Hash);
        Assert.Empty(await store.ReadAuditAsync(stop: Stop).ToListAsync(Stop));
        Assert.Equal(0, (await store.PositionAsync(Stop)).Change);
    }

    [Fact]
    public async Task Each_change_adds_an_entry_that_holds_on_to_the_one_before()
    {
        var store = await OpenAsync();
        for (int i = 1; i <= 5; i++)
            Assert.Equal(i, await SaveAsync(store));

        var entries = await store.ReadAuditAsync(stop: Stop).ToListAsync(Stop);
        byte[] previous = AuditChain.Beginning;
        foreach (var (i, entry) in entries.Index())
        {
            Assert.Equal(i + 1, entry.Number);
            Assert.Equal(Noon, entry.At);
            Assert.Equal(Act(), entry.Act);
            Assert.Equal(previous, entry.Previous);
            Assert.Equal(AuditChain.HashOf(entry.Number, entry.At, entry.Act, previous), entry.Hash);
            previous = entry.Hash;
        }

        var anchor = await store.AnchorAsync(Stop);
        Assert.Equal(5, anchor.Number);
        Assert.Equal(previous, anchor.Hash);
        Assert.Equal(5, (await store.PositionAsync(Stop)).Change);
        Assert.Equal([4, 5], (await store.ReadAuditAsync(4, Stop).ToListAsync(Stop)).Select(e => e.Number));
    }

    [Fact]
    public async Task A_change_that_is_given_up_leaves_no_trace()
    {
        var store = await OpenAsync();
        await using (await store.ChangeAsync(Stop))
        {
            // Given up.
        }

        Assert.Equal(1, await SaveAsync(store));
        Assert.Single(await store.ReadAuditAsync(stop: Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Changes_of_many_at_once_stand_one_behind_the_other()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => SaveAsync(i % 2 == 0 ? first : second), Stop)));

        var entries = await second.ReadAuditAsync(stop: Stop).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, 40), entries.Select(e => (int)e.Number));
        Assert.All(entries.Zip(entries.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.Previous));
    }

    [Fact]
    public async Task Reading_goes_on_while_entries_are_added_and_may_be_left()
    {
        var store = await OpenAsync();
        for (int i = 0; i < 3; i++)
            await SaveAsync(store);
        await foreach (var entry in store.ReadAuditAsync(stop: Stop))
        {
            await SaveAsync(store);
            if (entry.Number == 2)
                break;
        }

        Assert.Equal(5, (await store.AnchorAsync(Stop)).Number);
    }
}

public sealed class SqliteAuditTests() : AuditTests(new SqliteTestDatabase());

public sealed class PostgresAuditTests(PostgresServer server) : AuditTests(new PostgresTestDatabase(server));

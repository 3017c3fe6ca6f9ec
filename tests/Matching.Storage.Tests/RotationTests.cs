using Dapper;
using Matching.Casework.Records;
using Matching.Storage.Keys;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class RotationTests(TestDatabase database) : StoreTests(database)
{
    private const int Records = 2500;

    [Fact]
    public async Task Everything_is_under_the_new_key_afterwards_and_the_old_one_is_gone()
    {
        var store = await FilledAsync();
        uint old = Ring().Current;
        Assert.Equal(Records, await store.RotateKeyAsync("officer-1", stop: Stop));

        var key = Assert.Single(Ring().Keys);
        Assert.NotEqual(old, key.Id);
        Assert.Equal([key.Id], await KeysInUseAsync());
        await AssertReadableAsync(await OpenAsync());
        Assert.Equal(["keys.rotate", "keys.retire"], await store.ReadAuditAsync(2, Stop).Select(e => e.Act.Act).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_rotation_that_was_cut_off_is_taken_up_without_a_further_key()
    {
        var store = await FilledAsync();
        using (var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.RotateKeyAsync("officer-1", done => cut.Cancel(), cut.Token));
        Assert.Equal(2, Ring().Keys.Length);
        Assert.Equal(2, (await KeysInUseAsync()).Count);
        uint made = Ring().Current;

        var again = await OpenAsync();
        await AssertReadableAsync(again);
        await SaveAsync(again, new RecordChange(Child("C-new"), 0, new RecordIndex("x"), "new"));
        Assert.Equal(Records - 1000, await again.RotateKeyAsync("officer-1", stop: Stop));
        Assert.Equal([made], Ring().Keys.Select(k => k.Id));
        await AssertReadableAsync(again);
    }

    [Fact]
    public async Task Others_read_and_write_while_the_key_is_changed()
    {
        var store = await FilledAsync();
        var other = await OpenAsync();
        int saved = 0;
        await store.RotateKeyAsync("officer-1", done => Task.Run(() => SaveAsync(other, new RecordChange(Child($"D-{saved++}"), 0, new RecordIndex("x"), "body")), Stop).GetAwaiter().GetResult(), Stop);

        Assert.True(saved > 2);
        await AssertReadableAsync(other);
        await AssertReadableAsync(store);
        Assert.Single(await KeysInUseAsync());
        await SaveAsync(other, new RecordChange(Child("E-1"), 0, new RecordIndex("x"), "body"));
        Assert.Single(await KeysInUseAsync());
    }

    [Fact]
    public async Task Who_ends_a_rotation_late_leaves_the_keys_that_others_made_meanwhile()
    {
        var (store, other) = (await OpenAsync(), await OpenAsync());
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "body"));
        int batches = 0;
        await store.RotateKeyAsync("officer-1", done => { if (++batches == 2) Task.Run(TwiceAsync, Stop).GetAwaiter().GetResult(); }, Stop);

        Assert.Equal(2, batches);
        Assert.Single(Ring().Keys);
        Assert.Equal("body", (await (await OpenAsync()).FindRecordAsync(Child("C-1"), Stop))!.Body);

        async Task TwiceAsync()
        {
            await other.RotateKeyAsync("officer-2", stop: Stop);
            await other.RotateKeyAsync("officer-2", stop: Stop);
        }
    }

    [Fact]
    public async Task The_outcomes_of_submissions_are_encrypted_anew_too()
    {
        var store = await OpenAsync();
        byte[] outcome = store.Cipher.Encrypt(Ring().Current, FieldPlace.OfSubmission("batch-1"), "findings");
        await using (var connection = await Database.ConnectAsync())
        {
            await connection.ExecuteAsync(
                """
                insert into submissions (number, submission_key, content, row_count, accepted, refused, received_at, outcome)
                values (1, 'batch-1', @outcome, 1, 1, 0, 0, @outcome)
                """,
                new { outcome });
        }

        Assert.Equal(1, await store.RotateKeyAsync("officer-1", stop: Stop));
        byte[] rests = await store.ReadAsync(async c => (await c.ExecuteScalarAsync<byte[]>("select outcome from submissions"))!, Stop);
        Assert.Equal(Ring().Current, FieldCipher.KeyOf(rests));
        Assert.Equal("findings", store.Cipher.Decrypt(FieldPlace.OfSubmission("batch-1"), rests));
    }

    private KeyRing Ring() => KeyFile.Open(Database.KeyFile).Ring;

    private async Task<CaseStore> FilledAsync()
    {
        var store = await OpenAsync();
        await SaveAsync(store, [.. Enumerable.Range(0, Records).Select(i => new RecordChange(Child($"C-{i:d5}"), 0, new RecordIndex("x"), $"body {i}"))]);
        return store;
    }

    private static async Task AssertReadableAsync(CaseStore store)
    {
        var all = await store.ListRecordsAsync(new RecordQuery(RecordKind.Child) { Limit = Records }, Stop);
        Assert.Equal(Enumerable.Range(0, Records).Select(i => $"body {i}"), all.Select(r => r.Body));
    }

    private async Task<HashSet<uint>> KeysInUseAsync()
    {
        await using var connection = await Database.ConnectAsync();
        return [.. (await connection.QueryAsync<byte[]>("select distinct substr(body, 1, 5) from records")).Select(header => FieldCipher.KeyOf(header))];
    }
}

public sealed class SqliteRotationTests() : RotationTests(new SqliteTestDatabase());

public sealed class PostgresRotationTests(PostgresServer server) : RotationTests(new PostgresTestDatabase(server));

using System.Text;
using Dapper;
using Matching.Casework;
using Matching.Casework.Records;
using Matching.Storage.Keys;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class KeyTests(TestDatabase database) : StoreTests(database)
{
    [Fact]
    public async Task A_registry_without_its_key_file_is_refused()
    {
        await OpenAsync();
        File.Delete(Database.KeyFile);
        var refused = await RefusedAsync(CaseStoreCodes.NoKey, OpenAsync);
        Assert.Contains(Database.KeyFile, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Database.KeyFile));
    }

    [Fact]
    public async Task The_keys_of_another_registry_are_refused()
    {
        await OpenAsync();
        File.Delete(Database.KeyFile);
        KeyFile.Create(Database.KeyFile, Noon);
        await RefusedAsync(CaseStoreCodes.WrongKey, OpenAsync);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{"format":"matching-keys/1","current":"00000001","keys":[]}""")]
    [InlineData("""{"format":"matching-keys/1","current":"00000001","keys":[{"id":"00000001","key":"AAAA","created":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"format":"matching-keys/9","current":"00000001","keys":[{"id":"00000001","key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","created":"2026-01-01T00:00:00Z"}]}""")]
    public async Task A_malformed_key_file_is_refused(string text)
    {
        await OpenAsync();
        await File.WriteAllTextAsync(Database.KeyFile, text, Stop);
        await RefusedAsync(CaseStoreCodes.BadKeyFile, OpenAsync);
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_is_refused()
    {
        await OpenAsync();
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(Database.KeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await RefusedAsync(CaseStoreCodes.BadKeyFile, OpenAsync);
    }

    [Fact]
    public async Task Keys_laid_out_beforehand_are_taken()
    {
        var keys = KeyFile.Create(Database.KeyFile, Noon);
        var store = await OpenAsync();
        Assert.Equal(keys.Digests.Of("x"u8), store.Digests.Of("x"u8));
    }

    [Fact]
    public async Task Records_stay_readable_after_the_key_for_digests_was_destroyed()
    {
        await SaveAsync(await OpenAsync(), new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "body"));
        var keys = KeyFile.Open(Database.KeyFile);
        keys.Replace(keys.Ring with { Digest = null });

        var store = await OpenAsync();
        Assert.Equal("body", (await store.FindRecordAsync(Child("C-1"), Stop))!.Body);
        Assert.Equal(CaseStoreCodes.NoKey, Assert.Throws<CaseStoreException>(() => store.Digests).Code);
    }

    [Fact]
    public async Task Bodies_never_rest_as_plain_text()
    {
        await SaveAsync(await OpenAsync(), new RecordChange(Child("C-visible"), 0, new RecordIndex("x"), """{"name":"Plainly-Readable-小明"}"""));
        byte[] content = await Database.ContentAsync();
        Assert.True(content.AsSpan().IndexOf("C-visible"u8) >= 0);
        Assert.True(content.AsSpan().IndexOf("Plainly"u8) < 0);
        Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes("小明")) < 0);
    }

    [Fact]
    public async Task Equal_bodies_look_different_where_they_rest()
    {
        await SaveAsync(await OpenAsync(), new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "same"), new RecordChange(Child("C-1"), 1, new RecordIndex("x"), "same"));
        await using var connection = await Database.ConnectAsync();
        var bodies = (await connection.QueryAsync<byte[]>("select body from records")).ToList();
        Assert.NotEqual(bodies[0][5..], bodies[1][5..]);
    }

    [Theory]
    [InlineData("code = 'C-2'")]
    [InlineData("code = 'C-1' and version = 2")]
    public async Task Bodies_put_in_each_others_place_are_refused(string other)
    {
        var store = await OpenAsync();
        await SaveAsync(
            store,
            new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "one"),
            new RecordChange(Child("C-1"), 1, new RecordIndex("x"), "two"),
            new RecordChange(Child("C-2"), 0, new RecordIndex("x"), "other"));
        await ForgeAsync($"update records set body = (select body from records where code = 'C-1' and version = 1) where {other}");
        await RefusedAsync(CaseStoreCodes.Damaged, () => store.HistoryAsync(Child(other.Contains("C-2", StringComparison.Ordinal) ? "C-2" : "C-1"), Stop));
    }

    [Fact]
    public async Task A_body_with_a_bit_turned_over_is_refused()
    {
        var store = await OpenAsync();
        await SaveAsync(store, new RecordChange(Child("C-1"), 0, new RecordIndex("x"), "one"));
        byte[] body = await store.ReadAsync(async c => (await c.ExecuteScalarAsync<byte[]>("select body from records"))!, Stop);
        body[^1] ^= 1;
        string hex = Convert.ToHexString(body);
        await ForgeAsync($"update records set body = {(Database is SqliteTestDatabase ? $"x'{hex}'" : $"'\\x{hex}'::bytea")}");
        var refused = await RefusedAsync(CaseStoreCodes.Damaged, () => store.FindRecordAsync(Child("C-1"), Stop));
        Assert.Contains("/C-1/1", refused.Message, StringComparison.Ordinal);
    }

    private async Task ForgeAsync(string sql)
    {
        string on = Database is SqliteTestDatabase ? "" : " on records";
        await Database.ExecuteAsync($"drop trigger records_keep_their_body{on}");
        await Database.ExecuteAsync(sql);
    }
}

public sealed class SqliteKeyTests() : KeyTests(new SqliteTestDatabase());

public sealed class PostgresKeyTests(PostgresServer server) : KeyTests(new PostgresTestDatabase(server));

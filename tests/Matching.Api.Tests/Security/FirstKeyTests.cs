using System.Net;
using System.Net.Http.Headers;
using Matching.Api.Hosting;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Records;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Security;

public abstract class FirstKeyTests(TestDatabase database) : HostTests(database)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    protected override string[] Settings => [$"--Matching:AdminKeyFile={Place}"];

    private string Place => Path.Combine(Database.Folder, "admin");

    [Fact]
    public async Task The_first_start_writes_an_administrators_key_for_its_owner_alone()
    {
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Place) == Owner);
        var client = Host.Anybody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Place, Stop)).Trim());
        var keys = await Answers.JsonAsync(await client.GetAsync(new Uri("/api/v1/keys", UriKind.Relative), Stop), HttpStatusCode.OK);
        var key = Assert.Single(keys.GetProperty("items").EnumerateArray());
        Assert.InRange(key.GetProperty("expiresAt").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(29), TimeSpan.FromDays(30));
        Assert.Equal("manage-keys", Assert.Single(key.GetProperty("scope").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task The_second_start_writes_nothing()
    {
        File.Delete(Place);
        await RestartAsync();
        Assert.False(File.Exists(Place));
        Assert.Single(await Host.Store.ListRecordsAsync(new RecordQuery(RecordKind.ApiKey), Stop));
    }

    [Fact]
    public async Task The_keys_of_cookies_are_their_owners_alone()
    {
        await Host.AsAsync("anna", "unit-a", Casework.Access.Role.Reviewer);
        string folder = Database.KeyFile + ".sessions";
        Assert.NotEmpty(Directory.GetFiles(folder));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == (Owner | UnixFileMode.UserExecute));
    }
}

public sealed class SqliteFirstKeyTests() : FirstKeyTests(new SqliteTestDatabase());

public sealed class PostgresFirstKeyTests(PostgresServer server) : FirstKeyTests(new PostgresTestDatabase(server));

public class RefusedFirstKeyTests
{
    [Theory]
    [InlineData("there")]
    [InlineData("no-folder/there")]
    public async Task Where_the_file_cannot_be_written_nothing_starts_and_there_is_no_key(string name)
    {
        await using var database = new SqliteTestDatabase();
        string place = Path.Combine(database.Folder, name);
        if (name == "there")
            await File.WriteAllTextAsync(place, "of somebody else", TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => MatchingHost.StartAsync(database, $"--Matching:AdminKeyFile={place}"));
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await (await database.OpenAsync()).ListRecordsAsync(new RecordQuery(RecordKind.ApiKey), TestContext.Current.CancellationToken));
        Assert.True(name != "there" || await File.ReadAllTextAsync(place, TestContext.Current.CancellationToken) == "of somebody else");
    }
}

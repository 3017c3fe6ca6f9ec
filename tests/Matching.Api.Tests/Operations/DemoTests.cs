using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Hosting;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Searches;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Operations;

public abstract class DemoTests(TestDatabase database) : HostTests(database)
{
    protected override string[] Settings => ["--demo"];

    [Fact]
    public async Task A_demonstration_is_searched_before_the_server_answers_and_a_second_start_changes_nothing()
    {
        Assert.Equal((13, 708), (await Host.Store.PositionAsync(Stop) is var at ? (at.Children, at.Relatives) : default));
        Assert.True(await SearchSamples.IsCompleteAsync(Host.Store, Stop));
        var child = (await Host.Store.ProfilesOfAsync(Side.Child, "CNAS0007_C", Stop))[^1];
        var best = (await Host.Store.HitsOfChildAsync(1, SearchKind.Families, child.Number, Stop))[0];
        Assert.Equal("CNAS0007", (await Host.Store.StandingAsync(StandingKind.Family, best.Other, Stop))!.Entry.Code);
        Assert.Equal(16.143961633722814, best.Log10, 1e-9);
        var book = new RecordBook(Host.Store);
        Assert.True((await book.FindAsync<RescuedChild>("SIM-WRONG-1-child", Stop))!.Record.IsSealed());
        Assert.Equal(NoticeState.Published, (await book.ListAsync<Notice>(new RecordQuery(RecordKind.Notice), Stop)).Single().Record.State);
        var nobody = (await Host.Store.ProfilesOfAsync(Side.Child, "UT57635", Stop))[^1];
        Assert.Empty(await Host.Store.HitsOfChildAsync(1, SearchKind.Families, nobody.Number, Stop));
        Assert.NotNull(await book.FindAsync<ReferenceFamily>("CNAS0007", Stop));

        using var police = new HttpClient { BaseAddress = Host.Address };
        police.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DemoCallers.KeyOf("demo-key-police").Written());
        Assert.Equal("CNAS0007_C", (await police.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/children/CNAS0007_C", UriKind.Relative), Stop)).GetProperty("id").GetString());

        long change = (await Host.Store.PositionAsync(Stop)).Change;
        await RestartAsync();
        Assert.Equal(change, (await Host.Store.PositionAsync(Stop)).Change);
    }
}

public sealed class SqliteDemoTests() : DemoTests(new SqliteTestDatabase());

public sealed class PostgresDemoTests(PostgresServer server) : DemoTests(new PostgresTestDatabase(server));

public sealed class DemoRefusalTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();

    public async ValueTask InitializeAsync() => await _database.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_demonstration_never_fills_a_registry_that_holds_data()
    {
        await using (var host = await MatchingHost.StartAsync(_database))
            await SearchSamples.AddAsync(host.Services, 2, 2, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => MatchingHost.StartAsync(_database, "--demo"));
        Assert.Contains("--database", refused.Message, StringComparison.Ordinal);
    }
}

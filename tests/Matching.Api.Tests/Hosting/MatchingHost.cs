using System.Net.Http.Headers;
using Matching.Api.Hosting;
using Matching.Api.Security;
using Matching.Api.Tests.Description;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Storage.Tests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Hosting;

/// <summary>The real server on a free port of the loopback, over a database of its own; and the people who call it.</summary>
public sealed class MatchingHost : IAsyncDisposable
{
    private readonly List<HttpClient> _clients = [];
    private readonly HashSet<string> _people = [];
    private readonly WebApplication _app;

    private MatchingHost(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public ICaseStore Store => _app.Services.GetRequiredService<ICaseStore>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="settings">More settings, as on the command line.</param>
    public static async Task<MatchingHost> StartAsync(TestDatabase database, params string[] settings)
    {
        var app = await ApiHost.BuildAsync(
        [
            $"--Matching:Database={database.Connection}", $"--Matching:KeyFile={database.KeyFile}", "--Matching:Url=http://127.0.0.1:0", "--Matching:RequestsPerMinute=10000000", .. settings,
        ]);
        await app.StartAsync(Stop);
        return new MatchingHost(app);
    }

    /// <summary>A client without any sign-in. Every answer that a client gets is held against the description of the API.</summary>
    public HttpClient Anybody()
    {
        var client = new HttpClient(new DescribedHandler()) { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }

    /// <summary>A client of somebody who has signed in with password and one-time code. The same code is the same person.</summary>
    public async Task<HttpClient> AsAsync(string code, string? unit, params Role[] roles)
    {
        if (!_people.Add(code))
            throw new InvalidOperationException($"{code} has a client already.");
        var client = Anybody();
        await TestPerson.SignInAsync(client, Store, code, unit, roles, Stop);
        return client;
    }

    /// <summary>A client of a machine with a key of these roles.</summary>
    public async Task<HttpClient> AsMachineAsync(string code, string? unit, params Role[] roles)
    {
        var key = KeyText.New(code);
        var now = TimeProvider.System.GetUtcNow();
        var issued = ApiKey.Issue(code, unit, [.. roles], [], KeyText.DigestOf(key.Secret), now.AddDays(1), "test", now);
        await using var change = await new RecordBook(Store).BeginAsync(Stop);
        Assert.Null(await change.AddAsync(issued.Value, Stop));
        Assert.True((await change.CommitAsync("key.issue", issued.Value, Actor.System, now, Stop)).IsDone);
        var client = Anybody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Written());
        return client;
    }

    /// <summary>Waits until nothing waits to be searched.</summary>
    public async Task SettleAsync()
    {
        while ((await Store.WaitingTilesAsync(Stop)).Count > 0)
            await Task.Delay(20, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Hosting;

/// <summary>Tests against a running server that hold for both databases: a derived class names the database, nothing else.</summary>
public abstract class HostTests(TestDatabase database) : IAsyncLifetime
{
    private MatchingHost? _host;

    protected MatchingHost Host => _host!;

    protected TestDatabase Database { get; } = database;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Settings of the server, as on the command line.</summary>
    protected virtual string[] Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        await Database.CreateAsync();
        _host = await MatchingHost.StartAsync(Database, Settings);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the server and starts it again over the same registry.</summary>
    protected async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Stops the server.</summary>
    protected ValueTask StopAsync() => _host!.DisposeAsync();

    /// <summary>Starts it over the registry as it is.</summary>
    protected async Task StartAsync() => _host = await MatchingHost.StartAsync(Database, Settings);
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Searches;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Operations;

/// <summary>A receiver of OTLP over HTTP on the loopback hears of metrics and traces, and of nobody's code.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];
    private readonly HttpListener _listener = new();
    private readonly SqliteTestDatabase _database = new();
    private string _address = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        _address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        _listener.Prefixes.Add(_address + "/");
        _listener.Start();
        _ = ReceiveAsync();
        await _database.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_and_traces_are_sent_at_the_latest_when_the_server_stops()
    {
        await using (var host = await MatchingHost.StartAsync(_database, $"--Matching:Telemetry={_address}"))
        {
            await SearchSamples.AddAsync(host.Services, 5, 5, Stop);
            await host.SettleAsync();
            await host.Anybody().GetAsync(new Uri("/api/v1/children/secret-child?also=secret", UriKind.Relative), Stop);
        }

        string metrics = string.Concat(_received.Where(r => r.Path == "/v1/metrics").Select(r => r.Body)), traces = string.Concat(_received.Where(r => r.Path == "/v1/traces").Select(r => r.Body));
        foreach (string name in (string[])["matching.scans", "matching.comparisons", "matching.candidates", "matching.queue", "matching.search.duration", "http.server.request.duration", "dotnet.gc.collections"])
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        Assert.Contains("search tile", traces, StringComparison.Ordinal);
        Assert.Contains("children/{id}", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", metrics + traces, StringComparison.Ordinal);
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                _received.Enqueue((context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync(Stop)));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}

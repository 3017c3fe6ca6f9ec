using System.Net;
using System.Text.Json;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Operations;

/// <summary>The log is what the process writes to its standard output: so it is run as a process.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _database.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Every_line_is_one_object_of_json_and_none_repeats_what_was_asked()
    {
        string output;
        await using (var server = ServerProcess.Start($"--database={_database.Connection}", $"--Matching:KeyFile={_database.KeyFile}", "--url=http://127.0.0.1:0"))
        {
            using var client = new HttpClient { BaseAddress = await server.AddressAsync(Stop) };
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/live?token=secret", UriKind.Relative), Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/api/v1/children/secret-child", UriKind.Relative), Stop)).StatusCode);
            output = await server.StopAsync(Stop);
            Assert.Equal(0, server.ExitCode);
        }

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.EndsWith("Z", line.GetProperty("Timestamp").GetString(), StringComparison.Ordinal));
        var request = lines.Single(line => line.GetProperty("State").TryGetProperty("Route", out var route) && route.GetString() == "/api/v1/children/{id}").GetProperty("State");
        Assert.Equal(("GET", 401), (request.GetProperty("Method").GetString(), request.GetProperty("Status").GetInt32()));
        Assert.True(request.GetProperty("Milliseconds").GetDouble() > 0);
        Assert.NotEqual("", request.GetProperty("Trace").GetString());
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Operations;

public abstract class HealthTests(TestDatabase database) : HostTests(database)
{
    [Fact]
    public async Task The_server_lives_and_is_ready_when_its_index_has_been_read()
    {
        var anybody = Host.Anybody();
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync(new Uri("/health/live", UriKind.Relative), Stop)).StatusCode);
        HttpResponseMessage ready;
        while ((ready = await anybody.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop)).StatusCode != HttpStatusCode.OK)
        {
            var problem = await ready.Content.ReadFromJsonAsync<JsonElement>(Stop);
            Assert.Equal("server.unavailable", problem.GetProperty("code").GetString());
            Assert.NotEqual(0, problem.GetProperty("missing").GetArrayLength());
            await Task.Delay(20, Stop);
        }
    }

    [Fact]
    public async Task About_names_program_kernel_and_schema_and_no_secret()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Anybody().GetAsync(new Uri("/api/v1/about", UriKind.Relative), Stop)).StatusCode);
        var home = await Host.AsAsync("home-1", "home", Role.WelfareHome);
        string text = await home.GetStringAsync(new Uri("/api/v1/about", UriKind.Relative), Stop);
        var about = JsonDocument.Parse(text).RootElement;
        Assert.Equal("0003_paused_runs", about.GetProperty("schema").GetString());
        Assert.NotEqual("", about.GetProperty("kernel").GetString());
        Assert.DoesNotContain(Database.Connection, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Database.KeyFile!, text, StringComparison.Ordinal);
    }
}

public sealed class SqliteHealthTests() : HealthTests(new SqliteTestDatabase());

public sealed class PostgresHealthTests(PostgresServer server) : HealthTests(new PostgresTestDatabase(server));

using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Children;

public abstract class ChildTests(TestDatabase database) : HostTests(database)
{
    [Fact]
    public async Task Nobody_reads_a_child_without_signing_in()
    {
        var answer = await Host.Anybody().GetAsync(new Uri("/api/v1/children/c-1", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("request.not-signed-in", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_child_that_is_not_there_is_not_found()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        Assert.Equal(HttpStatusCode.NotFound, (await police.GetAsync(new Uri("/api/v1/children/c-1", UriKind.Relative), Stop)).StatusCode);
    }

    [Fact]
    public async Task A_laboratory_reads_no_child()
    {
        var laboratory = await Host.AsAsync("lab-1", "lab", Role.Laboratory);
        Assert.Equal(HttpStatusCode.Forbidden, (await laboratory.GetAsync(new Uri("/api/v1/children/c-1", UriKind.Relative), Stop)).StatusCode);
    }
}

public sealed class SqliteChildTests() : ChildTests(new SqliteTestDatabase());

public sealed class PostgresChildTests(PostgresServer server) : ChildTests(new PostgresTestDatabase(server));

using System.Text;
using Matching.Api.Tests.Hosting;
using Matching.Storage.Tests.Databases;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Access;

/// <summary>Who is answered what: every endpoint, every role, own, foreign and sealed records, as authorization.txt says.</summary>
public abstract class AuthorizationTests(TestDatabase database) : HostTests(database)
{
    private static readonly string[] Open = ["/health/", "/openapi/"];

    [Fact]
    public async Task Every_endpoint_answers_every_role_as_the_table_says()
    {
        var table = AuthorizationTable.Read();
        Assert.Equal(Endpoints(), table.Rows.Select(row => row.Endpoint).Distinct().Order(StringComparer.Ordinal));
        var world = await AccessWorld.OfAsync(Host, table.Callers);
        var asking = new AccessQuestion(world);
        var faults = new StringBuilder();
        foreach (var row in table.Rows)
            for (int caller = 0; caller < table.Callers.Count; caller++)
            {
                string expected = row.CellOf(caller);
                var seen = new List<string>();
                foreach (var standing in row.Standings)
                    seen.Add(await asking.AskAsync(row, table.Callers[caller], standing));
                if (string.Join('/', seen) != expected)
                    faults.Append($"\n{row.Method,-6} {row.Path} {row.Body} {table.Callers[caller]}: {expected}, but was {string.Join('/', seen)}");
            }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    // What stands outside /api/v1 has no records.
    private IEnumerable<string> Endpoints() =>
        Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !Array.Exists(Open, start => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}".StartsWith(start, StringComparison.Ordinal)))
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {Nameless(endpoint)}"))
            .Distinct().Order(StringComparer.Ordinal);

    private static string Nameless(RouteEndpoint endpoint)
    {
        string path = AuthorizationRow.NamelessOf(endpoint.RoutePattern.RawText!);
        Assert.StartsWith("/api/v1/", path, StringComparison.Ordinal);
        return path["/api/v1".Length..];
    }
}

public sealed class SqliteAuthorizationTests() : AuthorizationTests(new SqliteTestDatabase());

public sealed class PostgresAuthorizationTests(PostgresServer server) : AuthorizationTests(new PostgresTestDatabase(server));

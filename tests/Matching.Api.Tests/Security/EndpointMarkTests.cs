using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Storage.Tests.Databases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Security;

public sealed class EndpointMarkTests() : HostTests(new SqliteTestDatabase())
{
    /// <summary>What anybody may call, each on purpose.</summary>
    private static readonly string[] Open = ["GET /health/live", "GET /health/ready", "GET /openapi/{documentName}.json", "POST /api/v1/session/", "GET /api/v1/notices/", "GET /api/v1/notices/{id}", "POST /api/v1/notices/{id}/calls"];

    private IEnumerable<RouteEndpoint> Endpoints => Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    [Fact]
    public void Every_endpoint_says_whom_it_is_for()
    {
        Assert.NotEmpty(Endpoints);
        Assert.Empty(Endpoints.Where(endpoint => !endpoint.Metadata.Any(mark => mark is RequiredPermission or OpenToAnybody or SignedInPerson)).Select(Name));
    }

    [Fact]
    public void A_mark_is_one_that_is_asked_for() =>
        Assert.Empty(Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAnybody>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null).Select(Name));

    [Fact]
    public void Whoever_is_not_signed_in_calls_what_stands_on_this_list() =>
        Assert.Empty(Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAnybody>() is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Name).Except(Open));

    private static string Name(RouteEndpoint endpoint) =>
        $"{string.Join(",", endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
}

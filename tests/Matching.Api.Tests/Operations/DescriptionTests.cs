using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Hosting;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Operations;

public sealed class DescriptionTests() : HostTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task Every_operation_is_named_described_and_refused_with_codes()
    {
        var document = await Host.Anybody().GetFromJsonAsync<JsonElement>(new Uri("/openapi/v1.json", UriKind.Relative), Stop);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("MIT", document.GetProperty("info").GetProperty("license").GetProperty("name").GetString());
        Assert.Equal(["key", "session"], document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(scheme => scheme.Name).Order());
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties").TryGetProperty("code", out _));
        Assert.DoesNotContain(Names(document), name => name.StartsWith("x-", StringComparison.Ordinal));
        var tags = document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).ToHashSet();
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.Object)
            .Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();
        Assert.All(operations, operation => AssertDescribed(operation.Name, operation.Value, tags));
        Assert.Equal(operations.Count, operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Bodies_have_examples_and_members_have_words()
    {
        var document = await Host.Anybody().GetFromJsonAsync<JsonElement>(new Uri("/openapi/v1.json", UriKind.Relative), Stop);
        var order = document.GetProperty("paths").GetProperty("/api/v1/rematches").GetProperty("post");
        Assert.Equal("full", order.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetProperty("scope").GetString());
        var read = document.GetProperty("paths").GetProperty("/api/v1/searches/{id}").GetProperty("get").GetProperty("responses");
        Assert.Equal("waiting", read.GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("example").GetProperty("state").GetString());
        Assert.Equal("request.not-found", read.GetProperty("404").GetProperty("content").GetProperty("application/problem+json").GetProperty("example").GetProperty("code").GetString());
        var model = document.GetProperty("components").GetProperty("schemas").GetProperty("RunView").GetProperty("properties").GetProperty("engine");
        Assert.Contains("program", model.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_for_people_needs_nothing_from_elsewhere()
    {
        var anybody = Host.Anybody();
        string page = await anybody.GetStringAsync(new Uri("/docs/index.html", UriKind.Relative), Stop);
        var linked = Regex.Matches(page, "(?:src|href)=\"(?<place>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["place"].Value).ToList();
        Assert.NotEmpty(linked);
        Assert.DoesNotContain("//", string.Concat(linked), StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)[^>]*>", page);
        foreach (string place in linked)
        {
            var answer = await anybody.GetAsync(new Uri("/docs/" + place, UriKind.Relative), Stop);
            Assert.True(answer.IsSuccessStatusCode, place);
        }

        string script = await anybody.GetStringAsync(new Uri("/docs/index.js", UriKind.Relative), Stop);
        Assert.DoesNotMatch("[\"']https?://", script);
        Assert.Contains("configObject.validatorUrl = null", script, StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", script, StringComparison.Ordinal);
    }

    private static void AssertDescribed(string name, JsonElement operation, HashSet<string?> tags)
    {
        Assert.True(operation.TryGetProperty("operationId", out _) && operation.TryGetProperty("summary", out _), name);
        Assert.All(operation.GetProperty("tags").EnumerateArray(), tag => Assert.Contains(tag.GetString(), tags));
        var responses = operation.GetProperty("responses");
        bool isOpen = operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
        string[] required = [.. isOpen ? [] : (string[])["401", "403", "429", "503"], .. operation.TryGetProperty("requestBody", out _) ? (string[])["400", "413", "415"] : []];
        Assert.All(required, status => Assert.True(responses.TryGetProperty(status, out _), $"{name} {status}"));
        foreach (var response in responses.EnumerateObject().Where(response => response.Name[0] is '4' or '5'))
            Assert.True(response.Value.GetProperty("content").GetProperty("application/problem+json").TryGetProperty("example", out _), $"{name} {response.Name}");
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };
}

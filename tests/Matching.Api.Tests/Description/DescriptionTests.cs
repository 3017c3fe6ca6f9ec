using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Description;

public sealed class DescriptionTests() : HostTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task Every_operation_is_described()
    {
        var description = await ApiDescription.ReadAsync(Host.Address, Stop);
        var faults = description.Operations.SelectMany(o => FaultsOf(o.Operation).Select(fault => $"{o.Method} {o.Path}: {fault}")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Operation_ids_are_unique()
    {
        var description = await ApiDescription.ReadAsync(Host.Address, Stop);
        var twice = description.Operations.Where(o => o.Operation.TryGetProperty("operationId", out _)).CountBy(o => o.Operation.GetProperty("operationId").GetString()!).Where(pair => pair.Value > 1);
        Assert.Empty(twice);
    }

    [Fact]
    public async Task The_description_is_of_version_3_1()
    {
        var description = await ApiDescription.ReadAsync(Host.Address, Stop);
        Assert.StartsWith("3.1.", description.Document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_contracts_have_one_name() =>
        // The description knows them by their names alone: of two the one would stand for both.
        Assert.DoesNotContain(typeof(MatchingOptions).Assembly.GetExportedTypes().Where(type => !type.IsNested && type.Namespace != typeof(MatchingOptions).Namespace).CountBy(type => type.Name), pair => pair.Value > 1);

    private static IEnumerable<string> FaultsOf(JsonElement operation)
    {
        if (!operation.TryGetProperty("operationId", out _))
            yield return "no operation id";
        if (!operation.TryGetProperty("summary", out var summary) || summary.GetString()!.Length == 0)
            yield return "no summary";
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
        {
            if (!response.Value.TryGetProperty("description", out var said) || said.GetString()!.Length == 0)
                yield return $"{response.Name} is not described";
            if (response.Name[0] is '4' or '5' && (!response.Value.TryGetProperty("content", out var content) || !content.TryGetProperty("application/problem+json", out _)))
                yield return $"{response.Name} is no problem+json";
        }

        if (operation.TryGetProperty("requestBody", out var body))
            foreach (var media in body.GetProperty("content").EnumerateObject().Where(media => media.Name.EndsWith("json", StringComparison.Ordinal)))
                if (!media.Value.TryGetProperty("example", out _) && !media.Value.TryGetProperty("examples", out _))
                    yield return $"the request as {media.Name} has no example";
        foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(r => r.Name is "200" or "201" or "202"))
            if (response.Value.TryGetProperty("content", out var content))
                foreach (var media in content.EnumerateObject().Where(media => media.Name == "application/json"))
                    if (!media.Value.TryGetProperty("example", out _) && !media.Value.TryGetProperty("examples", out _))
                        yield return $"the answer {response.Name} has no example";
    }
}

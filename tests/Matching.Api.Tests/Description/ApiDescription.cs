using System.Text.Json;

namespace Matching.Api.Tests.Description;

/// <summary>The description of the running server, and what it says of an answer.</summary>
internal sealed class ApiDescription
{
    private readonly JsonElement _document;
    private readonly JsonSchemaCheck _schemas;

    private ApiDescription(JsonElement document) => (_document, _schemas) = (document, new JsonSchemaCheck(document));

    /// <summary>All operations: method, path, and what is said of them.</summary>
    public IEnumerable<(string Method, string Path, JsonElement Operation)> Operations =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "post" or "put" or "delete" or "patch"
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    public JsonElement Document => _document;

    public static async Task<ApiDescription> ReadAsync(Uri server, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = server };
        return new ApiDescription(JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), stop)).RootElement);
    }

    /// <summary>What of an answer the description does not say.</summary>
    public IEnumerable<string> Faults(string method, string path, int status, string? mediaType, string body)
    {
        // Refused before the request was one of ours: too long an address, too long headers, or no HTTP at all.
        if (status is 414 or 431 || (status == 400 && body.Length == 0))
            return [];
        if (Find(method, path) is not { } operation)
            return status is 404 or 405 or 401 ? [] : [$"{method} {path}: not in the description, and answered {status}"];
        string where = $"{method} {path} {status}";
        if (!operation.GetProperty("responses").TryGetProperty(status.ToString(), out var response))
            return [$"{where}: a status that the description does not name"];
        if (body.Length == 0)
            return response.TryGetProperty("content", out _) && status is >= 200 and < 300 ? [$"{where}: an empty body where the description has one"] : [];
        if (!response.TryGetProperty("content", out var content))
            return [$"{where}: a body where the description has none"];
        if (!content.TryGetProperty(mediaType ?? "", out var media))
            return [$"{where}: content of the type {mediaType}, which the description does not name"];
        return mediaType!.EndsWith("json", StringComparison.Ordinal) && media.TryGetProperty("schema", out var schema)
            ? _schemas.Faults(schema, JsonDocument.Parse(body).RootElement).Select(fault => $"{where}: {fault}")
            : [];
    }

    // The template with the fewest places to fill fits best: /notices/records before /notices/{id}.
    private JsonElement? Find(string method, string path)
    {
        string[] steps = path.TrimEnd('/').Split('/');
        var fitting = from operation in Operations
                      where operation.Method == method
                      let template = operation.Path.TrimEnd('/').Split('/')
                      where template.Length == steps.Length && template.Zip(steps).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase))
                      orderby template.Count(step => step.StartsWith('{'))
                      select (JsonElement?)operation.Operation;
        return fitting.FirstOrDefault();
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matching.Api.Tests.Description;

namespace Matching.Api.Tests.Malformed;

/// <summary>Requests that nobody should send: each has a fault for which it has to be refused, whatever else it says.</summary>
/// <param name="description">The operations, and an example of what each is sent.</param>
/// <param name="seed">The same seed gives the same requests.</param>
internal sealed class MalformedRequests(ApiDescription description, int seed)
{
    private static readonly string[] Tricks =
    [
        "..%2f..%2fetc%2fpasswd", "%2e%2e", "%00", "a%00b", "%0d%0aSet-Cookie:x=1", "%ff%fe", "'%20or%201=1--", "x;drop%20table%20records", "%3Cscript%3Ealert(1)%3C/script%3E", "1e999", "-1",
        "99999999999999999999", "%E2%80%AE", "%F0%9F%91%B6", "null", "%25", "%5c..%5c", "a%2fb", "CON", "*",
    ];

    private static readonly string[] Texts =
    [
        "'; drop table records; --", "' or '1'='1", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}}", "${jndi:ldap://x}", "\0", "a\0b", "\r\nX: y", "\uFFFE", "\u202Egnp.exe",
        "../../etc/passwd", "%s%n%x", "NaN", "\u0000\u0001\u0002", "😀👶", "Robert'); DROP TABLE children;--",
    ];

    private readonly Random _random = new(seed);
    // Signing out takes nothing that could be malformed, and would leave the rest to nobody.
    private readonly (string Method, string Path, JsonElement Operation)[] _operations =
        [.. description.Operations.Where(o => o.Path.StartsWith("/api/", StringComparison.Ordinal) && !o.Path.EndsWith("/events", StringComparison.Ordinal) && !(o.Method == "DELETE" && o.Path.TrimEnd('/').EndsWith("/session", StringComparison.Ordinal)))];

    public HttpRequestMessage Next()
    {
        var (method, path, operation) = _operations[_random.Next(_operations.Length)];
        bool hasBody = operation.TryGetProperty("requestBody", out var body);
        int way = _random.Next(hasBody ? 9 : 2);
        string address = Filled(path, way < 2 ? Trick : Nobody);
        if (way == 1)
            address += $"?limit={Trick()}&cursor={Trick()}&model={Trick()}&at={Trick()}&from={Trick()}&{Trick()}={Trick()}";
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        if (hasBody)
            request.Content = Body(body, way);
        if (_random.Next(10) == 0)
            request.Headers.TryAddWithoutValidation("If-Match", string.Concat(Texts[_random.Next(Texts.Length)].Where(c => c is >= ' ' and <= '~')));
        return request;
    }

    private HttpContent Body(JsonElement body, int way)
    {
        var content = body.GetProperty("content");
        bool isJson = content.TryGetProperty("application/json", out var media);
        var example = isJson && ExampleOf(media) is { } found ? JsonNode.Parse(found.GetRawText()) : new JsonObject();
        return way switch
        {
            2 => Text(RandomBytes(), "application/json"),
            3 => Text(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":[", _random.Next(20, 5000)))), "application/json"),
            4 => Text(Encoding.UTF8.GetBytes(Wronged(example, _ => Wrong())), "application/json"),
            5 => Text(Encoding.UTF8.GetBytes(Unknown(example)), "application/json"),
            6 => Text(Encoding.UTF8.GetBytes(example!.ToJsonString()), Types[_random.Next(Types.Length)]),
            7 => Text(Encoding.UTF8.GetBytes($"[{example!.ToJsonString()},1]"), "application/json"),
            8 => Text(Encoding.UTF8.GetBytes(Unknown(JsonNode.Parse(Wronged(example, _ => JsonValue.Create(Texts[_random.Next(Texts.Length)])))!)), "application/json"),
            _ => Text("{"u8.ToArray(), "application/json"),
        };
    }

    private static readonly string[] Types = ["application/xml", "text/html", "application/x-www-form-urlencoded", "image/png", "application/octet-stream", "nonsense", "application/jsonp"];

    // A value of the wrong kind at one place at least.
    private string Wronged(JsonNode? example, Func<JsonNode?, JsonNode?> wrong)
    {
        var copy = example?.DeepClone() as JsonObject ?? [];
        string[] names = [.. copy.Select(member => member.Key)];
        foreach (string name in names)
            if (names.Length == 1 || _random.Next(2) == 0)
                copy[name] = wrong(copy[name]);
        if (names.Length == 0)
            copy["x"] = 1;
        return copy.ToJsonString();
    }

    private JsonNode? Wrong() => _random.Next(7) switch
    {
        0 => JsonNode.Parse("1" + new string('0', _random.Next(1, 400))),
        1 => JsonNode.Parse("-1e308"),
        2 => new JsonArray(new JsonArray(new JsonObject { ["a"] = 1 })),
        3 => new JsonObject { ["$ref"] = "#" },
        4 => JsonValue.Create(true),
        5 => JsonValue.Create(new string('x', _random.Next(2000, 20_000))),
        _ => JsonValue.Create(Texts[_random.Next(Texts.Length)]),
    };

    private string Unknown(JsonNode? example)
    {
        var copy = example?.DeepClone() as JsonObject ?? [];
        copy[string.Create(CultureInfo.InvariantCulture, $"unknown{_random.Next()}")] = Texts[_random.Next(Texts.Length)];
        return copy.ToJsonString();
    }

    private byte[] RandomBytes()
    {
        byte[] bytes = new byte[_random.Next(1, 400)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static JsonElement? ExampleOf(JsonElement media) =>
        media.TryGetProperty("example", out var example) ? example
        : media.TryGetProperty("examples", out var examples) ? examples.EnumerateObject().First().Value.GetProperty("value")
        : null;

    private static ByteArrayContent Text(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static string Filled(string path, Func<string> value) =>
        string.Join('/', path.Split('/').Select(step => step.StartsWith('{') ? value() : step));

    private static string Nobody() => "nobody-there";

    private string Trick() => _random.Next(8) == 0 ? new string('a', _random.Next(1, 3000)) : Tricks[_random.Next(Tricks.Length)];
}

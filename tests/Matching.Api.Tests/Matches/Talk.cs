using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Matching.Api.Tests.Matches;

/// <summary>What the server answered.</summary>
internal sealed record Answer(int Status, JsonElement Body, string Text, string? Tag)
{
    /// <summary>The code of a problem, or null.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement this[string name] => Body.GetProperty(name);

    public string Word(string name) => Body.GetProperty(name).GetString()!;

    public string[] Ids(string list = "items") => [.. Body.GetProperty(list).EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    public Answer Is(int status, string? code = null)
    {
        Assert.True(Status == status && (code is null || Code == code), $"{Status} {Text}");
        return this;
    }
}

/// <summary>Talks to the server in JSON.</summary>
internal static class Talk
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<Answer> AskAsync(this HttpClient client, string path) => SayAsync(client, HttpMethod.Get, path, null);

    public static Task<Answer> DoAsync(this HttpClient client, string path, object? body = null, string? ifMatch = null) => SayAsync(client, HttpMethod.Post, path, body ?? new { }, ifMatch);

    public static async Task<Answer> SayAsync(this HttpClient client, HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/v1{path}", UriKind.Relative));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(request, Stop);
        string text = await response.Content.ReadAsStringAsync(Stop);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        using var json = text.Length == 0 ? null : JsonDocument.Parse(text);
        return new Answer((int)response.StatusCode, json?.RootElement.Clone() ?? default, text, response.Headers.ETag?.Tag);
    }
}

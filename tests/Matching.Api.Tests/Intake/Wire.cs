using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Matching.Api.Tests.Intake;

/// <summary>Short ways to send and to read.</summary>
internal static class Wire
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object body) => client.PostAsJsonAsync(Path(path), body, Stop);

    public static async Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string body, string type = "text/csv", string? key = null, Encoding? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(path)) { Content = new ByteArrayContent((encoding ?? Encoding.UTF8).GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Stop);
    }

    public static Task<HttpResponseMessage> ReadAsync(this HttpClient client, string path) => client.GetAsync(Path(path), Stop);

    /// <summary>The body of an answer that must have a status.</summary>
    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> BodyAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status) => await (await answer).BodyAsync(status);

    /// <summary>The code of a problem that must have a status.</summary>
    public static async Task<string> CodeAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status) => (await answer.BodyAsync(status)).Text("code");

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static IEnumerable<string> Codes(this JsonElement element, string list = "findings") => element.GetProperty(list).EnumerateArray().Select(finding => finding.Text("code"));

    private static Uri Path(string path) => new($"/api/v1{path}", UriKind.Relative);
}

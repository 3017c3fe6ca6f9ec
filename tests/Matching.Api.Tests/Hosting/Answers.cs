using System.Net;
using System.Text.Json;

namespace Matching.Api.Tests.Hosting;

/// <summary>Reads what the server answered.</summary>
internal static class Answers
{
    /// <summary>The body, where the status is the expected one.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}, not {(int)expected}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The code of a problem of the expected status.</summary>
    public static async Task<string?> CodeAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var problem = await JsonAsync(answer, expected);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return problem.GetProperty("code").GetString();
    }
}

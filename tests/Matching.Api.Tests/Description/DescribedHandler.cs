using System.Collections.Concurrent;

namespace Matching.Api.Tests.Description;

/// <summary>Holds every answer against the description of the server that gave it. What does not fit fails the test that asked.</summary>
internal sealed class DescribedHandler() : DelegatingHandler(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = false })
{
    private static readonly ConcurrentDictionary<Uri, Task<ApiDescription>> Descriptions = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        string path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith("/api/", StringComparison.Ordinal) || answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return answer;
        var description = await Descriptions.GetOrAdd(new Uri(request.RequestUri, "/"), server => ApiDescription.ReadAsync(server, CancellationToken.None));
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var faults = description.Faults(request.Method.Method, path, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, System.Text.Encoding.UTF8.GetString(body)).ToList();
        if (faults.Count > 0)
            throw new InvalidOperationException($"The description and the answer differ:\n{string.Join('\n', faults)}");
        var content = new ByteArrayContent(body);
        foreach (var header in answer.Content.Headers)
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        answer.Content = content;
        return answer;
    }
}

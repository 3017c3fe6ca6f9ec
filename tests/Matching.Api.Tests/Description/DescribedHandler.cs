namespace Matching.Api.Tests.Description;

/// <summary>Holds every answer against the description of the server that gave it. What does not fit fails the test that asked.</summary>
internal sealed class DescribedHandler() : DelegatingHandler(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = false })
{
    // Every server describes itself alike: one is asked, once.
    private static readonly Lock Gate = new();
    private static Task<ApiDescription>? _description;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        string path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith("/api/", StringComparison.Ordinal) || answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return answer;
        var description = await DescriptionAsync(new Uri(request.RequestUri, "/"));
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

    private static Task<ApiDescription> DescriptionAsync(Uri server)
    {
        lock (Gate)
            return _description is null or { IsFaulted: true } ? _description = ApiDescription.ReadAsync(server, CancellationToken.None) : _description;
    }
}

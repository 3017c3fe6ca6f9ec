using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Genetics.Markers;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Cases;

/// <summary>What the tests of casework over HTTP arrange, and how they ask.</summary>
internal static class Arrange
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Answer> SeeAsync(this HttpClient client, string path) => await Answer.OfAsync(await client.GetAsync(Address(path), Stop));

    public static async Task<Answer> RemoveAsync(this HttpClient client, string path) => await Answer.OfAsync(await client.DeleteAsync(Address(path), Stop));

    /// <summary>Posts JSON.</summary>
    /// <param name="client">Who.</param>
    /// <param name="path">Path behind /api/v1.</param>
    /// <param name="json">The body; null for none.</param>
    /// <param name="ifMatch">Version that was read; null for none.</param>
    public static async Task<Answer> PostAsync(this HttpClient client, string path, string? json = null, int? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(path));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (ifMatch is { } version)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return await Answer.OfAsync(await client.SendAsync(request, Stop));
    }

    /// <summary>Enters a child, by the desk.</summary>
    public static async Task EnterChildAsync(this MatchingHost host, string code, string? ofCase = null, string unit = "unit-a")
    {
        await using var scope = host.Services.CreateAsyncScope();
        var facts = new ChildFacts(code, Sex.Male, new BirthWindow(new DateOnly(2025, 1, 1), new DateOnly(2025, 6, 1)), new DateOnly(2026, 1, 10), "train K1");
        var entered = await scope.ServiceProvider.GetRequiredService<ChildDesk>().EnterAsync(
            facts, ofCase, wasCounted: false, new Actor("arranger", unit, [Role.PoliceUnit, Role.CaseOfficer]), TimeProvider.System.GetUtcNow(), Stop);
        Assert.Null(entered.Refusal);
    }

    /// <summary>The acts of the audit about a record, or all of them.</summary>
    public static async Task<List<AuditAct>> ActsAsync(this MatchingHost host, string? subject = null)
    {
        var acts = new List<AuditAct>();
        await foreach (var entry in host.Store.ReadAuditAsync(1, Stop))
            if (subject is null || entry.Act.Subject == subject)
                acts.Add(entry.Act);
        return acts;
    }

    private static Uri Address(string path) => new("/api/v1" + path, UriKind.Relative);
}

/// <summary>An answer, read.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Text">Its body.</param>
/// <param name="Tag">Its ETag; null for none.</param>
internal sealed record Answer(HttpStatusCode Status, string Text, string? Tag)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers.ETag?.Tag);

    /// <summary>Its JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>Code of a problem.</summary>
    public string? Code => Json.GetProperty("code").GetString();

    /// <summary>The answer, when it has this status.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }

    /// <summary>The answer, when it is a refusal with this status and code.</summary>
    public Answer Refuses(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal(code, Code);
        return this;
    }
}

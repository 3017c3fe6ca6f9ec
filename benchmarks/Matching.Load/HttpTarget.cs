using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Genetics.Markers;

namespace Matching.Load;

/// <summary>The server, called as its users do: children are entered by a laboratory and read by child protection.</summary>
internal sealed class HttpTarget : IChildTarget
{
    private readonly HttpClient _laboratory;
    private readonly HttpClient _protection;
    private readonly LocusPanel _panel;

    public HttpTarget(Uri address, string laboratory, string protection, LocusPanel panel)
    {
        (_laboratory, _protection, _panel) = (Client(address, laboratory), Client(address, protection), panel);
    }

    /// <summary>A client that signs in with a key.</summary>
    public static HttpClient Client(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = new Uri(address, "/api/v1/"), Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async Task<string?> EnterAsync(NewChild child)
    {
        var loci = child.Genotypes.Select((genotype, l) => (Locus: _panel[l].Name, Genotype: genotype)).Where(typed => !typed.Genotype.IsMissing)
            .ToDictionary(typed => typed.Locus, typed => $"{typed.Genotype.First},{typed.Genotype.Second}");
        using var answer = await _laboratory.PostAsJsonAsync("children", new { id = child.Code, profile = new { kit = "load", sample = $"S-{child.Code}", loci } });
        if (!answer.IsSuccessStatusCode)
            return $"entering a child: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        string? state = said.RootElement.TryGetProperty("search", out var search) && search.TryGetProperty("state", out var word) ? word.GetString() : null;
        return state == "searched" ? null : $"entering a child: its search is '{state}'";
    }

    public async Task<string?> CandidatesAsync(NewChild child)
    {
        using var answer = await _protection.GetAsync(new Uri($"children/{child.Code}/candidates?limit=10", UriKind.Relative));
        if (!answer.IsSuccessStatusCode)
            return $"reading candidates: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return said.RootElement.GetProperty("items").EnumerateArray().Any(item => item.TryGetProperty("family", out var family) && family.GetString() == child.Parent)
            ? null
            : "reading candidates: the parent is not among them";
    }

    public ValueTask DisposeAsync()
    {
        _laboratory.Dispose();
        _protection.Dispose();
        return ValueTask.CompletedTask;
    }
}

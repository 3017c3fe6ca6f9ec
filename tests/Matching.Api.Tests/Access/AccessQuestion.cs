using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Matching.Api.Tests.Access;

/// <summary>Asks one cell of the table.</summary>
/// <param name="world">The callers and the records.</param>
internal sealed class AccessQuestion(AccessWorld world)
{
    private const int NotFound = 404, Undescribed = 0;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The status; behind it, of a list, + where the code stands in it and - where it does not; ! where a 404 is not that of a code that nothing has.</summary>
    public async Task<string> AskAsync(AuthorizationRow row, string caller, Standing standing)
    {
        string? best = null;
        foreach (var client in world.Clients[caller])
        {
            string seen = await AskAsync(row, client, caller, standing);
            if (best is null || Rank(seen) < Rank(best))
                best = seen;
            if (Rank(best) <= 1)
                break;
        }

        return best!;
    }

    private async Task<string> AskAsync(AuthorizationRow row, HttpClient client, string caller, Standing standing)
    {
        var places = await world.PlacesAsync(row, standing, caller);
        var (status, text) = await SendAsync(client, row, places, null);
        if (status == Undescribed)
            return text;
        if (status < 300 && !row.IsRead)
            world.Renew(row, standing);
        if (status == NotFound)
            return await IsLikeNobodyAsync(client, row, places, text) ? "404" : "404!";
        return status < 300 && row.Sought is { } sought ? $"{status}{(await HoldsAsync(client, row, places, text, sought) ? '+' : '-')}" : $"{status}";
    }

    // The version is part of the question: it must not tell of the record either.
    private static async Task<bool> IsLikeNobodyAsync(HttpClient client, AuthorizationRow row, Dictionary<string, string> places, string text)
    {
        var nobody = AccessWorld.Nobody(places);
        if (WithoutTrace(text) != WithoutTrace((await SendAsync(client, row, nobody, null)).Text))
            return false;
        if (row.IsRead)
            return true;
        var (status, refused) = await SendAsync(client, row, places, "\"7\"");
        var (other, unknown) = await SendAsync(client, row, nobody, "\"7\"");
        return status == other && status == NotFound && WithoutTrace(refused) == WithoutTrace(unknown);
    }

    private static async Task<bool> HoldsAsync(HttpClient client, AuthorizationRow row, Dictionary<string, string> places, string text, string sought)
    {
        string code = AuthorizationRow.Filled(sought, places);
        string written = long.TryParse(code, CultureInfo.InvariantCulture, out _) ? $"\"id\":{code}," : $"\"{code}\"";
        while (!text.Contains(written, StringComparison.Ordinal))
        {
            // The feed goes on for ever; what is here stands in its first part.
            if (row.Path.StartsWith("/events", StringComparison.Ordinal) || JsonNode.Parse(text) is not JsonObject page || page["next"]?.GetValue<string>() is not { } next)
                return false;
            var more = row with { Path = $"{row.Path}{(row.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={Uri.EscapeDataString(next)}" };
            text = (await SendAsync(client, more, places, null)).Text;
        }

        return true;
    }

    private static async Task<(int Status, string Text)> SendAsync(HttpClient client, AuthorizationRow row, IReadOnlyDictionary<string, string> places, string? ifMatch)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), new Uri($"/api/v1{AuthorizationRow.Filled(row.Path, places)}", UriKind.Relative));
        if (row.Content is { } content)
            request.Content = new StringContent(AuthorizationRow.Filled(content, places), Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        try
        {
            using var answer = await client.SendAsync(request, Stop);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
        }
        catch (InvalidOperationException undescribed)
        {
            // Told with the other cells, instead of hiding them.
            return (Undescribed, undescribed.Message);
        }
    }

    private static string WithoutTrace(string text)
    {
        var problem = JsonNode.Parse(text)!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    // Of several keys the one that reaches furthest.
    private static int Rank(string seen) => seen[0] == '2' ? 0 : seen[..3] switch
    {
        "409" or "410" or "422" => 1,
        "404" => 2,
        "400" => 3,
        "403" => 4,
        _ => 5,
    };
}

using System.Text.Json;
using Matching.Api.Tests.Description;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Malformed;

public abstract class MalformedTests(TestDatabase database) : HostTests(database)
{
    private const int Requests = 10_000, Seed = 20261122;

    [Fact]
    public async Task Malformed_requests_are_refused_and_change_nothing()
    {
        HttpClient[] callers =
        [
            await Host.AsAsync("police", "unit-a", Role.PoliceUnit, Role.CaseOfficer, Role.Laboratory),
            await Host.AsAsync("reviewer", "review", Role.Reviewer, Role.ChildProtection),
            await Host.AsAsync("guardian", "body", Role.GuardianBody), await Host.AsAsync("administrator", null, Role.Administrator),
            await Host.AsAsync("auditor", null, Role.Auditor), Host.Anybody(),
        ];
        var requests = new MalformedRequests(await ApiDescription.ReadAsync(Host.Address, Stop), Seed);
        var before = await StandAsync();
        var faults = new List<string>();
        int unread = 0;
        for (int i = 0; i < Requests; i++)
        {
            using var request = requests.Next();
            using var answer = await callers[i % callers.Length].SendAsync(request, Stop);
            string body = await answer.Content.ReadAsStringAsync(Stop);
            unread += answer.StatusCode == System.Net.HttpStatusCode.BadRequest ? 1 : 0;
            if ((int)answer.StatusCode >= 500)
                faults.Add($"{i}: {request.Method} {request.RequestUri}: {(int)answer.StatusCode} {body}");
            else if ((int)answer.StatusCode >= 400 && answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && !JsonDocument.Parse(body).RootElement.TryGetProperty("code", out _))
                faults.Add($"{i}: {request.Method} {request.RequestUri}: a problem without a code");
            if (request.Method != HttpMethod.Get && answer.IsSuccessStatusCode)
                faults.Add($"{i}: {request.Method} {request.RequestUri}: {(int)answer.StatusCode}, and was malformed");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        // Enough of them came as far as to be read; the rest was not for the caller, or nowhere.
        Assert.InRange(unread, Requests / 20, Requests);
        Assert.Equal(before, await StandAsync());
    }

    // The end of the audit moves with every change of whatever.
    private async Task<(object Position, long Acts)> StandAsync() => (await Host.Store.PositionAsync(Stop), (await Host.Store.AnchorAsync(Stop)).Number);
}

public sealed class SqliteMalformedTests() : MalformedTests(new SqliteTestDatabase());

public sealed class PostgresMalformedTests(PostgresServer server) : MalformedTests(new PostgresTestDatabase(server));

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Hosting;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Searches;

public abstract class RematchTests(TestDatabase database) : HostTests(database)
{
    [Fact]
    public async Task Another_model_is_compared_in_full_and_its_run_tells_how_far_it_is()
    {
        await SearchSamples.AddAsync(Host.Services, 8, 8, Stop);
        var system = await Host.AsAsync("admin-1", null, Role.Administrator);
        var answer = await PostAsync(system, "rematches", """{"scope":"full","model":{"mutationModel":"equal","theta":0.01,"locusRates":true}}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        string place = answer.Headers.Location!.ToString();
        Assert.Matches("^/api/v1/rematches/[0-9]+$", place);
        Assert.Contains("event: finished", await system.GetStringAsync(new Uri(place + "/events", UriKind.Relative), Stop), StringComparison.Ordinal);
        var run = await JsonAsync(system, place);
        Assert.Equal("finished", run.GetProperty("state").GetString());
        Assert.Equal("chn_han_national41 equal", run.GetProperty("model").GetProperty("name").GetString());
        var counts = run.GetProperty("counts");
        // 8 x 8 with the relatives; of 8 children of no case each pair was looked at, and none belongs to it.
        Assert.Equal(counts.GetProperty("pairs").GetInt64(), counts.GetProperty("dismissed").GetInt64() + counts.GetProperty("rescored").GetInt64());
        Assert.True(counts.GetProperty("hits").GetInt64() > 0);
        await AssertRefusedAsync(await PostAsync(system, "rematches", """{"scope":"full","model":{"name":"x","mutationModel":"equal","theta":0.01,"locusRates":true}}"""), 409, "search.model-known");
        Assert.Equal(2, (await JsonAsync(system, "models")).GetProperty("items").GetArrayLength());
        Assert.Equal(0.01, (await JsonAsync(system, "models/2")).GetProperty("document").GetProperty("theta").GetDouble());
    }

    [Fact]
    public async Task A_cancelled_run_waits_leaves_no_gap_and_goes_on_when_resumed()
    {
        await SearchSamples.AddAsync(Host.Services, 20, 20, Stop);
        await Host.SettleAsync();
        var system = await Host.AsAsync("admin-1", null, Role.Administrator);
        var other = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        long run = await SearchSamples.AddManyTilesAsync(Host.Store, 20, 20, Stop);
        await AssertRefusedAsync(await PostAsync(other, $"rematches/{run}/cancel", null), 403, "request.forbidden");
        var cancelled = await PostAsync(system, $"rematches/{run}/cancel", null);
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.EndsWith("event: cancelled", (await system.GetStringAsync(new Uri($"/api/v1/rematches/{run}/events", UriKind.Relative), Stop)).Split("\ndata")[^2], StringComparison.Ordinal);
        var coverage = await JsonAsync(system, "coverage");
        Assert.Equal(0, coverage.GetProperty("missing").GetInt64());
        Assert.True(coverage.GetProperty("entries").GetProperty("isWhole").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(system, $"rematches/{run}/resume", null)).StatusCode);
        await Host.SettleAsync();
        await AssertRefusedAsync(await PostAsync(system, $"rematches/{run}/cancel", null), 409, "search.run-over");
        await AssertRefusedAsync(await PostAsync(system, "rematches/1/cancel", null), 409, "search.run-needed");
    }

    [Fact]
    public async Task A_child_is_compared_again_for_its_own_unit_only()
    {
        await SearchSamples.AddAsync(Host.Services, 4, 4, Stop);
        await SearchSamples.EnterChildAsync(Host.Services, "unit-a", Stop);
        var own = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var foreign = await Host.AsAsync("police-2", "unit-b", Role.PoliceUnit);
        var answer = await PostAsync(own, "rematches", """{"scope":"child","child":"c-0"}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await AssertRefusedAsync(await PostAsync(foreign, "rematches", """{"scope":"child","child":"c-0"}"""), 404, "access.denied");
        await AssertRefusedAsync(await PostAsync(foreign, "rematches", """{"scope":"child","child":"nobody"}"""), 404, "access.denied");
        await AssertRefusedAsync(await PostAsync(own, "rematches", """{"scope":"full"}"""), 403, "request.forbidden");
        var run = await JsonAsync(own, answer.Headers.Location!.ToString());
        Assert.Equal("police-1", run.GetProperty("requestedBy").GetString());
        Assert.False(run.GetProperty("counts").TryGetProperty("hits", out var hits) && hits.ValueKind == JsonValueKind.Number);
        Assert.Equal(1, (await JsonAsync(own, "searches")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await JsonAsync(foreign, "rematches")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_ordered_is_named_field_by_field()
    {
        var (system, reviewer) = (await Host.AsAsync("admin-1", null, Role.Administrator), await Host.AsAsync("reviewer-1", null, Role.Reviewer));
        await AssertRefusedAsync(await PostAsync(reviewer, "rematches", """{"scope":"child"}"""), 400, "request.invalid", "child");
        await AssertRefusedAsync(await PostAsync(reviewer, "rematches", """{"scope":"siblings","family":"f"}"""), 400, "request.invalid", "family");
        await AssertRefusedAsync(await PostAsync(system, "rematches", """{"scope":"full","model":{"frequencies":"nowhere"}}"""), 400, "request.invalid", "model.frequencies");
        await AssertRefusedAsync(await PostAsync(system, "rematches", """{"scope":"full","model":{"theta":1}}"""), 400, "request.invalid");
        await AssertRefusedAsync(await PostAsync(system, "rematches", """{"scope":"full","model":{"maleRate":-0.1}}"""), 400, "request.invalid");
        await AssertRefusedAsync(await PostAsync(system, "rematches", """{"scope":"everything"}"""), 400, "request.malformed");
        await AssertRefusedAsync(await PostAsync(reviewer, "rematches", """{"scope":"siblings"}"""), 422, "search.no-profile");
        await AssertRefusedAsync(await system.GetAsync(new Uri("/api/v1/searches?cursor=x", UriKind.Relative), Stop), 400, "request.invalid", "cursor");
        await AssertRefusedAsync(await system.GetAsync(new Uri("/api/v1/searches?limit=0", UriKind.Relative), Stop), 400, "request.invalid", "limit");
        await AssertRefusedAsync(await system.GetAsync(new Uri("/api/v1/searches/99", UriKind.Relative), Stop), 404, "request.not-found");
        await AssertRefusedAsync(await system.GetAsync(new Uri("/api/v1/rematches/99999999999999999999", UriKind.Relative), Stop), 400, "request.malformed");
        var nothing = await PostAsync(reviewer, "rematches", """{"scope":"pending"}""");
        Assert.Equal(HttpStatusCode.OK, nothing.StatusCode);
    }

    [Fact]
    public async Task Runs_are_read_page_by_page()
    {
        await SearchSamples.AddAsync(Host.Services, 3, 3, Stop);
        var auditor = await Host.AsAsync("auditor-1", null, Role.Auditor);
        await Host.SettleAsync();
        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await JsonAsync(auditor, $"searches?limit=1{(cursor.Length > 0 ? "&cursor=" + cursor : "")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(run => run.GetProperty("id").GetInt64()));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal((await Host.Store.RunsAsync(Stop)).Select(run => run.Number).Reverse(), seen);
        Assert.Equal("finished", (await JsonAsync(auditor, "searches/1")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_server_stopped_in_the_middle_of_a_run_goes_on_and_compares_everything_exactly_once()
    {
        await SearchSamples.AddAsync(Host.Services, 20, 30, Stop);
        await Host.SettleAsync();
        long run = await SearchSamples.AddManyTilesAsync(Host.Store, 20, 30, Stop);
        Host.Services.GetRequiredService<SearchService>().Wake();
        while ((await Host.Store.RunCountsAsync(run, stop: Stop)).Tiles < 20)
            await Task.Delay(5, Stop);
        await StopAsync();
        int before = (await (await Database.OpenAsync()).RunCountsAsync(run, stop: Stop)).Tiles;
        await StartAsync();
        await Host.SettleAsync();
        Assert.InRange(before, 20, 599);
        Assert.Equal(600, (await Host.Store.RunCountsAsync(run, stop: Stop)).Tiles);
        Assert.Equal(RunState.Finished, (await Host.Store.RunsAsync(RunQuery.Of(run), Stop))[0].State);
        Assert.True(await SearchSamples.IsCompleteAsync(Host.Store, Stop));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string? body) =>
        client.PostAsync(new Uri("/api/v1/" + path, UriKind.Relative), body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path) =>
        await client.GetFromJsonAsync<JsonElement>(new Uri(path.StartsWith('/') ? path : "/api/v1/" + path, UriKind.Relative), Stop);

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, int status, string code, string? field = null)
    {
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        if (field is not null)
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), text);
    }
}

public sealed class SqliteRematchTests() : RematchTests(new SqliteTestDatabase());

public sealed class PostgresRematchTests(PostgresServer server) : RematchTests(new PostgresTestDatabase(server));

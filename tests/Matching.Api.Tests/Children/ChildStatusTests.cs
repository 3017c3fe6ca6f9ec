using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Children;

public abstract class ChildStatusTests(TestDatabase database) : HostTests(database)
{
    private const string Stay = """{"event":"begin","holder":"home-1","kind":"welfare-home","place":"street 5","from":"2026-01-11","responsibleBody":"home-1"}""";

    [Fact]
    public async Task A_welfare_home_sees_how_far_the_search_is_and_a_hit_changes_nothing_of_it()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var home = await Host.AsAsync("carer-1", "home-1", Role.WelfareHome);
        await Host.EnterChildAsync("c-1");
        await Host.EnterChildAsync("c-2");
        foreach (string child in (string[])["c-1", "c-2"])
            (await police.PostAsync($"/children/{child}/custody-events", Stay)).Is(HttpStatusCode.OK);
        Assert.Equal("received", await StageAsync(home, "c-1"));
        // The first child has its father in the registry, the second one nobody.
        await Host.SubmitFounderAsync(Side.Relative, "father-1", 1, "family-1", "father");
        await Host.SubmitChildOfAsync("c-1", 1, 2);
        await Host.SubmitChildOfAsync("c-2", 3, 4);
        await Host.SettleAsync();
        var hit = (await home.SeeAsync("/children/c-1/status")).Is(HttpStatusCode.OK).Json;
        var none = (await home.SeeAsync("/children/c-2/status")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("searched", hit.GetProperty("stage").GetString());
        foreach (string field in (string[])["stage", "searches", "familiesCompared"])
            Assert.Equal(none.GetProperty(field).GetRawText(), hit.GetProperty(field).GetRawText());
        Assert.Equal(1, hit.GetProperty("familiesCompared").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, hit.GetProperty("typed").ValueKind);
        (await home.SeeAsync("/children/c-1")).Is(HttpStatusCode.Forbidden);
        (await home.SeeAsync("/children/c-1/profile")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_profile_is_read_by_its_laboratory_and_by_reviewers_and_sealed_by_the_cleared()
    {
        var own = await Host.AsAsync("lab-1", "lab-a", Role.Laboratory);
        var other = await Host.AsAsync("lab-2", "lab-b", Role.Laboratory);
        var charge = await Host.AsAsync("lab-3", "unit-a", Role.Laboratory);
        var reviewer = await Host.AsAsync("reviewer-1", "review", Role.Reviewer);
        var cleared = await Host.AsAsync("reviewer-2", "unit-a", Role.Reviewer, Role.CaseOfficer);
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        await Host.EnterChildAsync("c-1");
        await Host.SubmitChildOfAsync("c-1", 1, 2, "lab-a");
        await StatusesAsync((own, 200), (other, 404), (charge, 404), (reviewer, 200), (cleared, 200), (police, 403));
        var version = (await own.SeeAsync("/children/c-1/profile")).Json[0];
        Assert.Equal((1, "active", "lab-a", 20), (version.GetProperty("version").GetInt32(), version.GetProperty("state").GetString(), version.GetProperty("laboratory").GetString(), version.GetProperty("typed").GetInt32()));
        Assert.Equal(2, version.GetProperty("loci")[0].GetProperty("alleles").GetArrayLength());
        (await cleared.PostAsync("/children/c-1/seal", """{"reason":"r"}""")).Is(HttpStatusCode.OK);
        await StatusesAsync((own, 200), (other, 404), (charge, 404), (reviewer, 404), (cleared, 200), (police, 403));
    }

    private static async Task<string?> StageAsync(HttpClient client, string child) => (await client.SeeAsync($"/children/{child}/status")).Is(HttpStatusCode.OK).Json.GetProperty("stage").GetString();

    private static async Task StatusesAsync(params (HttpClient Client, int Status)[] expected)
    {
        foreach (var (client, status) in expected)
            Assert.Equal(status, (int)(await client.SeeAsync("/children/c-1/profile")).Status);
    }
}

public sealed class SqliteChildStatusTests() : ChildStatusTests(new SqliteTestDatabase());

public sealed class PostgresChildStatusTests(PostgresServer server) : ChildStatusTests(new PostgresTestDatabase(server));

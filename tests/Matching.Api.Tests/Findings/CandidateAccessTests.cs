using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;
using static Matching.Api.Tests.Findings.FindingWorld;

namespace Matching.Api.Tests.Findings;

/// <summary>Who sees which findings; and that nobody learns of what he may not see.</summary>
public abstract class CandidateAccessTests(TestDatabase database) : HostTests(database)
{
    private FindingWorld? _world;

    private FindingWorld World => _world!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _world = await OfAsync(Host);
        await World.ChildAsync("child-1");
        await World.ProfileAsync("child-1", World.Son());
        await World.FamilyAsync("father");
        await World.FamilyAsync("mother");
        await World.RelativeAsync("father-1", World.Father, "father", "father");
        await World.RelativeAsync("mother-1", World.Mother, "mother", "mother");
    }

    [Fact]
    public async Task A_sealed_family_is_neither_shown_nor_ranked_nor_counted()
    {
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        var reviewer = await Host.AsAsync("reviewer", "review", Role.Reviewer);
        var officer = await Host.AsAsync("officer-a", Unit, Role.CaseOfficer);
        var protection = await Host.AsAsync("protection", "protection", Role.ChildProtection);
        var before = await GetAsync(police, "/children/child-1/candidates");
        string best = Families(before)[0]!, second = Families(before)[1]!;
        await World.SealFamilyAsync(best);

        foreach (var client in (HttpClient[])[police, reviewer])
        {
            var seen = await GetAsync(client, "/children/child-1/candidates");
            Assert.Equal([second], Families(seen));
            Assert.Equal(1, seen.GetProperty("items")[0].GetProperty("rank").GetInt32());
            Assert.Equal((1, "open-only"), Count(seen));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, $"/children/child-1/candidates/{best}/loci"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, $"/families/{best}/candidates"));
        }

        foreach (var client in (HttpClient[])[officer, protection])
        {
            Assert.Equal([best, second], Families(await GetAsync(client, "/children/child-1/candidates")));
            Assert.Equal((2, "all"), Count(await GetAsync(client, "/children/child-1/candidates")));
        }

        await World.SealFamilyAsync(second);
        var hidden = (await GetAsync(police, "/children/child-1/candidates")).GetProperty("run");
        Assert.Equal((true, "open-only"), (hidden.GetProperty("negative").GetBoolean(), hidden.GetProperty("scope").GetString()));
        Assert.False((await GetAsync(officer, "/children/child-1/candidates")).GetProperty("run").GetProperty("negative").GetBoolean());
    }

    [Fact]
    public async Task A_sealed_child_is_for_its_case_officer_and_child_protection()
    {
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-a", Unit, Role.CaseOfficer);
        var protection = await Host.AsAsync("protection", "protection", Role.ChildProtection);
        var familyOfficer = await Host.AsAsync("officer-b", FamilyUnit, Role.CaseOfficer);
        Assert.Equal(1, Count(await GetAsync(familyOfficer, "/families/father/candidates")).Candidates);
        await World.SealChildAsync("child-1");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(police, "/children/child-1/candidates"));
        Assert.Equal(2, Count(await GetAsync(officer, "/children/child-1/candidates")).Candidates);
        Assert.Equal(2, Count(await GetAsync(protection, "/children/child-1/candidates")).Candidates);
        var ofFamily = await GetAsync(familyOfficer, "/families/father/candidates");
        Assert.Equal((0, "open-only"), Count(ofFamily));
        Assert.Equal(1, Count(await GetAsync(protection, "/families/father/candidates")).Candidates);
    }

    [Fact]
    public async Task Whoever_is_of_the_police_and_of_a_laboratory_reads_no_genotypes_that_others_typed()
    {
        var both = await Host.AsAsync("both-a", Unit, Role.PoliceUnit, Role.Laboratory);
        foreach (var item in (await GetAsync(both, "/children/child-1/candidates?loci=true")).GetProperty("items").EnumerateArray())
            foreach (var locus in item.GetProperty("loci").EnumerateArray())
                Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (locus.GetProperty("childGenotype").ValueKind, locus.GetProperty("relativeGenotypes").ValueKind));
    }

    [Fact]
    public async Task How_much_a_run_found_is_not_told_to_those_who_may_not_know_of_all_of_it()
    {
        await World.SealFamilyAsync("father");
        var reviewer = await Host.AsAsync("reviewer", "review", Role.Reviewer);
        long run = (await GetAsync(reviewer, "/children/child-1/candidates")).GetProperty("run").GetProperty("runs")[0].GetInt64();
        var clients = new[] { reviewer, await Host.AsAsync("police-a", Unit, Role.PoliceUnit), await Host.AsAsync("lab", "lab", Role.Laboratory) };
        foreach (var client in clients)
        {
            var counts = (await GetAsync(client, $"/searches/{run}")).GetProperty("counts");
            foreach (string count in (string[])["hits", "rescored", "dismissed"])
                Assert.Equal((count, JsonValueKind.Null), (count, counts.GetProperty(count).ValueKind));
        }

        var all = (await GetAsync(await Host.AsAsync("auditor", null, Role.Auditor), $"/searches/{run}")).GetProperty("counts");
        Assert.Equal((1, 0), (all.GetProperty("hits").GetInt32(), all.GetProperty("dismissed").GetInt32()));
    }

    [Fact]
    public async Task A_foreign_child_looks_like_one_that_is_not_there()
    {
        await World.ProfileAsync("child-8", World.Son(8));
        var foreign = await Host.AsAsync("police-z", "unit-z", Role.PoliceUnit, Role.CaseOfficer);
        foreach (string child in (string[])["child-1", "child-8", "nobody", "%00", "a%0Ab"])
        {
            foreach (string list in (string[])["candidates", "siblings", "identities", "suspects", "candidates/father/loci"])
                Assert.Contains(await StatusAsync(foreign, $"/children/{child}/{list}"), (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
            Assert.Contains(await StatusAsync(foreign, $"/families/{child}/candidates"), (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        }
    }

    [Fact]
    public async Task A_child_without_a_record_is_for_child_protection_alone()
    {
        await World.ProfileAsync("child-8", World.Son(8));
        var officer = await Host.AsAsync("officer-a", Unit, Role.PoliceUnit, Role.CaseOfficer);
        var police = await Host.AsAsync("police-b", FamilyUnit, Role.PoliceUnit);
        var protection = await Host.AsAsync("protection", "protection", Role.ChildProtection);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(officer, "/children/child-8/candidates"));
        Assert.Equal(2, Count(await GetAsync(protection, "/children/child-8/candidates")).Candidates);
        Assert.Equal(1, Count(await GetAsync(police, "/families/father/candidates")).Candidates);
        Assert.Equal(2, Count(await GetAsync(protection, "/families/father/candidates")).Candidates);
    }

    [Fact]
    public async Task Whoever_reads_no_candidates_anywhere_is_refused()
    {
        foreach (var role in (Role[])[Role.Laboratory, Role.Administrator, Role.Auditor, Role.GuardianBody, Role.WelfareHome])
        {
            var client = await Host.AsAsync($"somebody-{role}", Unit, role);
            foreach (string path in (string[])["/children/child-1/candidates", "/children/child-1/siblings", "/children/child-1/identities", "/children/child-1/suspects", "/families/father/candidates", "/events"])
                Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, path));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Host.Anybody(), "/children/child-1/candidates"));
    }

    private static List<string?> Families(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("family").GetString())];

    private static (int Candidates, string? Scope) Count(JsonElement page) =>
        (page.GetProperty("run").GetProperty("candidatesInAll").GetInt32(), page.GetProperty("run").GetProperty("scope").GetString());
}

public sealed class SqliteCandidateAccessTests() : CandidateAccessTests(new SqliteTestDatabase());

public sealed class PostgresCandidateAccessTests(PostgresServer server) : CandidateAccessTests(new PostgresTestDatabase(server));

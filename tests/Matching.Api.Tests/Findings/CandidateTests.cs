using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using static Matching.Api.Tests.Findings.FindingWorld;

namespace Matching.Api.Tests.Findings;

public abstract class CandidateTests(TestDatabase database) : HostTests(database)
{
    private FindingWorld? _world;
    private HttpClient? _officer;
    private HttpClient? _familyPolice;

    private FindingWorld World => _world!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _world = await OfAsync(Host);
        await World.CaseAsync("ring");
        await World.ChildAsync("child-1", "ring");
        await World.ProfileAsync("child-1", World.Son(), "ring");
        foreach (string family in (string[])["parents", "grandfather", "uncle", "other"])
            await World.FamilyAsync(family);
        await World.RelativeAsync("father-1", World.Father, "parents", "father");
        await World.RelativeAsync("mother-1", World.Mother, "parents", "mother");
        await World.RelativeAsync("grandfather-1", World.Grandfather, "grandfather", "paternal-grandfather");
        await World.RelativeAsync("uncle-1", World.Uncle(7), "uncle", "paternal-uncle");
        await World.RelativeAsync("other-1", World.Founder(90), "other", "father");
    }

    [Fact]
    public async Task Candidates_have_the_numbers_of_the_search_in_its_order()
    {
        var answer = await GetAsync(await OfficerAsync(), "/children/child-1/candidates");
        var expected = (await Host.Services.GetRequiredService<FindingsReader>().OfChildAsync(1, SearchKind.Families, 0, stop: Stop))!;
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(expected.Candidates.Select(c => (c.Other, c.Rank, c.Hit.Log10, c.Posterior, c.Relationship)), items.Select(Said));
        Assert.Equal("parents", items[0].GetProperty("family").GetString());
        Assert.Equal(["father-1", "mother-1"], items[0].GetProperty("relatives").EnumerateArray().Select(r => r.GetString()));
        Assert.All(items, item => Assert.True(item.GetProperty("isReproduced").GetBoolean() && !item.GetProperty("identical").GetBoolean() && item.GetProperty("foundByRun").GetInt64() > 0));
        var run = answer.GetProperty("run");
        Assert.Equal(("searched", "all", "bound", 4, expected.CandidatesInAll), (Text(run, "state"), Text(run, "scope"), Text(run, "coincidenceMethod"), Int(run, "baseSize"), Int(run, "candidatesInAll")));
        Assert.Equal(64, run.GetProperty("model").GetProperty("digest").GetString()!.Length);
        Assert.False(run.GetProperty("negative").GetBoolean());
        Assert.NotEmpty(run.GetProperty("runs").EnumerateArray());
        Assert.Equal(expected.Prior, run.GetProperty("prior").GetDouble());
    }

    [Fact]
    public async Task A_stated_prior_decides_the_posterior()
    {
        var item = (await GetAsync(await OfficerAsync(), "/children/child-1/candidates?prior=0.000001&limit=1")).GetProperty("items")[0];
        Assert.Equal(Inference.Posterior(item.GetProperty("log10Lr").GetDouble(), 0.000001), item.GetProperty("posterior").GetDouble());
    }

    [Fact]
    public async Task A_family_sees_its_children_with_the_same_bits()
    {
        var police = await Host.AsAsync("police-b", FamilyUnit, Role.PoliceUnit);
        var ofFamily = (await GetAsync(police, "/families/parents/candidates")).GetProperty("items").EnumerateArray().ToList();
        var ofChild = (await GetAsync(await OfficerAsync(), "/children/child-1/candidates")).GetProperty("items").EnumerateArray().Where(i => Text(i, "family") == "parents").ToList();
        Assert.Equal(ofChild.Select(i => (Text(i, "child"), i.GetProperty("log10Lr").GetDouble())), ofFamily.Select(i => (Text(i, "child"), i.GetProperty("log10Lr").GetDouble())));
        Assert.All(ofFamily, item => Assert.Equal("parents", Text(item, "family")));
    }

    [Fact]
    public async Task Pages_show_every_candidate_once_though_a_better_one_comes_in_between()
    {
        var client = await OfficerAsync();
        var all = Families(await GetAsync(client, "/children/child-1/candidates"));
        var first = await GetAsync(client, "/children/child-1/candidates?limit=1");
        Assert.Equal(all[..1], Families(first));
        await World.RelativeAsync("twin-of-father", World.Father, "late", "father");
        var rest = new List<string?>();
        for (string? cursor = Text(first, "next"); cursor is not null;)
        {
            var page = await GetAsync(client, $"/children/child-1/candidates?limit=1&cursor={cursor}");
            rest.AddRange(Families(page));
            cursor = Text(page, "next");
        }

        Assert.Equal(all[1..], rest.Where(family => family != "late"));
        Assert.Equal(rest.Count, rest.Distinct().Count());
    }

    [Fact]
    public async Task Filters_take_out_what_is_weak_and_leave_the_ranks()
    {
        var client = await OfficerAsync();
        var all = (await GetAsync(client, "/children/child-1/candidates")).GetProperty("items").EnumerateArray().ToList();
        double least = all[1].GetProperty("log10Lr").GetDouble();
        var strong = await GetAsync(client, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/children/child-1/candidates?minLog10Lr={least:R}"));
        Assert.Equal([1, 2], strong.GetProperty("items").EnumerateArray().Select(i => Int(i, "rank")));
        Assert.Equal(all.Count, Int(strong.GetProperty("run"), "candidatesInAll"));
        Assert.Single((await GetAsync(client, "/children/child-1/candidates?maxExpectedCoincidences=0.0001")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_parameter_out_of_range_is_refused()
    {
        string[] wrong =
        [
            "limit=0", "limit=201", "limit=x", "limit=99999999999", "cursor=abc", "cursor=%00", "prior=0", "prior=1",
            "minLog10Lr=NaN", "maxExpectedCoincidences=-1", "model=0", "model=77", "model=99999999999", "loci=perhaps",
        ];
        foreach (string query in wrong)
        {
            Assert.Equal((query, HttpStatusCode.BadRequest), (query, await StatusAsync(await OfficerAsync(), $"/children/child-1/candidates?{query}")));
            Assert.Equal((query, HttpStatusCode.BadRequest), (query, await StatusAsync(await OfficerAsync(), $"/children/child-1/siblings?{query}")));
            Assert.Equal((query, HttpStatusCode.BadRequest), (query, await StatusAsync(await FamilyPoliceAsync(), $"/families/parents/candidates?{query}")));
        }
    }

    [Fact]
    public async Task Without_candidates_the_answer_says_what_was_searched()
    {
        await World.ChildAsync("child-9");
        var client = await OfficerAsync();
        Assert.Equal("not-searched", Text((await GetAsync(client, "/children/child-9/candidates")).GetProperty("run"), "state"));
        await World.ProfileAsync("child-9", World.Founder(77));
        var run = (await GetAsync(client, "/children/child-9/candidates")).GetProperty("run");
        Assert.True(run.GetProperty("negative").GetBoolean());
        Assert.Equal(("searched", 4, 0), (Text(run, "state"), Int(run, "baseSize"), Int(run, "candidatesInAll")));
        Assert.NotEqual(JsonValueKind.Null, run.GetProperty("searchedAt").ValueKind);
    }

    [Fact]
    public async Task Loci_are_shown_to_whoever_sees_the_candidate_and_genotypes_to_reviewers_alone()
    {
        var reviewer = await Host.AsAsync("reviewer-1", "review", Role.Reviewer);
        foreach (var (client, mayRead) in ((HttpClient, bool)[])[(await OfficerAsync(), false), (reviewer, true)])
        {
            var item = (await GetAsync(client, "/children/child-1/candidates?loci=true")).GetProperty("items")[0];
            var loci = item.GetProperty("loci").EnumerateArray().ToList();
            Assert.Equal(Int(item, "lociCompared"), loci.Count(l => l.GetProperty("compared").GetBoolean()));
            Assert.All(loci.Where(l => l.GetProperty("compared").GetBoolean()), l => Assert.Equal(mayRead ? JsonValueKind.String : JsonValueKind.Null, l.GetProperty("childGenotype").ValueKind));
            Assert.All(loci, l => Assert.Equal(mayRead ? JsonValueKind.Array : JsonValueKind.Null, l.GetProperty("relativeGenotypes").ValueKind));
            var alone = await GetAsync(client, "/children/child-1/candidates/uncle/loci");
            Assert.Equal("uncle", Assert.Single(Families(alone)));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, "/children/child-1/candidates/nobody/loci"));
        }
    }

    [Fact]
    public async Task The_match_of_a_candidate_is_named_to_whoever_may_see_it()
    {
        await DoneAsync(new MatchDesk(World.Book, Host.Services.GetRequiredService<DeskSearches>()).OpenAsync("match-1", "child-1", "parents", 1, Officer, TimeProvider.System.GetUtcNow(), Stop));
        foreach (var (client, path) in ((HttpClient, string)[])[(await OfficerAsync(), "/children/child-1/candidates"), (await FamilyPoliceAsync(), "/families/parents/candidates")])
        {
            var items = (await GetAsync(client, path)).GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(("match-1", "candidate"), (Text(items[0], "matchId"), Text(items[0], "matchState")));
            Assert.All(items.Where(i => Text(i, "family") != "parents"), item => Assert.Null(Text(item, "matchId")));
        }
    }

    private static List<string?> Families(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => Text(i, "family"))];

    private static (string, int?, double, double, string) Said(JsonElement item) => (
        Text(item, "family")!, Int(item, "rank"), item.GetProperty("log10Lr").GetDouble(), item.GetProperty("posterior").GetDouble(), Text(item, "relationship")!);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private async Task<HttpClient> OfficerAsync() => _officer ??= await Host.AsAsync("officer-a", Unit, Role.PoliceUnit, Role.CaseOfficer);

    private async Task<HttpClient> FamilyPoliceAsync() => _familyPolice ??= await Host.AsAsync("police-b", FamilyUnit, Role.PoliceUnit);
}

public sealed class SqliteCandidateTests() : CandidateTests(new SqliteTestDatabase());

public sealed class PostgresCandidateTests(PostgresServer server) : CandidateTests(new PostgresTestDatabase(server));

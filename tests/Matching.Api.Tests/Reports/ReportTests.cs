using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Reports;

public abstract class ReportTests(TestDatabase database) : HostTests(database)
{
    private ReportBench Bench => new(Host);

    [Fact]
    public async Task A_report_is_bound_to_its_record_by_its_digest_and_given_again_byte_for_byte()
    {
        var bench = Bench;
        await bench.ArrangeAsync();
        var police = await Host.AsAsync("police-1", ReportBench.Unit, Role.PoliceUnit);
        var answer = await IssueAsync(police, new { match = "match-1", language = "zh", format = "html" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var view = await ReadAsync(answer);
        string at = answer.Headers.Location!.ToString(), digest = Text(view, "digest");
        Assert.Equal($"/api/v1/reports/{Text(view, "id")}", at);
        var given = await police.GetAsync(Path(at), Stop);
        byte[] bytes = await given.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(digest, DigestOf(bytes));
        Assert.Equal(($"\"{digest}\"", "text/html", "zh-CN"), (given.Headers.ETag!.Tag, given.Content.Headers.ContentType!.MediaType, given.Content.Headers.ContentLanguage.Single()));
        Assert.StartsWith("default-src 'none'", given.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(given.Headers.CacheControl!.NoStore);
        Assert.Equal("false", given.Headers.GetValues("X-Matching-Recalled").Single());
        Assert.Contains("似然比", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        await bench.AddFatherAsync();
        Assert.Equal(bytes, await police.GetByteArrayAsync(Path(at), Stop));
        await RestartAsync();
        var later = await Host.AsAsync("police-2", ReportBench.FamilyUnit, Role.PoliceUnit);
        Assert.Equal(bytes, await later.GetByteArrayAsync(Path(at), Stop));
        var acts = await Host.Store.ReadAuditAsync(1, Stop).ToListAsync(Stop);
        Assert.Contains(digest, Assert.Single(acts, entry => entry.Act.Act == "report.issue").Act.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_of_a_report_says_the_same_facts()
    {
        await Bench.ArrangeAsync();
        var police = await Host.AsAsync("police-1", ReportBench.Unit, Role.PoliceUnit);
        var view = await ReadAsync(await IssueAsync(police, new { match = "match-1", format = "json", prior = 0.25 }));
        string at = Text(view.GetProperty("links"), "self");
        Assert.Equal(Text(view, "digest"), Text(view, "factsDigest"));
        byte[] json = await police.GetByteArrayAsync(Path(at), Stop);
        Assert.Equal(Text(view, "factsDigest"), DigestOf(json));
        var facts = JsonDocument.Parse(json).RootElement;
        Assert.Equal((0.25, true), (facts.GetProperty("prior").GetDouble(), facts.GetProperty("priorIsStated").GetBoolean()));
        Assert.Equal(24, facts.GetProperty("pairs")[0].GetProperty("loci").GetArrayLength());
        string english = await police.GetStringAsync(Path(Text(view.GetProperty("links"), "htmlEn")), Stop);
        Assert.Contains("Likelihood ratio", english, StringComparison.Ordinal);
        Assert.Contains(Text(view, "factsDigest"), english, StringComparison.Ordinal);
        using var accepting = new HttpRequestMessage(HttpMethod.Get, Path(at));
        accepting.Headers.Accept.ParseAdd("text/html, application/json;q=0.5");
        Assert.Equal("text/html", (await police.SendAsync(accepting, Stop)).Content.Headers.ContentType!.MediaType);
        using var knowing = new HttpRequestMessage(HttpMethod.Get, Path(at));
        knowing.Headers.IfNoneMatch.ParseAdd($"\"{Text(view, "digest")}\"");
        Assert.Equal(HttpStatusCode.NotModified, (await police.SendAsync(knowing, Stop)).StatusCode);
    }

    [Fact]
    public async Task Reports_of_a_match_are_listed_page_by_page()
    {
        await Bench.ArrangeAsync();
        var police = await Host.AsAsync("police-1", ReportBench.Unit, Role.PoliceUnit);
        var issued = new List<string>();
        for (int i = 0; i < 3; i++)
            issued.Add(Text(await ReadAsync(await IssueAsync(police, new { match = "match-1" })), "id"));
        var first = await police.GetFromJsonAsync<JsonElement>(Path("/api/v1/reports?match=match-1&limit=2"), Stop);
        var second = await police.GetFromJsonAsync<JsonElement>(Path($"/api/v1/reports?match=match-1&limit=2&cursor={Text(first, "next")}"), Stop);
        Assert.Equal(issued.Order(StringComparer.Ordinal), first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(item => Text(item, "id")));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, (await police.GetAsync(Path("/api/v1/reports?match=match-1&cursor=%00%ff"), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await police.GetAsync(Path("/api/v1/reports"), Stop)).StatusCode);
    }

    [Fact]
    public async Task A_stranger_learns_of_no_report_and_a_sealed_one_is_for_the_case_officer()
    {
        var bench = Bench;
        await bench.ArrangeAsync();
        var police = await Host.AsAsync("police-1", ReportBench.Unit, Role.PoliceUnit);
        string at = Text((await ReadAsync(await IssueAsync(police, new { match = "match-1" }))).GetProperty("links"), "self");
        var stranger = await Host.AsAsync("stranger", "unit-z", Role.PoliceUnit, Role.CaseOfficer);
        foreach (string path in new[] { at, $"{at}/record", "/api/v1/reports?match=match-1", "/api/v1/reports/nobody", "/api/v1/reports/a%01b" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Path(path), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await IssueAsync(stranger, new { match = "match-1" })).StatusCode);
        var laboratory = await Host.AsAsync("laboratory-1", "laboratory", Role.Laboratory);
        Assert.Equal(HttpStatusCode.Forbidden, (await laboratory.GetAsync(Path(at), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Anybody().GetAsync(Path(at), Stop)).StatusCode);
        await bench.SealAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await police.GetAsync(Path(at), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await IssueAsync(police, new { match = "match-1" })).StatusCode);
        var officer = await Host.AsAsync("officer-1", ReportBench.Unit, Role.CaseOfficer);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(Path(at), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await IssueAsync(officer, new { match = "match-1" })).StatusCode);
    }

    [Fact]
    public async Task A_report_neither_counts_nor_ranks_a_sealed_candidate()
    {
        var bench = Bench;
        await bench.ArrangeAsync();
        await bench.AddSealedFatherAsync();
        var officer = await Host.AsAsync("officer-1", ReportBench.Unit, Role.CaseOfficer, Role.PoliceUnit);
        string at = Text((await ReadAsync(await IssueAsync(officer, new { match = "match-1", format = "json" }))).GetProperty("links"), "self");
        var report = await ReadAsync(await officer.GetAsync(Path(at), Stop));
        Assert.Equal(1, report.GetProperty("search").GetProperty("candidates").GetInt32());
        Assert.Equal(1, report.GetProperty("pairs")[0].GetProperty("rank").GetInt32());
        Assert.Equal(3, report.GetProperty("base").GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task A_recalled_report_is_given_with_its_mark_and_no_new_one_is_issued()
    {
        var bench = Bench;
        await bench.ArrangeAsync();
        var police = await Host.AsAsync("police-1", ReportBench.Unit, Role.PoliceUnit);
        var view = await ReadAsync(await IssueAsync(police, new { match = "match-1", language = "en" }));
        string at = Text(view.GetProperty("links"), "self");
        await bench.RecallAsync();
        var refused = await IssueAsync(police, new { match = "match-1" });
        Assert.Equal((HttpStatusCode.Conflict, "report.recalled"), (refused.StatusCode, Text(await ReadAsync(refused), "code")));
        var marked = await police.GetAsync(Path(at), Stop);
        Assert.Equal("true", marked.Headers.GetValues("X-Matching-Recalled").Single());
        Assert.Equal(Text(view, "digest"), marked.Headers.GetValues("X-Matching-Issued-Digest").Single());
        Assert.Contains("RECALLED", await marked.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var issued = await police.GetAsync(Path($"{at}?issued=true"), Stop);
        Assert.Equal("true", issued.Headers.GetValues("X-Matching-Recalled").Single());
        Assert.Equal(Text(view, "digest"), DigestOf(await issued.Content.ReadAsByteArrayAsync(Stop)));
        var record = await police.GetFromJsonAsync<JsonElement>(Path($"{at}/record"), Stop);
        Assert.True(record.GetProperty("isRecalled").GetBoolean());
        Assert.Equal("sample-exchanged", Text(record.GetProperty("recalls")[0], "reason"));
    }

    [Fact]
    public async Task A_report_is_gone_once_genotypes_behind_it_were_erased()
    {
        var bench = Bench;
        await bench.ArrangeAsync();
        var police = await Host.AsAsync("police-1", ReportBench.Unit, Role.PoliceUnit);
        string at = Text((await ReadAsync(await IssueAsync(police, new { match = "match-1" }))).GetProperty("links"), "self");
        await bench.WithdrawMotherAsync();
        var gone = await police.GetAsync(Path(at), Stop);
        Assert.Equal((HttpStatusCode.Gone, "report.erased"), (gone.StatusCode, Text(await ReadAsync(gone), "code")));
        Assert.Equal(HttpStatusCode.OK, (await police.GetAsync(Path($"{at}/record"), Stop)).StatusCode);
    }

    [Theory]
    [InlineData("""{"match":"match-1","prior":0}""")]
    [InlineData("""{"match":"match-1","prior":1}""")]
    [InlineData("""{"match":"match-1","prior":1e999}""")]
    [InlineData("""{"match":"match-1","format":"pdf"}""")]
    [InlineData("""{"match":"match-1","language":"fr"}""")]
    [InlineData("""{"match":""}""")]
    [InlineData("{}")]
    public async Task What_cannot_be_ordered_is_refused_by_its_field(string body)
    {
        var police = await Host.AsAsync("police-1", ReportBench.Unit, Role.PoliceUnit);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await police.PostAsync(Path("/api/v1/reports"), content, Stop)).StatusCode);
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static Task<HttpResponseMessage> IssueAsync(HttpClient client, object order) => client.PostAsJsonAsync(Path("/api/v1/reports"), order, Stop);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string DigestOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

public sealed class SqliteReportTests() : ReportTests(new SqliteTestDatabase());

public sealed class PostgresReportTests(PostgresServer server) : ReportTests(new PostgresTestDatabase(server));

using System.Net;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Intake;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Submissions;

public abstract class SubmissionTests(TestDatabase database) : HostTests(database)
{
    private const string Relatives = "/submissions?side=relative";

    private Task<HttpClient> LaboratoryAsync() => Host.AsAsync("lab-1", "lab", Role.Laboratory);

    [Fact]
    public async Task The_same_batch_under_the_same_key_is_answered_as_before()
    {
        var laboratory = await LaboratoryAsync();
        var first = await laboratory.PostTextAsync(Relatives, Tables.Wide(3), key: "plate 1");
        var again = await laboratory.PostTextAsync(Relatives, Tables.Wide(3), key: "plate 1");
        var (one, other) = (await first.BodyAsync(HttpStatusCode.Accepted), await again.BodyAsync(HttpStatusCode.Accepted));
        Assert.False(first.Headers.Contains("Idempotent-Replay"));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replay")));
        foreach (string name in (string[])["id", "key", "at", "received", "added", "unchanged", "rows", "findings"])
            Assert.Equal(one.GetProperty(name).GetRawText(), other.GetProperty(name).GetRawText());
        Assert.Equal("plate 1", one.Text("key"));
        Assert.Equal(3, (await Host.Store.PositionAsync(Stop)).Relatives);
    }

    [Fact]
    public async Task Another_batch_under_the_same_key_is_refused()
    {
        var laboratory = await LaboratoryAsync();
        await laboratory.PostTextAsync(Relatives, Tables.Wide(3), key: "plate 1").BodyAsync(HttpStatusCode.Accepted);
        var problem = await laboratory.PostTextAsync(Relatives, Tables.Wide(4), key: "plate 1").BodyAsync(HttpStatusCode.Conflict);
        Assert.Equal("submission.key-reused", problem.Text("code"));
        Assert.DoesNotContain("plate", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(3, (await Host.Store.PositionAsync(Stop)).Relatives);
    }

    [Fact]
    public async Task Without_a_key_the_content_is_the_key()
    {
        var laboratory = await LaboratoryAsync();
        var first = await laboratory.PostTextAsync(Relatives, Tables.Wide(2)).BodyAsync(HttpStatusCode.Accepted);
        var again = await laboratory.PostTextAsync(Relatives, Tables.Wide(2));
        Assert.Equal(first.Number("id"), (await again.BodyAsync(HttpStatusCode.Accepted)).Number("id"));
        Assert.True(again.Headers.Contains("Idempotent-Replay"));
    }

    [Fact]
    public async Task A_laboratory_learns_of_no_child_whose_profile_another_one_typed()
    {
        var typed = new { side = "child", persons = new[] { new { id = "C-1", loci = Typings.Person(1) } } };
        await (await Host.AsAsync("lab-2", "other lab", Role.Laboratory)).PostAsync("/submissions", typed).BodyAsync(HttpStatusCode.Accepted);
        var same = new { side = "relative", category = "personal-item", persons = new[] { new { id = "P-1", family = "F-1", role = "father", loci = Typings.Person(1) } } };
        var answer = await (await LaboratoryAsync()).PostAsync("/submissions", same).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal(1, answer.Number("added"));
        Assert.DoesNotContain("C-1", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eight_equal_requests_at_once_are_one_batch()
    {
        var laboratory = await LaboratoryAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => laboratory.PostTextAsync(Relatives, Tables.Wide(20), key: "k")));
        var bodies = await Task.WhenAll(answers.Select(answer => answer.BodyAsync(HttpStatusCode.Accepted)));
        Assert.Equal(1, Assert.Single(bodies.Select(body => body.Number("id")).Distinct()));
        Assert.Equal(7, answers.Count(answer => answer.Headers.Contains("Idempotent-Replay")));
        Assert.Equal(20, (await Host.Store.PositionAsync(Stop)).Relatives);
    }

    [Fact]
    public async Task Two_laboratories_use_the_same_key_and_neither_sees_what_the_other_handed_in()
    {
        var (one, other) = (await LaboratoryAsync(), await Host.AsAsync("lab-2", "lab/2", Role.Laboratory));
        await one.PostTextAsync(Relatives, Tables.Wide(3), key: "2/k").BodyAsync(HttpStatusCode.Accepted);
        var second = await other.PostTextAsync(Relatives, Tables.Wide(3), key: "k");
        Assert.False(second.Headers.Contains("Idempotent-Replay"));
        Assert.Equal(2, (await second.BodyAsync(HttpStatusCode.Accepted)).Number("id"));
        foreach (string path in (string[])["/submissions/1", "/submissions/1/findings", "/submissions/99", "/submissions/99/findings"])
            Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.ReadAsync("/submissions/99999999999999999999")).StatusCode);
        Assert.Equal("2", await NumbersAsync(other, "/submissions"));
        Assert.Equal("1", await NumbersAsync(one, "/submissions"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_key_that_cannot_be_used_is_refused_by_its_name(string key)
    {
        var problem = await (await LaboratoryAsync()).PostTextAsync(Relatives, Tables.Wide(1), key: key).BodyAsync(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Fact]
    public async Task The_list_and_the_findings_come_in_pages()
    {
        var laboratory = await LaboratoryAsync();
        for (int i = 0; i < 3; i++)
            await laboratory.PostTextAsync(Relatives, Tables.Wide(1, first: i)).BodyAsync(HttpStatusCode.Accepted);
        await laboratory.PostAsync("/submissions", new { side = "relative", persons = Enumerable.Range(0, 70).Select(i => new { id = $"Q-{i}", loci = Typings.Person(i, loci: 8) }) }).BodyAsync(HttpStatusCode.Accepted);
        var page = await laboratory.ReadAsync("/submissions?limit=3").BodyAsync(HttpStatusCode.OK);
        Assert.Equal([4, 3, 2], page.GetProperty("items").EnumerateArray().Select(item => item.Number("id")));
        Assert.Equal("1", await NumbersAsync(laboratory, $"/submissions?limit=3&cursor={page.Text("next")}"));
        var findings = (await laboratory.ReadAsync("/submissions/4").BodyAsync(HttpStatusCode.OK)).GetProperty("findings");
        int seen = findings.GetProperty("items").GetArrayLength();
        Assert.Equal(50, seen);
        for (string? next = findings.Text("next"); next is not null;)
        {
            var more = await laboratory.ReadAsync($"/submissions/4/findings?limit=7&cursor={next}").BodyAsync(HttpStatusCode.OK);
            seen += more.GetProperty("items").GetArrayLength();
            next = more.GetProperty("next").GetString();
        }

        Assert.Equal(70, seen);
    }

    [Theory]
    [InlineData("/submissions?cursor=x")]
    [InlineData("/submissions?cursor=%00%FF")]
    [InlineData("/submissions?limit=0")]
    [InlineData("/submissions?limit=201")]
    [InlineData("/submissions?limit=99999999999")]
    [InlineData("/submissions/1/findings?cursor=MQ")]
    public async Task A_page_that_there_cannot_be_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await LaboratoryAsync()).ReadAsync(path)).StatusCode);

    [Fact]
    public async Task The_answer_says_how_far_the_search_has_come()
    {
        var laboratory = await LaboratoryAsync();
        var first = await laboratory.PostAsync("/submissions", Tables.Json(2)).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal("none", first.GetProperty("search").Text("state"));
        await laboratory.PostAsync("/submissions", Tables.Json(2, first: 5, side: "child")).BodyAsync(HttpStatusCode.Accepted);
        await Host.SettleAsync();
        var search = (await laboratory.ReadAsync("/submissions/2").BodyAsync(HttpStatusCode.OK)).GetProperty("search");
        Assert.Equal("searched", search.Text("state"));
        var run = Assert.Single(search.GetProperty("runs").EnumerateArray());
        Assert.Equal((1, 0), (run.Number("run"), run.Number("waiting")));
    }

    [Fact]
    public async Task Profiles_are_handed_in_by_laboratories_alone()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        Assert.Equal(HttpStatusCode.Forbidden, (await police.PostTextAsync(Relatives, Tables.Wide(1))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await police.ReadAsync("/submissions/1")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Anybody().PostTextAsync(Relatives, Tables.Wide(1))).StatusCode);
        var nowhere = await Host.AsAsync("lab-0", null, Role.Laboratory);
        Assert.Equal("case.unit", await nowhere.PostTextAsync(Relatives, Tables.Wide(1)).CodeAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal(0, (await Host.Store.PositionAsync(Stop)).Relatives);
    }

    private static async Task<string> NumbersAsync(HttpClient client, string path) =>
        string.Join(' ', (await client.ReadAsync(path).BodyAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Select(item => item.Number("id")));
}

public sealed class SqliteSubmissionTests() : SubmissionTests(new SqliteTestDatabase());

public sealed class PostgresSubmissionTests(PostgresServer server) : SubmissionTests(new PostgresTestDatabase(server));

using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Review;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Matches;

public abstract class MatchTests(TestDatabase database) : HostTests(database)
{
    private static readonly object Confirms = new { verdict = "confirm", reason = "genetics-supports" }, Excludes = new { verdict = "exclude", reason = "coincidence" };

    private Ring _ring = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _ring = await new Ring(Host).EnterAsync();
    }

    [Fact]
    public async Task A_match_goes_from_what_a_search_found_to_its_release()
    {
        var officer = await _ring.AsAsync(Ring.Officer);
        var opened = (await officer.DoAsync("/matches", new { child = "child-1", family = "family-1", id = "match-1" })).Is(201);
        Assert.Equal(("candidate", "unit-b", 1), (opened["match"].GetProperty("state").GetString(), opened["match"].GetProperty("family").GetProperty("unit").GetString(), opened["match"].GetProperty("version").GetInt32()));
        Assert.True(opened["match"].GetProperty("found").GetProperty("log10Lr").GetDouble() > 1);
        Assert.Empty(opened["flags"].EnumerateArray());
        Assert.Equal("under-review", (await DecideAsync(Ring.ReviewerA, Confirms)).Is(200).Word("state"));
        Assert.Equal("confirmed", (await DecideAsync(Ring.ReviewerB, Confirms)).Is(200).Word("state"));
        var sample = new { person = "child-1", sample = "fresh-c", laboratory = "laboratory-c", takenOn = $"{Ring.Today:O}" };
        var reviewer = await _ring.AsAsync(Ring.ReviewerC);
        (await reviewer.DoAsync("/matches/match-1/fresh-samples", new { child = sample, member = sample })).Is(422, "match.fresh-samples");
        (await reviewer.DoAsync("/matches/match-1/fresh-samples", new { child = sample, member = sample with { person = "mother-1", sample = "fresh-m", takenOn = $"{Ring.Today.AddDays(9):O}" } })).Is(422, "match.fresh-samples");
        (await reviewer.DoAsync("/matches/match-1/fresh-samples", new { child = sample, member = sample with { person = "mother-1", sample = "fresh-m" } })).Is(200);
        Assert.Equal("released", (await officer.DoAsync("/matches/match-1/release")).Is(200).Word("state"));
        var read = (await officer.AskAsync("/matches/match-1")).Is(200);
        Assert.Equal("\"5\"", read.Tag);
        Assert.Equal(["reviewer-a", "reviewer-b"], read["decisions"].EnumerateArray().Select(decision => decision.GetProperty("reviewer").GetString()));
        Assert.Equal(["under-review", "confirmed", "fresh-sample-verified", "released"], read["steps"].EnumerateArray().Select(step => step.GetProperty("to").GetString()));
        var history = (await officer.AskAsync("/matches/match-1/history")).Is(200);
        Assert.Equal(["candidate", "under-review", "confirmed", "fresh-sample-verified", "released"], history.Body.EnumerateArray().Select(version => version.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Two_different_reviewers_decide_and_no_submitter()
    {
        await OpenAsync();
        (await DecideAsync(Ring.ReviewerA, new { verdict = "confirm", reason = "coincidence" })).Is(422, "match.reason");
        (await DecideAsync(Ring.ReviewerA, Confirms)).Is(200);
        (await DecideAsync(Ring.ReviewerA, Confirms)).Is(409, "match.decided-twice");
        (await DecideAsync(Ring.Submitter, Confirms)).Is(422, "match.submitter");
        (await DecideAsync(Ring.Officer, Confirms)).Is(403, "request.forbidden");
        Assert.True((await DecideAsync(Ring.ReviewerB, Excludes)).Is(200)["needsThird"].GetBoolean());
        Assert.Equal("excluded", (await DecideAsync(Ring.ReviewerC, Excludes)).Is(200).Word("state"));
        (await DecideAsync(Ring.SealedA, Excludes)).Is(409, "match.state");
        (await (await _ring.AsAsync(Ring.Officer)).DoAsync("/matches/match-1/release")).Is(409, "match.state");
    }

    [Fact]
    public async Task A_match_is_opened_once_and_only_from_what_was_found()
    {
        var officer = await _ring.AsAsync(Ring.Officer);
        Task<Answer> OpenAsync(object wanted) => officer.DoAsync("/matches", wanted);
        (await OpenAsync(new { child = "child-1", family = "family-3" })).Is(422, "match.no-hit");
        (await OpenAsync(new { child = "child-1", family = "nobody" })).Is(404);
        (await OpenAsync(new { child = "child-1", family = "family-1", model = 99 })).Is(400, "request.invalid");
        (await OpenAsync(new { child = "child-1", family = "family-1", id = "a b" })).Is(400);
        (await OpenAsync(new { child = "child\u0000", family = "family-1" })).Is(400);
        (await OpenAsync(new { child = "child-1" })).Is(400);
        (await OpenAsync(new { child = "child-1", family = "family-1", more = 1 })).Is(400);
        (await (await _ring.AsAsync(Ring.Stranger)).DoAsync("/matches", new { child = "child-1", family = "family-1" })).Is(404);
        Assert.StartsWith("match-", (await OpenAsync(new { child = "child-1", family = "family-1" })).Is(201)["match"].GetProperty("id").GetString(), StringComparison.Ordinal);
        (await OpenAsync(new { child = "child-1", family = "family-1" })).Is(409, "match.known");
    }

    [Fact]
    public async Task Whoever_may_not_know_of_a_sealed_match_finds_nothing()
    {
        await OpenAsync();
        await _ring.SealCaseAsync();
        foreach (var actor in new[] { Ring.Police, Ring.FamilyPolice, Ring.Stranger, Ring.ReviewerA })
        {
            var client = await _ring.AsAsync(actor);
            Assert.Equal((await client.AskAsync("/matches/nothing")).Is(404).Body.GetProperty("detail").GetString(), (await client.AskAsync("/matches/match-1")).Is(404).Body.GetProperty("detail").GetString());
            (await client.AskAsync("/matches/match-1/history")).Is(404);
            Assert.Empty((await client.AskAsync("/matches?child=child-1")).Is(200).Ids());
            (await client.DoAsync("/matches", new { child = "child-1", family = "family-2" })).Is(404);
        }

        (await DecideAsync(Ring.ReviewerA, Confirms)).Is(404);
        (await (await _ring.AsAsync(Ring.ReviewerA)).DoAsync("/matches/match-1/recall", new { reason = "sample-exchanged" })).Is(404);
        foreach (var actor in new[] { Ring.Officer, Ring.Protection, Ring.SealedA })
            Assert.Equal(["match-1"], (await (await _ring.AsAsync(actor)).AskAsync("/matches")).Is(200).Ids());
        (await DecideAsync(Ring.SealedA, Confirms)).Is(200);
        (await DecideAsync(Ring.SealedB, Confirms)).Is(200);
        await _ring.Book.ActAsync<Match>(
            "match-1", Permission.EnterFreshSamples, "match.fresh",
            match => match.VerifyFresh(new FreshSample("child-1", "f-1", "laboratory-c", Ring.Today), new FreshSample("mother-1", "f-2", "laboratory-c", Ring.Today), Ring.SealedA, Ring.Now),
            Ring.SealedA, Ring.Now, Stop);
        (await (await _ring.AsAsync(Ring.Officer)).DoAsync("/matches/match-1/release")).Is(422, "access.needs-two");
    }

    [Fact]
    public async Task An_act_on_a_version_that_has_passed_is_refused()
    {
        await OpenAsync();
        (await DecideAsync(Ring.ReviewerA, Confirms, "\"1\"")).Is(200);
        (await DecideAsync(Ring.ReviewerB, Confirms, "\"1\"")).Is(412, "record.changed");
        (await DecideAsync(Ring.ReviewerB, Confirms, "\"nonsense\"")).Is(412);
        Assert.Equal("\"3\"", (await DecideAsync(Ring.ReviewerB, Confirms, "\"2\"")).Is(200).Tag);
        (await (await _ring.AsAsync(Ring.Protection)).DoAsync("/matches/match-1/recall", new { reason = "sample-exchanged" }, "\"2\"")).Is(412);
    }

    [Fact]
    public async Task A_recall_marks_everything_that_used_the_match_and_orders_new_searches()
    {
        string notice = await _ring.ShowAsync();
        var protection = await _ring.AsAsync(Ring.Protection);
        (await protection.DoAsync("/matches/match-m/recall", new { reason = "sample-exchanged" })).Is(422, "match.reason");
        (await protection.DoAsync("/matches/match-m/recall", new { reason = "unknown-word" })).Is(400);
        var recall = (await protection.DoAsync("/matches/match-m/recall", new { reason = "wrongly-excluded" })).Is(200);
        Assert.Equal(("recalled", notice), (recall.Word("state"), recall["notices"].EnumerateArray().Single().GetString()));
        Assert.NotEmpty(recall["runs"].EnumerateArray());
        (await protection.DoAsync("/matches/match-m/recall", new { reason = "wrongly-excluded" })).Is(409, "match.state");

        await _ring.EntrustAsync();
        await _ring.ReleaseAsync();
        await Ring.DoneAsync(_ring.Book.AddAsync(
            IssuedReport.Issue("report-1", (await _ring.Book.FindAsync<Match>("match-1", Stop))!.Record, "en", "html", "00", Ring.Officer, Ring.Now), Permission.IssueReport, "report.issue", Ring.Officer, Ring.Now, Stop));
        (await (await _ring.AsAsync(Ring.Guardian)).DoAsync("/matches/match-1/placement", new { mayReturn = true, reason = "the family is found" })).Is(200);
        recall = (await (await _ring.AsAsync(Ring.ReviewerA)).DoAsync("/matches/match-1/recall", new { reason = "sample-exchanged" })).Is(200);
        Assert.Equal(("report-1", notice, "child-1"), (Only(recall, "reports"), Only(recall, "notices"), Only(recall, "placements")));
        Assert.Equal("sample-exchanged", (await protection.AskAsync("/matches/match-1")).Is(200)["recall"].GetProperty("reason").GetString());
        Assert.True((await (await _ring.AsAsync(Ring.Guardian)).AskAsync("/children/child-1/placement")).Is(200)["needsNewDecision"].GetBoolean());
        await Host.SettleAsync();
        Assert.Equal(MatchState.Recalled, (await _ring.Book.FindAsync<Match>("match-1", Stop))!.Record.State);
    }

    [Fact]
    public async Task The_work_list_has_what_waits_for_a_decision_page_by_page()
    {
        await OpenAsync();
        await OpenAsync("match-2", "family-2");
        (await DecideAsync(Ring.ReviewerA, Confirms)).Is(200);
        var reviewer = await _ring.AsAsync(Ring.ReviewerB);
        Assert.Equal(["match-1", "match-2"], (await reviewer.AskAsync("/matches")).Ids().Order());
        Assert.Equal(["match-2"], (await reviewer.AskAsync("/matches?state=candidate")).Ids());
        Assert.Equal(["match-2"], (await reviewer.AskAsync("/matches?family=family-2")).Ids());
        Assert.Empty((await reviewer.AskAsync("/matches?state=released")).Ids());
        var first = (await reviewer.AskAsync("/matches?limit=1")).Is(200);
        var second = (await reviewer.AskAsync($"/matches?limit=1&cursor={first.Word("next")}")).Is(200);
        Assert.Equal(2, first.Ids().Concat(second.Ids()).Distinct().Count());
        Assert.Null(second["next"].GetString());
        Assert.Empty((await (await _ring.AsAsync(Ring.Stranger)).AskAsync("/matches")).Ids());
        Assert.Equal(2, (await (await _ring.AsAsync(Ring.FamilyPolice)).AskAsync("/matches")).Ids().Length);
        foreach (string query in (string[])["limit=0", "limit=201", "limit=x", "cursor=!", "cursor=bm8", "state=Candidate", "state=0", "child=%00"])
            (await reviewer.AskAsync($"/matches?{query}")).Is(400);
        (await (await _ring.AsAsync(Ring.Guardian)).AskAsync("/matches")).Is(403);
        (await Host.Anybody().AskAsync("/matches")).Is(401);
    }

    private async Task OpenAsync(string id = "match-1", string family = "family-1") =>
        (await (await _ring.AsAsync(Ring.Officer)).DoAsync("/matches", new { child = "child-1", family, id })).Is(201);

    private async Task<Answer> DecideAsync(Actor reviewer, object decision, string? ifMatch = null) =>
        await (await _ring.AsAsync(reviewer)).DoAsync("/matches/match-1/decisions", decision, ifMatch);

    private static string Only(Answer answer, string list) => answer[list].EnumerateArray().Single().GetString()!;
}

public sealed class SqliteMatchTests() : MatchTests(new SqliteTestDatabase());

public sealed class PostgresMatchTests(PostgresServer server) : MatchTests(new PostgresTestDatabase(server));

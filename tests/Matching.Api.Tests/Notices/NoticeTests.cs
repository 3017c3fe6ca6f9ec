using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Matches;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Review;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Notices;

public abstract class NoticeTests(TestDatabase database) : HostTests(database)
{
    private static readonly object Content = new { sex = "boy", text = "found on a train", contact = "police office, 110", ageFrom = 24, ageTo = 36, foundIn = new { province = "Yunnan" }, marks = new[] { new { text = "scar" } } };

    private Ring _ring = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _ring = await new Ring(Host).EnterAsync();
    }

    [Fact]
    public async Task A_notice_is_drafted_published_rewritten_and_taken_down()
    {
        var police = await _ring.AsAsync(Ring.Police);
        var drafted = (await police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(201);
        string id = drafted.Word("id");
        (await police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(409, "notice.state");
        (await police.DoAsync($"/notices/{id}/publish")).Is(409, "notice.undecided");
        (await police.DoAsync($"/notices/{id}/take-down", new { why = "danger" })).Is(409, "notice.state");
        await _ring.DecideAsync("match-m", "family-1", Verdict.Exclude);
        await _ring.DecideAsync("match-f", "family-2", Verdict.Exclude);
        (await police.DoAsync($"/notices/{id}/publish", new { budget = 0 })).Is(400);
        (await police.DoAsync($"/notices/{id}/publish", new { model = 99 })).Is(400);
        (await police.DoAsync($"/notices/{id}/publish", null, "\"9\"")).Is(412);
        var published = (await police.DoAsync($"/notices/{id}/publish", new { budget = 1.5 }, "\"1\"")).Is(200);
        Assert.Equal(["match-f", "match-m"], published["published"].GetProperty("decidedMatches").EnumerateArray().Select(match => match.GetString()).Order());
        Assert.Equal((3, 20), (published["published"].GetProperty("families").GetInt32(), published["published"].GetProperty("loci").GetInt32()));
        Assert.Equal(($"{Ring.Today.AddMonths(12):O}", "none"), (published["clock"].GetProperty("ends").GetString(), published["clock"].GetProperty("warning").GetString()));
        Assert.Equal("found on a train", (await Host.Anybody().AskAsync($"/notices/{id}")).Is(200)["content"].GetProperty("text").GetString());
        var content = new { sex = "boy", text = "found on a train in May", contact = "police office, 110" };
        (await police.SayAsync(HttpMethod.Put, $"/notices/{id}/content", content, "\"1\"")).Is(412);
        Assert.Equal(2, (await police.SayAsync(HttpMethod.Put, $"/notices/{id}/content", content, "\"2\"")).Is(200)["contentVersion"].GetInt32());
        Assert.Equal(2, (await Host.Anybody().AskAsync($"/notices/{id}")).Is(200)["version"].GetInt32());
        (await police.DoAsync($"/notices/{id}/take-down", new { why = "match-confirmed" })).Is(400);
        Assert.Equal("child-objects", (await police.DoAsync($"/notices/{id}/take-down", new { why = "child-objects" })).Is(200)["ended"].GetProperty("why").GetString());
        (await police.SayAsync(HttpMethod.Put, $"/notices/{id}/content", content)).Is(409, "notice.state");
        Assert.Equal([id], (await police.AskAsync("/notices/records?state=no-longer-shown&child=child-1&case=case-1")).Is(200).Ids());
        Assert.Equal("no-longer-shown", (await police.AskAsync($"/notices/{id}/record")).Is(200).Word("state"));
        var again = (await police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(201);
        Assert.Equal($"{Ring.Today:O}", again["clock"].GetProperty("start").GetString());
        Assert.NotEqual(id, again.Word("id"));
    }

    [Fact]
    public async Task What_a_notice_may_not_say_is_refused()
    {
        var police = await _ring.AsAsync(Ring.Police);
        Task<Answer> DraftAsync(object content) => police.DoAsync("/notices", new { child = "child-1", content });
        (await DraftAsync(new { sex = "boy", text = "this is CHILD-1", contact = "110" })).Is(422, "notice.code");
        (await DraftAsync(new { sex = "boy", text = "a boy", contact = "110", ageFrom = 5, ageTo = 4 })).Is(422, "notice.age");
        (await DraftAsync(new { sex = "boy", text = new string('x', 4001), contact = "110" })).Is(400);
        (await DraftAsync(new { sex = "boy", text = "", contact = "110" })).Is(400);
        (await DraftAsync(new { sex = "boy", text = "a boy", contact = "110", ageFrom = -1 })).Is(400);
        (await DraftAsync(new { sex = "boy", text = "a boy", contact = "110", marks = Enumerable.Repeat(new { text = "m" }, 21) })).Is(400);
        (await DraftAsync(new { sex = "boy", text = "a boy", contact = "110", marks = new[] { new { text = new string('m', 201) } } })).Is(400);
        (await DraftAsync(new { sex = "boy", text = "a boy", contact = "110", photos = new[] { new { digest = "XYZ", width = 1, height = 1, watermark = "w" } } })).Is(400);
        (await DraftAsync(new { sex = "boy", text = "a boy", contact = "110", alleles = "13,14" })).Is(400);
    }

    [Fact]
    public async Task Everybody_reads_the_same_of_a_shown_notice_and_nothing_of_a_draft()
    {
        var police = await _ring.AsAsync(Ring.Police);
        string draft = (await police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(201).Word("id");
        var unknown = (await Host.Anybody().AskAsync("/notices/nothing")).Is(404);
        Assert.Equal(unknown["detail"].GetString(), (await Host.Anybody().AskAsync($"/notices/{draft}")).Is(404)["detail"].GetString());
        (await police.AskAsync($"/notices/{draft}")).Is(404);
        Assert.Empty((await Host.Anybody().AskAsync("/notices")).Is(200).Ids());
        await _ring.DecideAsync("match-m", "family-1", Verdict.Exclude);
        await _ring.DecideAsync("match-f", "family-2", Verdict.Exclude);
        (await police.DoAsync($"/notices/{draft}/publish")).Is(200);
        string shown = (await Host.Anybody().AskAsync($"/notices/{draft}")).Is(200).Text;
        Assert.Equal(shown, (await police.AskAsync($"/notices/{draft}")).Is(200).Text);
        Assert.Equal(shown, (await (await _ring.AsAsync(Ring.Protection)).AskAsync($"/notices/{draft}")).Is(200).Text);
        Assert.Equal([draft], (await Host.Anybody().AskAsync("/notices?limit=1")).Is(200).Ids());
        foreach (string code in (string[])["child-1", "case-1", "unit-a", "match-m"])
            Assert.DoesNotContain(code, shown, StringComparison.Ordinal);
        (await Host.Anybody().AskAsync("/notices?limit=0")).Is(400);
        (await Host.Anybody().AskAsync("/notices?cursor=!")).Is(400);
        (await Host.Anybody().AskAsync($"/notices/{draft}/record")).Is(401);
        (await (await _ring.AsAsync(Ring.Stranger)).AskAsync($"/notices/{draft}/record")).Is(404);
        Assert.Empty((await (await _ring.AsAsync(Ring.Stranger)).AskAsync("/notices/records")).Is(200).Ids());
        (await (await _ring.AsAsync(Ring.ReviewerA)).AskAsync("/notices/records")).Is(403);
    }

    [Fact]
    public async Task The_public_cannot_tell_why_a_notice_is_no_longer_shown()
    {
        var bodies = new HashSet<string>();
        var police = await _ring.AsAsync(Ring.Police);
        string id = await _ring.ShowAsync();
        foreach (string why in (string[])["danger", "content-wrong", "time-over"])
        {
            (await police.DoAsync($"/notices/{id}/take-down", new { why })).Is(200);
            bodies.Add((await Host.Anybody().AskAsync($"/notices/{id}")).Is(200).Text.Replace(id, "", StringComparison.Ordinal));
            id = (await police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(201).Word("id");
            (await police.DoAsync($"/notices/{id}/publish")).Is(200);
        }

        await Ring.DoneAsync(_ring.Matches.RecallAsync("match-m", RecallReason.WronglyExcluded, Ring.Protection, Ring.Now, Stop));
        await _ring.DecideAsync("match-1", "family-1", Verdict.Confirm);
        bodies.Add((await Host.Anybody().AskAsync($"/notices/{id}")).Is(200).Text.Replace(id, "", StringComparison.Ordinal));
        Assert.Equal("{\"id\":\"\",\"isShown\":false,\"version\":null,\"content\":null}", Assert.Single(bodies));
        Assert.Empty((await Host.Anybody().AskAsync("/notices")).Is(200).Ids());
        var ended = await EndingAsync(police, id);
        Assert.Equal(("match-confirmed", "match-1"), (ended.GetProperty("why").GetString(), ended.GetProperty("match").GetString()));
        await _ring.SealFamilyAsync();
        var hidden = await EndingAsync(police, id);
        Assert.Equal((null, null), (hidden.GetProperty("why").GetString(), hidden.GetProperty("match").GetString()));
    }

    [Fact]
    public async Task A_sealed_notice_stays_for_everybody_and_is_kept_by_those_alone_who_may_know()
    {
        string id = await _ring.ShowAsync();
        string before = (await Host.Anybody().AskAsync($"/notices/{id}")).Is(200).Text;
        await _ring.SealCaseAsync();
        await Ring.DoneAsync(_ring.Matches.RecallAsync("match-m", RecallReason.WronglyExcluded, Ring.Protection, Ring.Now, Stop));
        await _ring.DecideAsync("match-1", "family-1", Verdict.Confirm, isSealed: true);
        Assert.Equal(before, (await Host.Anybody().AskAsync($"/notices/{id}")).Is(200).Text);
        Assert.Equal([id], (await Host.Anybody().AskAsync("/notices")).Ids());
        var police = await _ring.AsAsync(Ring.Police);
        (await police.AskAsync($"/notices/{id}/record")).Is(404);
        (await police.DoAsync($"/notices/{id}/take-down", new { why = "danger" })).Is(404);
        (await (await _ring.AsAsync(Ring.Officer)).DoAsync($"/notices/{id}/take-down", new { why = "danger" })).Is(422, "access.needs-two");
    }

    [Fact]
    public async Task A_refusal_to_publish_tells_of_no_sealed_match_and_no_sealed_candidate()
    {
        await _ring.DecideAsync("match-f", "family-2", Verdict.Exclude);
        await _ring.SealFamilyAsync();
        var police = await _ring.AsAsync(Ring.Police);
        string id = (await police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(201).Word("id");
        (await police.DoAsync($"/notices/{id}/publish")).Is(409, "notice.search-open");
        (await (await _ring.AsAsync(Ring.Protection)).DoAsync($"/notices/{id}/publish")).Is(409, "notice.undecided");
        await _ring.DecideAsync("match-1", "family-1", Verdict.Confirm, isSealed: true);
        (await police.DoAsync($"/notices/{id}/publish")).Is(409, "notice.search-open");
        (await (await _ring.AsAsync(Ring.Officer)).DoAsync($"/notices/{id}/publish")).Is(409, "notice.matched");
    }

    [Fact]
    public async Task Anybody_calls_about_a_shown_notice_and_becomes_no_candidate()
    {
        var police = await _ring.AsAsync(Ring.Police);
        string draft = (await police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(201).Word("id");
        var call = new { purpose = "claims-parenthood", message = "he is mine", contact = "telephone 139 0000 0000" };
        (await Host.Anybody().DoAsync($"/notices/{draft}/calls", call)).Is(404);
        (await Host.Anybody().DoAsync("/notices/nothing/calls", call)).Is(404);
        await _ring.DecideAsync("match-m", "family-1", Verdict.Exclude);
        await _ring.DecideAsync("match-f", "family-2", Verdict.Exclude);
        (await police.DoAsync($"/notices/{draft}/publish")).Is(200);
        foreach (var (purpose, referral) in new[] { ("claims-parenthood", "give-sample"), ("information", "case-unit"), ("wishes-to-adopt", "guardian-body") })
        {
            var receipt = (await Host.Anybody().DoAsync($"/notices/{draft}/calls", call with { purpose = purpose })).Is(201);
            Assert.Equal(referral, receipt.Word("referral"));
            Assert.Equal(["receipt", "referral"], receipt.Body.EnumerateObject().Select(member => member.Name).Order());
        }

        (await Host.Anybody().DoAsync($"/notices/{draft}/calls", call with { message = "" })).Is(400);
        (await Host.Anybody().DoAsync($"/notices/{draft}/calls", call with { message = new string('x', 4001) })).Is(400);
        (await Host.Anybody().DoAsync($"/notices/{draft}/calls", call with { purpose = "gossip" })).Is(400);
        var calls = (await police.AskAsync($"/notices/{draft}/calls?limit=2")).Is(200);
        Assert.Equal("he is mine", calls["items"][0].GetProperty("message").GetString());
        Assert.Single((await police.AskAsync($"/notices/{draft}/calls?cursor={calls.Word("next")}")).Is(200).Ids());
        string first = calls.Ids()[0];
        (await police.DoAsync($"/calls/{first}/reply", new { answer = "please give a sample" }, "\"2\"")).Is(412);
        Assert.Equal("police", (await police.DoAsync($"/calls/{first}/reply", new { answer = "please give a sample" }, "\"1\"")).Is(200).Word("answeredBy"));
        (await (await _ring.AsAsync(Ring.Stranger)).DoAsync($"/calls/{first}/reply", new { answer = "x" })).Is(404);
        (await (await _ring.AsAsync(Ring.Stranger)).AskAsync($"/notices/{draft}/calls")).Is(404);
        (await Host.Anybody().AskAsync($"/notices/{draft}/calls")).Is(401);
        Assert.Empty((await (await _ring.AsAsync(Ring.Protection)).AskAsync("/matches?child=child-1")).Ids());
        Assert.Equal(3, (await _ring.Book.ListAsync<ReferenceFamily>(new RecordQuery(RecordKind.Family), Stop)).Count);
        (await police.DoAsync($"/notices/{draft}/take-down", new { why = "danger" })).Is(200);
        (await Host.Anybody().DoAsync($"/notices/{draft}/calls", call)).Is(409, "notice.state");
        var audit = await Host.Store.ReadAuditAsync(stop: Stop).ToListAsync(Stop);
        Assert.DoesNotContain(audit, entry => entry.Act.Details.Contains(call.message, StringComparison.Ordinal) || entry.Act.Details.Contains(call.contact, StringComparison.Ordinal));
    }

    private static async Task<System.Text.Json.JsonElement> EndingAsync(HttpClient client, string notice) => (await client.AskAsync($"/notices/{notice}/record")).Is(200)["ended"];
}

public sealed class SqliteNoticeTests() : NoticeTests(new SqliteTestDatabase());

public sealed class PostgresNoticeTests(PostgresServer server) : NoticeTests(new PostgresTestDatabase(server));

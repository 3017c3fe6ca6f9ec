using System.Text.Json;
using Matching.Api.Tests.Intake;
using Matching.Api.Tests.Matches;

namespace Matching.Api.Tests.Stories;

/// <summary>The guardian body decides, the match turns out wrong, and the mother withdraws.</summary>
internal sealed class ClosingChapter(StoryWorld world)
{
    private const string Id = "match-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task GuardianDecidesWhereTheChildLivesAndPoliceDoNotAsync()
    {
        var wanted = new { mayReturn = true, reason = "the child knows her" };
        foreach (string person in (string[])["police-a", "officer-a", "police-b", "reviewer-1", "home", "protection"])
            (await world.People[person].DoAsync($"/matches/{Id}/placement", wanted)).Is(403);
        var decided = (await world.People["guardian"].DoAsync($"/matches/{Id}/placement", wanted)).Is(200);
        Assert.Equal(("may-return", "civil-affairs"), (decided.Word("kind"), decided.Word("body")));
        Assert.Equal("may-return", (await world.People["police-a"].AskAsync("/children/child-1/placement")).Is(200).Word("kind"));
        Assert.Equal("released", (await world.People["police-b"].AskAsync($"/matches/{Id}")).Is(200).Word("state"));
    }

    public async Task StatisticsShowNoSmallNumberAsync()
    {
        foreach (string of in (string[])["children", "families", "matches", "cases"])
        {
            var counts = (await world.People["police-b"].AskAsync($"/statistics?of={of}")).Is(200);
            Assert.Equal("<5", counts["total"].Text("shown"));
            Assert.All(counts["groups"].EnumerateArray().Append(counts["total"]), count => Assert.Equal(JsonValueKind.Null, count.GetProperty("count").ValueKind));
        }
    }

    public async Task RecallMarksAllThatUsedTheMatchAsync(IReadOnlyDictionary<string, string> reports)
    {
        var recall = (await world.People["reviewer-3"].DoAsync($"/matches/{Id}/recall", new { reason = "sample-exchanged" })).Is(200);
        string[] Words(string list) => [.. recall[list].EnumerateArray().Select(word => word.GetString()!)];
        Assert.Equal(reports.Keys.Order(StringComparer.Ordinal), Words("reports").Order(StringComparer.Ordinal));
        Assert.Equal([world.Notice], Words("notices"));
        Assert.Equal(["child-1"], Words("placements"));
        Assert.True((await world.People["guardian"].AskAsync("/children/child-1/placement")).Is(200)["needsNewDecision"].GetBoolean());
        Assert.Equal(Id, Assert.Single((await world.People["police-a"].AskAsync($"/notices/{world.Notice}/record")).Is(200)["recalls"].EnumerateArray()).Text("match"));
        await world.SettleAsync();
        foreach (var run in recall["runs"].EnumerateArray())
        {
            var searched = (await world.People["reviewer-1"].AskAsync($"/searches/{run}")).Is(200);
            Assert.Equal(("recall", "finished"), (searched.Word("reason"), searched.Word("state")));
            // The child with fourteen families, and the family with one child.
            Assert.Equal(15, searched["counts"].GetProperty("pairs").GetInt32());
        }

        foreach (var (id, issued) in reports)
            await SaysRecalledAsync(id, issued);
        (await world.People["police-a"].DoAsync("/reports", new { match = Id })).Is(409, "report.recalled");
        await world.IsNoLongerShownAsync();
        foreach (string person in StoryWorld.Told)
            Assert.Empty(await world.NewsAsync(person));
    }

    public async Task WithdrawnConsentTakesTheMotherOutAtOnceAsync(IReadOnlyDictionary<string, string> reports)
    {
        Assert.Single((await world.People["police-a"].AskAsync("/children/child-1/candidates")).Is(200)["items"].EnumerateArray());
        (await world.People["police-a"].DoAsync("/consents/consent-1/withdraw", new { reason = "she was asked too often" })).Is(404);
        (await world.People["police-b"].DoAsync("/consents/consent-1/withdraw", new { reason = "she was asked too often" })).Is(200);
        var left = (await world.People["police-a"].AskAsync("/children/child-1/candidates")).Is(200);
        Assert.Empty(left["items"].EnumerateArray());
        Assert.Equal((true, 13), (left["run"].GetProperty("negative").GetBoolean(), left["run"].GetProperty("baseSize").GetInt32()));
        var ofFamily = (await world.People["police-b"].AskAsync("/families/family-1/candidates")).Is(200);
        Assert.Empty(ofFamily["items"].EnumerateArray());
        Assert.Equal(("not-searched", false), (ofFamily["run"].Text("state"), ofFamily["run"].GetProperty("negative").GetBoolean()));
        (await world.People["reviewer-1"].AskAsync("/children/child-1/candidates/family-1/loci")).Is(404);
        (await world.People["police-a"].DoAsync("/matches", new { child = "child-1", family = "family-1" })).Is(409, "match.hit-retired");
        foreach (string id in reports.Keys)
        {
            foreach (string form in (string[])["", "?issued=true", "?format=json", "?format=html&language=zh"])
                (await world.People["police-a"].AskAsync($"/reports/{id}{form}")).Is(410, "report.erased");
            Assert.True((await world.People["police-a"].AskAsync($"/reports/{id}/record")).Is(200)["isRecalled"].GetBoolean());
        }

        await world.SettleAsync();
        foreach (string person in StoryWorld.Told)
            Assert.Empty(await world.NewsAsync(person));
        Assert.Equal(13, (await world.HomeSeesAsync("searched")).Number("familiesCompared"));
    }

    /// <summary>The auditor reads what was done, by whom and in which order, and no word of what people wrote.</summary>
    public async Task AuditorReadsTheActsInOrderAsync()
    {
        string[] expected =
        [
            "officer-a case.open case/case-1", "police-a child.enter child/child-1", "laboratory-1 submission.accept child/child-1", $"police-a notice.draft notice/{world.Notice}",
            $"police-a notice.publish notice/{world.Notice}", "police-b family.enter family/family-1", "police-b consent.give consent/consent-1", "police-a match.open match/match-1",
            "reviewer-1 match.decide match/match-1", "reviewer-2 match.decide match/match-1", "reviewer-3 match.fresh match/match-1", "officer-a match.release match/match-1",
            "guardian placement.decide placement/child-1", "reviewer-3 match.recall match/match-1", "police-b consent.withdraw consent/consent-1",
        ];
        Assert.Equal(expected, (await world.ActsAsync()).Where(expected.Contains));
        for (long from = 1; from < 1000; from += 200)
        {
            string page = (await world.People["auditor"].AskAsync($"/audit?limit=200&from={from}")).Is(200).Text;
            foreach (string word in (string[])["a confession", "about the boy", "knows her", "too often", "knows a song", "third floor"])
                Assert.DoesNotContain(word, page, StringComparison.Ordinal);
        }

        foreach (string person in (string[])["officer-a", "reviewer-1", "protection", Cast.Administrator])
            (await world.People[person].AskAsync("/audit")).Is(403);
    }

    private async Task SaysRecalledAsync(string report, string issued)
    {
        using var answer = await world.People["police-a"].GetAsync(new Uri($"/api/v1/reports/{report}", UriKind.Relative), Stop);
        Assert.Equal("true", Assert.Single(answer.Headers.GetValues("X-Matching-Recalled")));
        string marked = await answer.Content.ReadAsStringAsync(Stop);
        Assert.NotEqual(issued, marked);
        Assert.Contains(new[] { "a sample was exchanged", "样本调换", "sample-exchanged" }, reason => marked.Contains(reason, StringComparison.Ordinal));
    }
}

using Matching.Api.Tests.Intake;
using Matching.Api.Tests.Matches;

namespace Matching.Api.Tests.Stories;

/// <summary>The child was sold by its family: who may have sold it must not learn that it was found.</summary>
internal sealed class SealedChapter(StoryWorld world)
{
    private static readonly object Confirms = new { verdict = "confirm", reason = "mutation-explains" };

    private string _shown = "";

    private HttpClient Officer => world.People["officer-a"];

    public async Task OfficerBelievesThatTheFamilySoldTheChildAsync()
    {
        _shown = await world.PublicAsync();
        Assert.True((await Officer.DoAsync("/children/child-1/acquisitions", new { kind = "sold-by-family", holds = true, source = "a confession of the buyer" })).Is(200)["isSealed"].GetBoolean());
        foreach (string path in (string[])["/children/child-1", "/children/child-1/candidates", "/children/child-1/placement", $"/notices/{world.Notice}/record"])
            (await world.People["police-a"].AskAsync(path)).Is(404);
        Assert.Equal(_shown, await world.PublicAsync());
    }

    public async Task OnlyTheClearedSeeTheHitAsync()
    {
        foreach (string person in (string[])["officer-a", "protection"])
        {
            var list = (await world.People[person].AskAsync("/children/child-1/candidates")).Is(200);
            Assert.Equal(("all", false, 1), (list["run"].Text("scope"), list["run"].GetProperty("negative").GetBoolean(), list["items"].GetArrayLength()));
        }

        foreach (string person in (string[])["police-a", "police-b", "officer-b", "reviewer-1", "stranger"])
        {
            (await world.People[person].AskAsync("/children/child-1/candidates")).Is(404);
            (await world.People[person].DoAsync("/matches", new { child = "child-1", family = "family-1" })).Is(404);
        }

        foreach (string person in (string[])["police-b", "officer-b", "reviewer-1"])
        {
            var list = (await world.People[person].AskAsync("/families/family-1/candidates")).Is(200);
            Assert.Equal(("open-only", true, 0), (list["run"].Text("scope"), list["run"].GetProperty("negative").GetBoolean(), list["run"].Number("candidatesInAll")));
            Assert.Empty(list["items"].EnumerateArray());
        }

        foreach (var (of, count) in new[] { ("children", 0), ("matches", 0) })
            Assert.Equal(count, (await world.People["police-b"].AskAsync($"/statistics?of={of}")).Is(200)["total"].Number("count"));
    }

    public async Task TheClearedConfirmAndTheNoticeStaysAsync()
    {
        (await Officer.DoAsync("/matches", new { child = "child-1", family = "family-1", id = "match-1" })).Is(201);
        (await DecideAsync("reviewer-1")).Is(404);
        (await DecideAsync("cleared-1")).Is(200);
        Assert.Equal("confirmed", (await DecideAsync("cleared-2")).Is(200).Word("state"));
        foreach (string person in (string[])["police-a", "police-b", "officer-b", "reviewer-1"])
        {
            (await world.People[person].AskAsync("/matches/match-1")).Is(404);
            Assert.Empty((await world.People[person].AskAsync("/matches?state=confirmed")).Is(200).Ids());
        }

        Assert.Equal(_shown, await world.PublicAsync());
        Assert.Equal([world.Notice], (await world.People.Anybody.AskAsync("/notices")).Is(200).Ids());
    }

    public async Task OfficerAndChildProtectionReleaseTogetherAsync()
    {
        await ReviewChapter.VerifyAsync(world, "cleared-1");
        (await Officer.DoAsync("/matches/match-1/release")).Is(422, "access.needs-two");
        await TogetherAsync("officer-a", "protection", new { act = "release-match", record = "match-1", reason = "the aunt is not involved" });
        Assert.Equal("released", (await Officer.AskAsync("/matches/match-1")).Is(200).Word("state"));
        Assert.Equal(_shown, await world.PublicAsync());
    }

    public async Task OfficerAndChildProtectionTakeTheNoticeDownTogetherAsync()
    {
        (await Officer.DoAsync($"/notices/{world.Notice}/take-down", new { why = "danger" })).Is(422, "access.needs-two");
        (await world.People["police-a"].DoAsync($"/notices/{world.Notice}/take-down", new { why = "danger" })).Is(404);
        await TogetherAsync("protection", "officer-a", new { act = "take-down-notice", record = world.Notice, reason = "the sellers are in custody", ending = "match-confirmed", match = "match-1" });
        await world.IsNoLongerShownAsync();
    }

    public async Task AuditNamesBothAndRepeatsNoReasonAsync()
    {
        foreach (string act in (string[])["match.release", "notice.take-down"])
        {
            var page = (await world.People["auditor"].AskAsync($"/audit?limit=200&act={act}")).Is(200);
            var details = Assert.Single(page["items"].EnumerateArray()).GetProperty("details");
            Assert.Equal(("officer-a", "protection"), (details.Text("caseOfficer"), details.Text("childProtection")));
        }

        string all = (await world.People["auditor"].AskAsync("/audit?limit=200&from=50")).Is(200).Text;
        foreach (string word in (string[])["confession", "aunt", "the sellers"])
            Assert.DoesNotContain(word, all, StringComparison.Ordinal);
    }

    private async Task TogetherAsync(string first, string second, object act)
    {
        (await world.People["police-a"].DoAsync("/joint-acts", act)).Is(403);
        (await world.People["officer-b"].DoAsync("/joint-acts", act)).Is(404);
        string id = (await world.People[first].DoAsync("/joint-acts", act)).Is(201).Word("id");
        (await world.People[first].DoAsync($"/joint-acts/{id}/confirm")).Is(422, "access.needs-two");
        (await world.People["officer-b"].DoAsync($"/joint-acts/{id}/confirm")).Is(404);
        Assert.Equal("done", (await world.People[second].DoAsync($"/joint-acts/{id}/confirm")).Is(200).Word("state"));
        (await world.People[second].DoAsync($"/joint-acts/{id}/confirm")).Is(409, "joint.state");
    }

    private Task<Answer> DecideAsync(string person) => world.People[person].DoAsync("/matches/match-1/decisions", Confirms);
}

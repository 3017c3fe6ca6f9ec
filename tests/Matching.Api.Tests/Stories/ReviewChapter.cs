using System.Security.Cryptography;
using System.Text;
using Matching.Api.Tests.Matches;

namespace Matching.Api.Tests.Stories;

/// <summary>A match is opened, confirmed, verified and released, and reports are given out.</summary>
internal sealed class ReviewChapter(StoryWorld world)
{
    private static readonly object Confirms = new { verdict = "confirm", reason = "mutation-explains" };

    private static readonly (string Language, string Format)[] Forms = [("en", "html"), ("zh", "html"), ("en", "json"), ("zh", "json")];

    private readonly Dictionary<string, string> _reports = [];

    /// <summary>The issued reports: code, and the bytes as text.</summary>
    public IReadOnlyDictionary<string, string> Reports => _reports;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task PoliceOpenTheMatchAsync()
    {
        (await world.People["guardian"].DoAsync("/matches", new { child = "child-1", family = "family-1" })).Is(403);
        (await world.People["police-a"].DoAsync("/matches", new { child = "child-1", family = "F-3" })).Is(404);
        Assert.Equal("candidate", (await world.People["police-a"].DoAsync("/matches", new { child = "child-1", family = "family-1", id = "match-1" })).Is(201)["match"].GetProperty("state").GetString());
        (await world.People["police-b"].DoAsync("/matches", new { child = "child-1", family = "family-1" })).Is(409, "match.known");
        Assert.Equal(["match-1"], (await world.People["reviewer-1"].AskAsync("/matches")).Is(200).Ids());
    }

    public async Task TwoReviewersConfirmAndNobodyElseAsync()
    {
        string shown = await world.PublicAsync();
        Assert.Equal("under-review", (await DecideAsync("reviewer-1")).Is(200).Word("state"));
        (await DecideAsync("reviewer-1")).Is(409, "match.decided-twice");
        (await DecideAsync("laboratory-2")).Is(422, "match.submitter");
        (await DecideAsync("police-a")).Is(403);
        (await DecideAsync("guardian")).Is(403);
        Assert.Equal(shown, await world.PublicAsync());
        Assert.Equal("confirmed", (await DecideAsync("reviewer-2")).Is(200).Word("state"));
        (await DecideAsync("reviewer-3")).Is(409, "match.state");
        await world.IsNoLongerShownAsync();
    }

    public async Task FreshSamplesAgreeAndTheOfficerReleasesAsync()
    {
        var officer = world.People["officer-a"];
        (await officer.DoAsync("/matches/match-1/release")).Is(409, "match.state");
        await VerifyAsync(world, "reviewer-3");
        foreach (string person in (string[])["police-a", "reviewer-3", "guardian", "protection"])
            (await world.People[person].DoAsync("/matches/match-1/release")).Is(403);
        (await world.People["stranger"].DoAsync("/matches/match-1/release")).Is(404);
        (await world.People["guardian"].DoAsync("/matches/match-1/placement", new { mayReturn = true, reason = "too early" })).Is(404);
        Assert.Equal("released", (await officer.DoAsync("/matches/match-1/release")).Is(200).Word("state"));
    }

    /// <summary>Enters fresh samples of child and mother.</summary>
    public static async Task VerifyAsync(StoryWorld world, string reviewer)
    {
        object Sample(string person) => new { person, sample = $"fresh-{person}", laboratory = "laboratory-three", takenOn = $"{StoryWorld.Today:O}" };
        Assert.Equal("fresh-sample-verified", (await world.People[reviewer].DoAsync("/matches/match-1/fresh-samples", new { child = Sample("child-1"), member = Sample("mother-1") })).Is(200).Word("state"));
    }

    public async Task ReportsAreIssuedInTwoLanguagesAndTwoFormsAsync()
    {
        foreach (var (language, format) in Forms)
        {
            var issued = (await world.People["police-a"].DoAsync("/reports", new { match = "match-1", language, format })).Is(201);
            _reports[issued.Word("id")] = await ReadAsync(issued.Word("id"));
            Assert.Equal(issued.Word("digest"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_reports[issued.Word("id")]))));
            string entry = (await world.People["auditor"].AskAsync("/audit?limit=200&act=report.issue")).Is(200).Text;
            Assert.Contains(issued.Word("digest"), entry, StringComparison.Ordinal);
        }

        Assert.Contains(_reports.Values, text => text.Contains("似然比", StringComparison.Ordinal));
        foreach (string person in (string[])["laboratory-2", "protection"])
            (await world.People[person].AskAsync("/reports?match=match-1")).Is(200);
        foreach (string person in (string[])["laboratory-1", "guardian", "home", "auditor"])
            (await world.People[person].AskAsync($"/reports/{_reports.Keys.First()}")).Is(403);
        (await world.People["stranger"].AskAsync($"/reports/{_reports.Keys.First()}")).Is(404);
    }

    public async Task EachReportIsReadAgainByteForByteAsync(string query = "")
    {
        foreach (var (id, bytes) in _reports)
            Assert.Equal(bytes, await ReadAsync(id + query));
    }

    private Task<Answer> DecideAsync(string person) => world.People[person].DoAsync("/matches/match-1/decisions", Confirms);

    private async Task<string> ReadAsync(string report) => Encoding.UTF8.GetString(await world.People["police-b"].GetByteArrayAsync(new Uri($"/api/v1/reports/{report}", UriKind.Relative), Stop));
}

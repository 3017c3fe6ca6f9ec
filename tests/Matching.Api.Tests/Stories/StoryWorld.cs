using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Matches;

namespace Matching.Api.Tests.Stories;

/// <summary>What all chapters of a story share: the people, what each was told so far, and the child of the story, child-1 of case-1.</summary>
/// <param name="host">The server as it runs now.</param>
internal sealed class StoryWorld(Func<MatchingHost> host)
{
    /// <summary>Alone they may learn of hits in an open case.</summary>
    public static readonly string[] Told = ["police-a", "officer-a", "police-b", "officer-b", "reviewer-1", "reviewer-2", "reviewer-3", "laboratory-2", "cleared-1", "cleared-2", "protection"];

    private readonly Dictionary<string, string> _cursors = [];

    public Cast People { get; } = new(host);

    /// <summary>The public id of the child's notice.</summary>
    public string Notice { get; set; } = "";

    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public Task SettleAsync() => host().SettleAsync();

    /// <summary>What the feed has for somebody since the last time.</summary>
    public async Task<IReadOnlyList<JsonElement>> NewsAsync(string person)
    {
        var news = new List<JsonElement>();
        for (bool more = true; more;)
        {
            var page = (await People[person].AskAsync(_cursors.TryGetValue(person, out string? cursor) ? $"/events?cursor={cursor}" : "/events")).Is(200);
            news.AddRange(page["items"].EnumerateArray());
            _cursors[person] = page.Word("next");
            more = page["more"].GetBoolean();
        }

        return news;
    }

    /// <summary>Exactly these are told of one hit of child-1 and family-1, the same one, and nobody is told again.</summary>
    public async Task AreToldOnceAsync(params string[] told)
    {
        var ids = new HashSet<string?>();
        foreach (string person in Told)
        {
            var news = await NewsAsync(person);
            Assert.True(news.Count == (told.Contains(person) ? 1 : 0), $"{person} was told {news.Count} times.");
            foreach (var hit in news)
            {
                Assert.Equal(("child-1", "family-1", "mother"), (hit.GetProperty("child").GetString(), hit.GetProperty("other").GetString(), hit.GetProperty("relationship").GetString()));
                ids.Add(hit.GetProperty("id").GetString());
            }

            Assert.Empty(await NewsAsync(person));
        }

        Assert.Single(ids);
        Assert.Empty(await NewsAsync("stranger"));
        foreach (string person in (string[])["laboratory-1", "guardian", "home", "auditor", Cast.Administrator])
            (await People[person].AskAsync("/events")).Is(403);
        (await People.Anybody.AskAsync("/events")).Is(401);
    }

    /// <summary>What anybody reads of the notice.</summary>
    public async Task<string> PublicAsync() => (await People.Anybody.AskAsync($"/notices/{Notice}")).Is(200).Text;

    /// <summary>Nobody is shown the child any more, and nothing says why.</summary>
    public async Task IsNoLongerShownAsync()
    {
        Assert.Equal($$"""{"id":"{{Notice}}","isShown":false,"version":null,"content":null}""", await PublicAsync());
        Assert.Empty((await People.Anybody.AskAsync("/notices")).Is(200).Ids());
        (await People.Anybody.DoAsync($"/notices/{Notice}/calls", new { purpose = "information", message = "is he still there?" })).Is(409, "notice.state");
    }

    /// <summary>The home learns how far the search is, and nothing else.</summary>
    public async Task<JsonElement> HomeSeesAsync(string stage)
    {
        var status = (await People["home"].AskAsync("/children/child-1/status")).Is(200);
        Assert.Equal(stage, status.Word("stage"));
        Assert.Equal(["child", "stage", "received", "typed", "searches", "lastSearched", "familiesCompared"], status.Body.EnumerateObject().Select(member => member.Name));
        foreach (string path in (string[])["/children/child-1", "/children/child-1/candidates", "/children/child-1/profile", "/children/child-1/placement", "/matches?child=child-1", "/families/family-1", "/cases/case-1", "/statistics?of=matches"])
            (await People["home"].AskAsync(path)).Is(403);
        return status.Body;
    }

    /// <summary>Every pair has been compared, and nobody changed what was written down.</summary>
    public async Task IsCompleteAndWholeAsync()
    {
        await SettleAsync();
        var coverage = (await People["reviewer-1"].AskAsync("/coverage")).Is(200);
        Assert.True(coverage["isComplete"].GetBoolean());
        Assert.Equal(0, coverage["missing"].GetInt64());
        Assert.True(coverage["entries"].GetProperty("isWhole").GetBoolean());
        var verdict = (await People["auditor"].AskAsync("/audit/verification")).Is(200);
        Assert.True(verdict["isWhole"].GetBoolean(), verdict.Text);
    }

    /// <summary>The acts of people, in order.</summary>
    public async Task<IReadOnlyList<string>> ActsAsync()
    {
        var acts = new List<string>();
        for (long? from = 1; from is not null;)
        {
            var page = (await People["auditor"].AskAsync($"/audit?limit=200&from={from}")).Is(200);
            acts.AddRange(page["items"].EnumerateArray().Select(entry => $"{entry.GetProperty("actor").GetString()} {entry.GetProperty("act").GetString()} {entry.GetProperty("subject").GetString()}"));
            from = page["next"].ValueKind == JsonValueKind.Null ? null : page["next"].GetInt64();
        }

        return acts;
    }
}

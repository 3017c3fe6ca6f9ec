using System.Text.Json;
using Matching.Api.Tests.Intake;
using Matching.Api.Tests.Matches;
using Matching.Api.Tests.Submissions;

namespace Matching.Api.Tests.Stories;

/// <summary>A child is entered, typed, searched for, and shown.</summary>
internal sealed class OpeningChapter(StoryWorld world)
{
    private const int Unrelated = 12;

    private static readonly object Content = new { sex = "boy", text = "found at a railway station, knows a song", contact = "police office, 110", ageFrom = 30, ageTo = 50, foundIn = new { province = "Yunnan" } };

    private HttpClient Police => world.People["police-a"];

    private HttpClient Laboratory => world.People["laboratory-1"];

    public async Task OfficerOpensACaseAndPoliceEnterTheChildAsync()
    {
        var officer = world.People["officer-a"];
        (await officer.DoAsync("/cases", new { id = "case-1" })).Is(201);
        (await officer.DoAsync("/cases/case-1/counts", new { notRecovered = 3, source = "a confession" })).Is(200);
        var birth = new { from = $"{StoryWorld.Today.AddYears(-4):O}", to = $"{StoryWorld.Today.AddYears(-3):O}" };
        var child = new { id = "child-1", @case = "case-1", wasCounted = true, sex = "male", birth, foundOn = $"{StoryWorld.Today.AddDays(-2):O}", foundPlace = "Kunming railway station" };
        (await Laboratory.DoAsync("/children", child)).Is(400);
        (await world.People["stranger"].DoAsync("/children", child)).Is(404);
        Assert.Equal("none", (await Police.DoAsync("/children", child)).Is(201)["search"].GetProperty("state").GetString());
        (await Police.DoAsync("/children", child)).Is(409);
        var counts = (await officer.AskAsync("/cases/case-1")).Is(200)["counts"];
        Assert.Equal((1, 2), (counts.GetProperty("recovered").GetInt32(), counts.GetProperty("notRecovered").GetInt32()));
        (await world.People["home"].AskAsync("/children/child-1/status")).Is(404);
        var stay = new { @event = "begin", holder = "home-7", kind = "welfare-home", place = "third floor", from = $"{StoryWorld.Today.AddDays(-1):O}", responsibleBody = "civil-affairs" };
        (await Police.DoAsync("/children/child-1/custody-events", stay)).Is(200);
        await world.HomeSeesAsync("received");
    }

    public async Task LaboratoryHandsInTheChildAndATableOfRelativesAsync()
    {
        (await Laboratory.DoAsync("/children", new { id = "child-1", profile = new { kit = "GlobalFiler", sample = "sample-child", loci = StoryGenes.Child } })).Is(201);
        (await Laboratory.AskAsync("/children/child-1/candidates")).Is(403);
        await world.HomeSeesAsync("typed");
        var first = await Laboratory.PostTextAsync("/submissions?side=relative", Tables.Wide(Unrelated), key: "plate-1");
        var again = await Laboratory.PostTextAsync("/submissions?side=relative", Tables.Wide(Unrelated), key: "plate-1");
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replay")));
        var (one, other) = (await first.BodyAsync(System.Net.HttpStatusCode.Accepted), await again.BodyAsync(System.Net.HttpStatusCode.Accepted));
        Assert.Equal(Unrelated, one.Number("added"));
        foreach (var member in one.EnumerateObject().Where(member => member.Name != "search"))
            Assert.Equal(member.Value.GetRawText(), other.GetProperty(member.Name).GetRawText());
        await Laboratory.PostTextAsync("/submissions?side=relative", Tables.Wide(Unrelated, first: 100), key: "plate-1").CodeAsync(System.Net.HttpStatusCode.Conflict);
    }

    public async Task SearchFindsNobodyAndCanBeRepeatedAsync()
    {
        await world.SettleAsync();
        var negative = await NegativeAsync();
        var run = (await Police.AskAsync($"/searches/{negative.GetProperty("runs")[0]}")).Is(200);
        Assert.Equal(("finished", Unrelated), (run.Word("state"), run["position"].GetProperty("families").GetInt32()));
        var model = negative.GetProperty("model");
        Assert.Equal(model.GetProperty("digest").GetString(), (await Police.AskAsync($"/models/{model.GetProperty("number")}")).Is(200).Word("digest"));
        long again = (await Police.DoAsync("/rematches", new { scope = "child", child = "child-1" })).Is(202)["runs"][0].GetInt64();
        await world.SettleAsync();
        var repeated = (await Police.AskAsync($"/searches/{again}")).Is(200);
        Assert.Equal(("finished", "police-a"), (repeated.Word("state"), repeated.Word("requestedBy")));
        Assert.Equal(Unrelated, repeated["counts"].GetProperty("pairs").GetInt32());
        foreach (var member in negative.EnumerateObject().Where(member => member.Name is not ("searchedAt" or "runs" or "position" or "searches")))
            Assert.Equal(member.Value.GetRawText(), (await NegativeAsync()).GetProperty(member.Name).GetRawText());
        foreach (string person in StoryWorld.Told)
            Assert.Empty(await world.NewsAsync(person));
        await world.HomeSeesAsync("searched");
    }

    public async Task PoliceShowTheChildAsync()
    {
        world.Notice = (await Police.DoAsync("/notices", new { child = "child-1", content = Content })).Is(201).Word("id");
        (await world.People.Anybody.AskAsync($"/notices/{world.Notice}")).Is(404);
        var published = (await Police.DoAsync($"/notices/{world.Notice}/publish")).Is(200)["published"];
        Assert.Equal((Unrelated, "police-a"), (published.GetProperty("families").GetInt32(), published.GetProperty("by").GetString()));
        string seen = await world.PublicAsync();
        Assert.Contains("knows a song", seen, StringComparison.Ordinal);
        foreach (string hidden in (string[])["child-1", "case-1", "unit-a", "home-7", "third floor", "Kunming"])
            Assert.DoesNotContain(hidden, seen, StringComparison.Ordinal);
        Assert.Equal([world.Notice], (await world.People.Anybody.AskAsync("/notices")).Is(200).Ids());
    }

    public async Task PeopleCallAndBecomeNoCandidatesAsync()
    {
        var calls = (Purpose: new[] { "information", "wishes-to-adopt", "claims-parenthood" }, Referral: new[] { "case-unit", "guardian-body", "give-sample" });
        foreach (var (purpose, referral) in calls.Purpose.Zip(calls.Referral))
            Assert.Equal(referral, (await world.People.Anybody.DoAsync($"/notices/{world.Notice}/calls", new { purpose, message = "I am calling about the boy", contact = "139" })).Is(201).Word("referral"));
        Assert.Equal(calls.Purpose, (await Police.AskAsync($"/notices/{world.Notice}/calls")).Is(200)["items"].EnumerateArray().Select(call => call.GetProperty("purpose").GetString()));
        (await world.People["stranger"].AskAsync($"/notices/{world.Notice}/calls")).Is(404);
        await NegativeAsync();
        Assert.Empty((await Police.AskAsync("/families")).Is(200).Ids());
    }

    private async Task<JsonElement> NegativeAsync()
    {
        var list = (await Police.AskAsync("/children/child-1/candidates")).Is(200);
        Assert.Empty(list["items"].EnumerateArray());
        var search = list["run"];
        Assert.Equal(("searched", true, "open-only"), (search.GetProperty("state").GetString(), search.GetProperty("negative").GetBoolean(), search.GetProperty("scope").GetString()));
        Assert.Equal((Unrelated, 0), (search.GetProperty("baseSize").GetInt32(), search.GetProperty("candidatesInAll").GetInt32()));
        return search;
    }
}

using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Intake;
using Matching.Api.Tests.Matches;
using Matching.Api.Tests.Submissions;

namespace Matching.Api.Tests.Stories;

/// <summary>The mother comes forward, far away: another unit enters her family, and another laboratory her profile.</summary>
internal sealed class MotherChapter(StoryWorld world)
{
    /// <summary>Her unit enters the family and her consent; her laboratory hands in her profile.</summary>
    public async Task MotherComesForwardAsync()
    {
        var police = world.People["police-b"];
        var member = new { id = "mother-1", role = "mother", category = "seeking-parent", consent = "consent-1", sex = "female" };
        var family = new { id = "family-1", missing = new { sex = "male", lostOn = $"{StoryWorld.Today.AddYears(-1):O}", lostPlace = "a market" }, members = new[] { member } };
        (await police.DoAsync("/families", family)).Is(201);
        string[] notUsedFor = ["birth-limit-penalty", "evidence-against-giver"];
        string reviewOn = $"{StoryWorld.Today.AddYears(5):O}";
        var consent = new { id = "consent-1", side = "relative", family = "family-1", purpose = "search", notUsedFor, form = "form-3", signedBy = "mother-1", reviewOn };
        (await world.People["police-a"].DoAsync("/persons/mother-1/consents", consent)).Is(404);
        (await police.DoAsync("/persons/mother-1/consents", consent)).Is(201);
        var person = new { id = "mother-1", family = "family-1", role = "mother", sex = "female", sample = "sample-mother", loci = StoryGenes.Mother };
        var taken = await world.People["laboratory-2"].PostAsync("/submissions", new { side = "relative", kit = "GlobalFiler", category = "seeking-parent", persons = new[] { person } }).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal((1, 0), (taken.Number("added"), taken.Number("withWarning")));
        // Nobody orders the search: it follows from the profile.
        await world.SettleAsync();
    }

    /// <summary>For the home the day on which the mother was found is like any day on which a family comes in.</summary>
    public async Task HomeCannotTellHerFromAnybodyElseAsync()
    {
        var before = await world.HomeSeesAsync("searched");
        await world.People["laboratory-1"].PostTextAsync("/submissions?side=relative", Tables.Wide(1, first: 500)).BodyAsync(HttpStatusCode.Accepted);
        await world.SettleAsync();
        var other = await world.HomeSeesAsync("searched");
        await MotherComesForwardAsync();
        var mother = await world.HomeSeesAsync("searched");
        foreach (string count in (string[])["searches", "familiesCompared"])
            Assert.Equal(other.Number(count) - before.Number(count), mother.Number(count) - other.Number(count));
    }

    public async Task PoliceReadTheMotherFirstWithHerNumbersAsync()
    {
        var police = world.People["police-a"];
        var list = (await police.AskAsync("/children/child-1/candidates")).Is(200);
        var hit = Assert.Single(list["items"].EnumerateArray());
        Assert.Equal((1, "family-1", "mother"), (hit.Number("rank"), hit.Text("family"), hit.Text("relationship")));
        Assert.Equal((20, 1, true), (hit.Number("lociCompared"), hit.Number("lociInconsistent"), hit.GetProperty("isReproduced").GetBoolean()));
        double log10 = hit.GetProperty("log10Lr").GetDouble(), prior = list["run"].GetProperty("prior").GetDouble(), odds = prior / (1 - prior) * Math.Pow(10, log10);
        Assert.InRange(log10, 3, 30);
        Assert.Equal(odds / (1 + odds), hit.GetProperty("posterior").GetDouble(), 1e-12);
        Assert.Equal((false, 14), (list["run"].GetProperty("negative").GetBoolean(), list["run"].GetProperty("baseSize").GetInt32()));
        var loci = await LociAsync("police-a");
        Assert.Equal(log10, loci.Where(locus => locus.GetProperty("compared").GetBoolean()).Sum(locus => Math.Log10(locus.GetProperty("lr").GetDouble())), 1e-9);
        var mutated = Assert.Single(loci, locus => locus.GetProperty("inconsistent").GetBoolean());
        Assert.Equal(StoryGenes.Mutated, mutated.Text("locus"));
        Assert.InRange(mutated.GetProperty("lr").GetDouble(), 1e-9, 0.1);
        Assert.All(loci, locus => Assert.Equal(JsonValueKind.Null, locus.GetProperty("childGenotype").ValueKind));
        Assert.Contains(await LociAsync("reviewer-1"), locus => locus.Text("locus") == StoryGenes.Mutated && locus.Text("childGenotype") == StoryGenes.Child[StoryGenes.Mutated]);
    }

    /// <summary>The family's unit sees the hit from its side, and nothing else of the child; a third unit sees nothing at all.</summary>
    public async Task OtherUnitsSeeNothingOfTheChildAsync()
    {
        var hit = Assert.Single((await world.People["police-b"].AskAsync("/families/family-1/candidates")).Is(200)["items"].EnumerateArray());
        Assert.Equal(("child-1", "family-1", 1), (hit.Text("child"), hit.Text("family"), hit.Number("rank")));
        foreach (string person in (string[])["police-b", "officer-b", "stranger"])
        {
            foreach (string path in (string[])["/children/child-1", "/children/child-1/candidates", "/children/child-1/candidates/family-1/loci", "/children/child-1/status", "/children/child-1/custody-events", "/children/child-1/placement", "/cases/case-1", $"/notices/{world.Notice}/record", $"/notices/{world.Notice}/calls"])
                Assert.Equal("access.denied", (await world.People[person].AskAsync(path)).Is(404).Code);
            Assert.Empty((await world.People[person].AskAsync("/children")).Is(200).Ids());
        }

        foreach (string path in (string[])["/families/family-1", "/families/family-1/candidates", "/families/family-1/samples"])
            (await world.People["stranger"].AskAsync(path)).Is(404);
        Assert.Empty((await world.People["stranger"].AskAsync("/matches")).Is(200).Ids());
    }

    private async Task<IReadOnlyList<JsonElement>> LociAsync(string person) =>
        [.. Assert.Single((await world.People[person].AskAsync("/children/child-1/candidates/family-1/loci")).Is(200)["items"].EnumerateArray()).GetProperty("loci").EnumerateArray()];
}

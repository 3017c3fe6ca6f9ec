using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;
using static Matching.Api.Tests.Findings.FindingWorld;

namespace Matching.Api.Tests.Findings;

/// <summary>Siblings, identical records and suspects.</summary>
public abstract class OtherHitTests(TestDatabase database) : HostTests(database)
{
    private FindingWorld? _world;

    private FindingWorld World => _world!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _world = await OfAsync(Host);
        await World.CaseAsync("ring");
        await World.ChildAsync("child-1", "ring");
        await World.ChildAsync("child-2", "ring");
        await World.ProfileAsync("child-1", World.Son(), "ring");
    }

    [Fact]
    public async Task Siblings_see_each_other_with_the_same_bits()
    {
        await World.ProfileAsync("child-2", World.Son(6), "ring");
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        var (ofFirst, ofSecond) = (await GetAsync(police, "/children/child-1/siblings"), await GetAsync(police, "/children/child-2/siblings?loci=true"));
        var (one, other) = (ofFirst.GetProperty("items")[0], ofSecond.GetProperty("items")[0]);
        Assert.Equal(("child-1", "child-2", "child", "full-siblings"), (Text(one, "child"), Text(one, "family"), Text(one, "kind"), Text(one, "relationship")));
        Assert.Equal(("child-2", "child-1"), (Text(other, "child"), Text(other, "family")));
        Assert.Equal("child-2", one.GetProperty("relatives")[0].GetString());
        Assert.Equal(one.GetProperty("log10Lr").GetDouble(), other.GetProperty("log10Lr").GetDouble());
        Assert.Equal("searched", Text(ofFirst.GetProperty("run"), "state"));
        Assert.Equal("not-searched", Text(ofFirst.GetProperty("run").GetProperty("searches")[1], "state"));
        Assert.NotEmpty(other.GetProperty("loci").EnumerateArray());
    }

    [Fact]
    public async Task A_sealed_sibling_is_not_shown_to_the_police()
    {
        await World.ProfileAsync("child-2", World.Son(6), "ring");
        await World.SealChildAsync("child-2");
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-a", Unit, Role.CaseOfficer);
        Assert.Empty((await GetAsync(police, "/children/child-1/siblings")).GetProperty("items").EnumerateArray());
        Assert.NotEmpty((await GetAsync(officer, "/children/child-1/siblings")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Identical_records_are_listed_wherever_they_stand()
    {
        await World.ProfileAsync("child-2", World.Son(), "ring");
        await World.RelativeAsync("brother-1", World.Son(), "family-1", "brother");
        await World.RelativeAsync("cup-1", World.Son(), "family-2", "father", PersonCategory.PersonalItem);
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        var identities = await GetAsync(police, "/children/child-1/identities");
        var items = identities.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["child", "family", "item"], items.Select(i => Text(i, "kind")).Order());
        Assert.All(items, item => Assert.Equal(("identity", JsonValueKind.Null), (Text(item, "relationship"), item.GetProperty("rank").ValueKind)));
        Assert.Equal((0, 3), (identities.GetProperty("run").GetProperty("candidatesInAll").GetInt32(), identities.GetProperty("run").GetProperty("identitiesInAll").GetInt32()));
        var first = (await GetAsync(police, "/children/child-1/candidates?minLog10Lr=300")).GetProperty("items");
        Assert.Equal("identity", Text(Assert.Single(first.EnumerateArray()), "relationship"));
    }

    [Fact]
    public async Task Suspects_are_for_the_case_officer_and_child_protection_alone()
    {
        await World.RelativeAsync("suspect-1", World.Father, null, "father", PersonCategory.Suspect);
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-a", Unit, Role.CaseOfficer);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(police, "/children/child-1/suspects"));
        var item = Assert.Single((await GetAsync(officer, "/children/child-1/suspects")).GetProperty("items").EnumerateArray());
        Assert.Equal(("suspect", "suspect-1"), (Text(item, "kind"), Text(item, "family")));
        Assert.Empty((await GetAsync(officer, "/children/child-1/candidates")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_child_amended_is_shown_by_the_version_in_force()
    {
        await World.RelativeAsync("father-1", World.Father, "parents", "father");
        // A locus that contradicts the first typing is taken out of the version in force.
        var again = World.Son();
        again[^1] = World.Grandmother[^1] == again[^1] ? World.Grandfather[^1] : World.Grandmother[^1];
        await World.ProfileAsync("child-1", again, "ring");
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        var page = await GetAsync(police, "/children/child-1/candidates");
        Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(2, page.GetProperty("run").GetProperty("position").GetProperty("children").GetInt32());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

public sealed class SqliteOtherHitTests() : OtherHitTests(new SqliteTestDatabase());

public sealed class PostgresOtherHitTests(PostgresServer server) : OtherHitTests(new PostgresTestDatabase(server));

using System.Net;
using System.Net.Http.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Intake;

public abstract class FamilyIntakeTests(TestDatabase database) : HostTests(database)
{
    private static readonly object Missing = new { sex = "male", birth = new { from = "2001-01-01", to = "2001-12-31" }, lostOn = "2004-06-18", lostPlace = "Chengdu" };

    private Task<HttpClient> BothAsync() => Host.AsAsync("both-1", "unit-a", Role.PoliceUnit, Role.Laboratory);

    private Task<HttpClient> PoliceAsync(string unit = "unit-a") => Host.AsAsync($"police-{unit}", unit, Role.PoliceUnit);

    [Fact]
    public async Task A_family_is_entered_with_its_members_and_their_profiles_in_one_act()
    {
        var both = await BothAsync();
        long before = (await Host.Store.AnchorAsync(Stop)).Number;
        var answer = await both.PostAsync("/families", new { id = "f-1", missing = Missing, members = new object[] { Mother("r-1", seed: 1), new { id = "r-2", role = "father", category = "seeking-parent", consent = "k" } } });
        var entered = await answer.BodyAsync(HttpStatusCode.Created);
        Assert.Equal(("f-1", 1, "\"1\"", "/api/v1/families/f-1"), (entered.Text("id"), entered.Number("version"), answer.Headers.ETag!.Tag, answer.Headers.Location!.OriginalString));
        Assert.Equal(before + 1, (await Host.Store.AnchorAsync(Stop)).Number);
        var family = (await new RecordBook(Host.Store).FindAsync<ReferenceFamily>("f-1", Stop))!.Record;
        Assert.Equal(("unit-a", "Chengdu", 2), (family.Unit, family.Missing.Place, family.Members.Length));
        Assert.Equal("mother", Assert.Single(await Host.Store.ProfilesOfAsync(Side.Relative, "r-1", Stop)).Profile.Facts.Role);
        Assert.Single(await Host.Store.StandingOfAsync(StandingKind.Family, "f-1", Stop));
    }

    [Fact]
    public async Task Members_are_added_and_the_family_is_formed_anew()
    {
        var both = await BothAsync();
        await both.PostAsync("/families", new { id = "f-1", missing = Missing, members = new[] { Mother("r-1", seed: 1) } }).BodyAsync(HttpStatusCode.Created);
        var added = await both.PostAsync("/families/f-1/members", new { members = new[] { new { id = "r-2", role = "father", category = "seeking-parent", consent = "k", profile = new { loci = Typings.Person(2) } } } });
        Assert.Equal(2, (await added.BodyAsync(HttpStatusCode.OK)).Number("version"));
        Assert.Equal(2, Assert.Single(await Host.Store.StandingOfAsync(StandingKind.Family, "f-1", Stop)).Entry.Members.Length);
        Assert.Equal("family.member-known", await both.PostAsync("/families/f-1/members", new { members = new[] { Mother("r-1", seed: 3) } }).CodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task What_casework_demands_is_refused_by_its_code_and_changes_nothing()
    {
        var both = await BothAsync();
        var profile = new { loci = Typings.Person(1) };
        (string Code, object[] Members)[] refused =
        [
            ("family.consent-missing", [new { id = "r-1", role = "mother", category = "seeking-parent", profile }]),
            ("family.legal-basis-missing", [new { id = "r-1", role = "mother", category = "suspect", profile }]),
            ("family.caller", [new { id = "caller-1", role = "mother", category = "seeking-parent", consent = "k", profile }]),
            ("family.apart", [Mother("r-1", seed: 1), new { id = "r-2", role = "father", category = "suspect", legalBasis = "warrant", profile }]),
            ("person.nothing-typed", [Mother("r-1", seed: 1), new { id = "r-2", role = "father", category = "seeking-parent", consent = "k", profile = new { loci = new { } } }]),
            ("person.too-few-loci", [new { id = "i-1", category = "personal-item", profile = new { loci = Typings.Person(1, loci: 3) } }]),
        ];
        foreach (var (code, members) in refused)
            Assert.Equal(code, await both.PostAsync("/families", new { id = "f-1", missing = Missing, members }).CodeAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Null(await new RecordBook(Host.Store).FindAsync<ReferenceFamily>("f-1", Stop));
        Assert.Equal(0, (await Host.Store.PositionAsync(Stop)).Relatives);
    }

    [Fact]
    public async Task Fields_that_cannot_be_used_are_named()
    {
        var police = await PoliceAsync();
        var problem = await police.PostAsync("/families", new
        {
            id = "f/1",
            missing = Missing,
            members = new object[] { new { id = "a\u0001", role = "neighbour", category = "seeking-parent" }, new { id = "r-2", category = "volunteer-relative", profile = new { loci = Typings.Person(1) } } },
        }).BodyAsync(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["id", "members[0].id", "members[0].role", "members[1].profile", "members[1].role"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_family_of_another_unit_is_not_there_and_an_old_version_is_not_acted_on()
    {
        var (own, other) = (await PoliceAsync(), await PoliceAsync("unit-b"));
        string id = (await own.PostAsync("/families", new { missing = Missing }).BodyAsync(HttpStatusCode.Created)).Text("id");
        var members = new { members = new[] { new { id = "r-1", role = "mother", category = "seeking-parent", consent = "k" } } };
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/families/{id}/members", members)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/families/nothing/members", members)).StatusCode);
        Assert.Equal("record.known", await other.PostAsync("/families", new { id, missing = Missing }).CodeAsync(HttpStatusCode.Conflict));
        using var stale = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/families/{id}/members", UriKind.Relative)) { Content = JsonContent.Create(members) };
        stale.Headers.Add("If-Match", "\"7\"");
        Assert.Equal("record.changed", await own.SendAsync(stale, Stop).CodeAsync(HttpStatusCode.Conflict));
        await own.PostAsync($"/families/{id}/members", members).BodyAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_laboratory_that_submits_a_member_later_need_not_repeat_what_the_record_says()
    {
        var (police, laboratory) = (await PoliceAsync(), await Host.AsAsync("lab-1", "lab", Role.Laboratory));
        await police.PostAsync("/families", new { id = "f-1", missing = Missing, members = new[] { new { id = "r-1", role = "maternal-grandmother", category = "volunteer-relative", consent = "k" } } }).BodyAsync(HttpStatusCode.Created);
        await police.PostAsync("/families", new { id = "f-2", missing = Missing, members = new[] { new { id = "s-1", role = "father", category = "suspect", legalBasis = "warrant" } } }).BodyAsync(HttpStatusCode.Created);
        var persons = new[] { new { id = "r-1", family = "f-1", loci = Typings.Person(1) }, new { id = "s-1", family = "f-2", loci = Typings.Person(2) } };
        Assert.Equal(2, (await laboratory.PostAsync("/submissions", new { side = "relative", persons }).BodyAsync(HttpStatusCode.Accepted)).Number("added"));
        var (relative, suspect) = ((await Host.Store.ProfileAsync(Side.Relative, 0, Stop))!.Profile.Facts, (await Host.Store.ProfileAsync(Side.Relative, 1, Stop))!.Profile.Facts);
        Assert.Equal((PersonCategory.VolunteerRelative, "maternal-grandmother"), (relative.Category, relative.Role));
        Assert.Equal((PersonCategory.Suspect, "warrant"), (suspect.Category, suspect.LegalBasis));
        Assert.Single(await Host.Store.StandingOfAsync(StandingKind.Family, "f-1", Stop));
        Assert.Empty(await Host.Store.StandingOfAsync(StandingKind.Family, "f-2", Stop));
        Assert.Single(await Host.Store.StandingOfAsync(StandingKind.Suspect, "s-1", Stop));
    }

    [Fact]
    public async Task A_laboratory_that_states_another_reason_than_the_record_is_refused()
    {
        var (police, laboratory) = (await PoliceAsync(), await Host.AsAsync("lab-1", "lab", Role.Laboratory));
        await police.PostAsync("/families", new { id = "f-1", missing = Missing, members = new[] { new { id = "r-1", role = "father", category = "claimed-parent", consent = "k" } } }).BodyAsync(HttpStatusCode.Created);
        var batch = new { side = "relative", category = "seeking-parent", persons = new[] { new { id = "r-1", family = "f-1", loci = Typings.Person(1) } } };
        var view = await laboratory.PostAsync("/submissions", batch).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal(1, view.Number("refused"));
        Assert.Equal(["person.category-changed"], view.GetProperty("findings").Codes("items"));
    }

    private static object Mother(string id, int seed) => new { id, role = "mother", category = "seeking-parent", consent = "k-1", profile = new { loci = Typings.Person(seed) } };
}

public sealed class SqliteFamilyIntakeTests() : FamilyIntakeTests(new SqliteTestDatabase());

public sealed class PostgresFamilyIntakeTests(PostgresServer server) : FamilyIntakeTests(new PostgresTestDatabase(server));

using System.Net;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Intake;

public abstract class ChildIntakeTests(TestDatabase database) : HostTests(database)
{
    private static readonly object Birth = new { from = "2019-03-01", to = "2020-03-01" };

    private Task<HttpClient> PoliceAsync() => Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);

    private Task<HttpClient> LaboratoryAsync() => Host.AsAsync("lab-1", "lab", Role.Laboratory);

    private Task<HttpClient> BothAsync() => Host.AsAsync("both-1", "unit-a", Role.PoliceUnit, Role.Laboratory);

    [Fact]
    public async Task Police_enter_what_is_known_of_a_child_and_a_laboratory_its_profile()
    {
        var (police, laboratory) = (await PoliceAsync(), await LaboratoryAsync());
        var answer = await police.PostAsync("/children", new { id = "c 1", sex = "female", birth = Birth, foundOn = "2026-10-02", foundPlace = "Kunming" });
        var entered = await answer.BodyAsync(HttpStatusCode.Created);
        Assert.Equal(("/api/v1/children/c%201", "\"1\"", 1, "none"), (answer.Headers.Location!.OriginalString, answer.Headers.ETag!.Tag, entered.Number("version"), entered.GetProperty("search").Text("state")));
        var read = await police.ReadAsync("/children/c%201").BodyAsync(HttpStatusCode.OK);
        Assert.Equal(("c 1", "female", "unit-a"), (read.Text("id"), read.Text("sex"), read.Text("unit")));
        var typed = await laboratory.PostAsync("/children", new { id = "c 1", profile = new { kit = "K", sample = "S", loci = Typings.Person(1) } }).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, typed.GetProperty("version").ValueKind);
        Assert.Equal(("K", "S", "lab"), await KitOfAsync("c 1"));
    }

    [Fact]
    public async Task Whoever_is_both_enters_record_and_profile_in_one_act()
    {
        var both = await BothAsync();
        long before = (await Host.Store.AnchorAsync(Stop)).Number;
        var entered = await both.PostAsync("/children", new { birth = Birth, sex = "male", profile = new { loci = Typings.Person(1) } }).BodyAsync(HttpStatusCode.Created);
        var acts = await Host.Store.ReadAuditAsync(before + 1, Stop).Select(entry => (entry.Act.Act, entry.Act.Actor)).ToListAsync(Stop);
        Assert.Equal(("child.enter", "both-1"), Assert.Single(acts, act => act.Actor != "search"));
        string id = entered.Text("id");
        Assert.Matches("^child(-[2-9A-Z]{4}){3}$", id);
        Assert.Equal(Genetics.Markers.Sex.Male, (await Host.Store.ProfilesOfAsync(Side.Child, id, Stop))[0].Profile.Facts.Sex);
        Assert.NotNull(await new RecordBook(Host.Store).FindAsync<RescuedChild>(id, Stop));
    }

    [Fact]
    public async Task A_refused_profile_leaves_no_record()
    {
        var both = await BothAsync();
        var problem = await both.PostAsync("/children", new { id = "c-1", birth = Birth, profile = new { loci = Typings.Person(1, loci: 4) } }).BodyAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("person.too-few-loci", problem.Text("code"));
        Assert.Contains("person.too-few-loci", problem.Codes());
        Assert.Equal("person.nothing-typed", await both.PostAsync("/children", new { id = "c-1", birth = Birth, profile = new { loci = new { D99 = "1,2" } } }).CodeAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Null(await new RecordBook(Host.Store).FindAsync<RescuedChild>("c-1", Stop));
        Assert.Equal(0, (await Host.Store.PositionAsync(Stop)).Children);
    }

    [Fact]
    public async Task A_code_that_is_taken_leaves_no_profile()
    {
        var both = await BothAsync();
        await both.PostAsync("/children", new { id = "c-1", birth = Birth }).BodyAsync(HttpStatusCode.Created);
        Assert.Equal("record.known", await both.PostAsync("/children", new { id = "c-1", birth = Birth, profile = new { loci = Typings.Person(1) } }).CodeAsync(HttpStatusCode.Conflict));
        Assert.Equal("child.birth-window", await both.PostAsync("/children", new { id = "c-2", birth = new { from = "2020-01-02", to = "2020-01-01" }, profile = new { loci = Typings.Person(1) } }).CodeAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal("access.denied", await both.PostAsync("/children", new { id = "c-2", @case = "nobody's", birth = Birth, profile = new { loci = Typings.Person(1) } }).CodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(0, (await Host.Store.PositionAsync(Stop)).Children);
        Assert.Empty(await Host.Store.ProfilesOfAsync(Side.Child, "c-1", Stop));
    }

    [Fact]
    public async Task Nobody_states_what_is_for_others_to_state()
    {
        var (police, laboratory) = (await PoliceAsync(), await LaboratoryAsync());
        var facts = await laboratory.PostAsync("/children", new { id = "c-1", sex = "male", birth = Birth, foundPlace = "x", profile = new { loci = Typings.Person(1) } }).BodyAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["birth", "foundPlace", "sex"], Fields(facts));
        Assert.Equal(["id", "profile"], Fields(await laboratory.PostAsync("/children", new { }).BodyAsync(HttpStatusCode.BadRequest)));
        Assert.Equal(["profile"], Fields(await police.PostAsync("/children", new { birth = Birth, profile = new { loci = Typings.Person(1) } }).BodyAsync(HttpStatusCode.BadRequest)));
        Assert.Equal(["birth"], Fields(await police.PostAsync("/children", new { id = "c-1" }).BodyAsync(HttpStatusCode.BadRequest)));
        var auditor = await Host.AsAsync("auditor-1", null, Role.Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsync("/children", new { birth = Birth })).StatusCode);
        Assert.Equal(0, (await Host.Store.PositionAsync(Stop)).Children);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(" ")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    public async Task A_code_that_cannot_stand_in_a_path_is_refused(string id) =>
        Assert.Equal(["id"], Fields(await (await PoliceAsync()).PostAsync("/children", new { id, birth = Birth }).BodyAsync(HttpStatusCode.BadRequest)));

    [Fact]
    public async Task A_profile_takes_the_case_of_its_child()
    {
        var (police, laboratory) = (await PoliceAsync(), await LaboratoryAsync());
        var opened = Case.Open("case-1", new Actor("police-1", "unit-a", [Role.PoliceUnit]), TimeProvider.System.GetUtcNow());
        await new RecordBook(Host.Store).AddAsync(opened, Permission.ChangeCase, "case.open", new Actor("police-1", "unit-a", [Role.PoliceUnit]), TimeProvider.System.GetUtcNow(), Stop);
        await police.PostAsync("/children", new { id = "c-1", @case = "case-1", birth = Birth }).BodyAsync(HttpStatusCode.Created);
        await laboratory.PostAsync("/children", new { id = "c-1", profile = new { loci = Typings.Person(1) } }).BodyAsync(HttpStatusCode.Created);
        Assert.Equal("case-1", (await Host.Store.ProfilesOfAsync(Side.Child, "c-1", Stop))[0].Profile.Facts.Case);
    }

    [Fact]
    public async Task A_child_is_searched_against_the_family_that_was_there_before_and_the_answer_says_nothing_of_it()
    {
        var both = await BothAsync();
        var (father, mother) = (Typings.Person(1), Typings.Person(2));
        await both.PostAsync("/families", new
        {
            id = "f-1",
            missing = new { sex = "male" },
            members = new object[]
            {
                new { id = "r-1", role = "father", category = "seeking-parent", consent = "k-1", profile = new { loci = father } },
                new { id = "r-2", role = "mother", category = "seeking-parent", consent = "k-2", profile = new { loci = mother } },
            },
        }).BodyAsync(HttpStatusCode.Created);
        var entered = await both.PostAsync("/children", new { id = "c-1", birth = Birth, profile = new { loci = Typings.ChildOf(father, mother, 3) } }).BodyAsync(HttpStatusCode.Created);
        Assert.Equal("searched", entered.GetProperty("search").Text("state"));
        Assert.Equal(["findings", "id", "search", "version"], entered.EnumerateObject().Select(member => member.Name).Order());
        Assert.DoesNotContain("f-1", entered.GetRawText(), StringComparison.Ordinal);
        var hit = Assert.Single(await Host.Store.HitsOfChildAsync(1, SearchKind.Families, 0, Stop));
        Assert.True(hit.Log10 > 5);
    }

    private static string[] Fields(System.Text.Json.JsonElement problem) => [.. problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)];

    private async Task<(string?, string?, string?)> KitOfAsync(string child)
    {
        var facts = Assert.Single(await Host.Store.ProfilesOfAsync(Side.Child, child, Stop)).Profile.Facts;
        return (facts.Kit, facts.Sample, facts.Laboratory);
    }
}

public sealed class SqliteChildIntakeTests() : ChildIntakeTests(new SqliteTestDatabase());

public sealed class PostgresChildIntakeTests(PostgresServer server) : ChildIntakeTests(new PostgresTestDatabase(server));

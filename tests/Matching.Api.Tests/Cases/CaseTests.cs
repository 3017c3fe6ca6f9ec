using System.Net;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Cases;

public abstract class CaseTests(TestDatabase database) : HostTests(database)
{
    [Fact]
    public async Task A_case_is_read_by_its_own_unit_and_sealed_only_by_the_cleared()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        var foreign = await Host.AsAsync("police-2", "unit-b", Role.PoliceUnit, Role.CaseOfficer);
        var protection = await Host.AsAsync("protection-1", "protection", Role.ChildProtection);
        var laboratory = await Host.AsAsync("lab-1", "unit-a", Role.Laboratory);
        var opened = (await police.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        Assert.Equal("\"1\"", opened.Tag);
        Assert.Equal("police-1", opened.Json.GetProperty("officers")[0].GetString());
        await StatusesAsync([(police, 200), (officer, 200), (foreign, 404), (protection, 200), (laboratory, 403)]);
        (await police.PostAsync("/cases/case-1/seal", """{"reason":"the mother is a suspect"}""")).Is(HttpStatusCode.NoContent);
        await StatusesAsync([(police, 404), (officer, 200), (foreign, 404), (protection, 200), (laboratory, 403)]);
        Assert.Equal("the mother is a suspect", (await officer.SeeAsync("/cases/case-1")).Json.GetProperty("inside").GetProperty("seals")[0].GetProperty("reason").GetString());
        (await police.PostAsync("/cases/case-1/places", """{"place":"village"}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        Assert.DoesNotContain(await Host.ActsAsync(), act => act.Details.Contains("mother", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_of_cases_has_no_holes_where_sealed_ones_stand()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        var foreign = await Host.AsAsync("police-2", "unit-b", Role.PoliceUnit);
        foreach (int i in Enumerable.Range(1, 5))
            (await police.PostAsync("/cases", $$"""{"id":"case-{{i}}"}""")).Is(HttpStatusCode.Created);
        (await foreign.PostAsync("/cases", """{"id":"case-0"}""")).Is(HttpStatusCode.Created);
        (await police.PostAsync("/cases/case-2/seal", """{"reason":"r"}""")).Is(HttpStatusCode.NoContent);
        (await police.PostAsync("/cases/case-3/close")).Is(HttpStatusCode.OK);
        var first = (await police.SeeAsync("/cases?limit=2")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["case-1", "case-3"], Ids(first));
        var second = (await police.SeeAsync($"/cases?limit=2&cursor={first.GetProperty("next").GetString()}")).Json;
        Assert.Equal(["case-4", "case-5"], Ids(second));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(["case-1", "case-2", "case-4", "case-5"], Ids((await officer.SeeAsync("/cases?state=open")).Json));
        Assert.Equal(["case-3"], Ids((await police.SeeAsync("/cases?state=closed")).Json));
        (await police.SeeAsync("/cases?cursor=%25")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        (await police.SeeAsync("/cases?limit=0")).Is(HttpStatusCode.BadRequest);
        (await police.SeeAsync("/cases?limit=201")).Is(HttpStatusCode.BadRequest);
        (await police.SeeAsync("/cases?state=secret")).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_counts_of_a_case_are_declared_and_go_down_with_a_recovery()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        (await police.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        (await police.PostAsync("/cases/case-1/recoveries", """{"child":"c-1","wasCounted":true}""")).Refuses(HttpStatusCode.UnprocessableEntity, "case.count");
        (await police.PostAsync("/cases/case-1/counts", """{"notRecovered":3,"source":"a confession"}""")).Is(HttpStatusCode.OK);
        var counts = (await police.PostAsync("/cases/case-1/recoveries", """{"child":"c-1","wasCounted":true}""")).Is(HttpStatusCode.OK).Json.GetProperty("counts");
        Assert.Equal((1, 2, "a confession"), (counts.GetProperty("recovered").GetInt32(), counts.GetProperty("notRecovered").GetInt32(), counts.GetProperty("source").GetString()));
        (await police.PostAsync("/cases/case-1/recoveries", """{"child":"c-1","wasCounted":false}""")).Refuses(HttpStatusCode.Conflict, "case.child-known");
        Assert.Equal(["case.open", "case.declare", "case.recover"], (await Host.ActsAsync("case/case-1")).Select(act => act.Act));
        Assert.Equal(3, (await police.SeeAsync("/cases/case-1/history")).Is(HttpStatusCode.OK).Json.GetArrayLength());
    }

    [Fact]
    public async Task An_act_on_another_version_than_was_read_fails()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        (await police.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        var placed = (await police.PostAsync("/cases/case-1/places", """{"place":"village 1"}""", ifMatch: 1)).Is(HttpStatusCode.OK);
        Assert.Equal("\"2\"", placed.Tag);
        (await police.PostAsync("/cases/case-1/places", """{"place":"village 2"}""", ifMatch: 1)).Refuses(HttpStatusCode.PreconditionFailed, "record.changed");
        Assert.Equal("\"2\"", (await police.SeeAsync("/cases/case-1")).Tag);
    }

    [Fact]
    public async Task What_a_case_cannot_keep_is_named_by_field_and_repeated_nowhere()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        (await police.PostAsync("/cases", """{"id":"a/b"}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        (await police.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        (await police.PostAsync("/cases", """{"id":"case-1"}""")).Refuses(HttpStatusCode.Conflict, "record.known");
        var bad = (await police.PostAsync("/cases/case-1/counts", """{"notRecovered":-1,"source":" secret\u0000 "}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(["notRecovered", "source"], bad.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
        Assert.DoesNotContain("secret", bad.Text, StringComparison.Ordinal);
        (await police.PostAsync("/cases/case-1/counts", """{"notRecovered":1,"source":"s","more":1}""")).Refuses(HttpStatusCode.BadRequest, "request.malformed");
        (await police.RemoveAsync("/cases/case-1/officers/police-1")).Refuses(HttpStatusCode.UnprocessableEntity, "case.officer");
        (await police.SeeAsync("/cases/case%01")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_case_does_not_name_a_sealed_child_to_those_who_may_not_know_of_it()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        (await police.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        await Host.EnterChildAsync("c-1", "case-1");
        await Host.EnterChildAsync("c-2", "case-1");
        (await officer.PostAsync("/children/c-2/seal", """{"reason":"r"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(["c-1"], (await police.SeeAsync("/cases/case-1")).Json.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("child").GetString()));
        Assert.Equal(2, (await officer.SeeAsync("/cases/case-1")).Json.GetProperty("children").GetArrayLength());
        Assert.Equal(2, (await police.SeeAsync("/cases/case-1")).Json.GetProperty("counts").GetProperty("recovered").GetInt32());
    }

    private static IEnumerable<string?> Ids(System.Text.Json.JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());

    private static async Task StatusesAsync((HttpClient Client, int Status)[] expected)
    {
        foreach (var (client, status) in expected)
            Assert.Equal(status, (int)(await client.SeeAsync("/cases/case-1")).Status);
    }
}

public sealed class SqliteCaseTests() : CaseTests(new SqliteTestDatabase());

public sealed class PostgresCaseTests(PostgresServer server) : CaseTests(new PostgresTestDatabase(server));

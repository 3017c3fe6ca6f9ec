using System.Net;
using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Children;

public abstract class ChildRecordTests(TestDatabase database) : HostTests(database)
{
    private const string Stay = """{"event":"begin","holder":"home-1","kind":"welfare-home","place":"street 5","from":"2026-01-11","responsibleBody":"guardians"}""";

    [Fact]
    public async Task What_is_read_of_a_child_depends_on_who_asks_and_on_the_seal()
    {
        var clients = await ClientsAsync();
        await Host.EnterChildAsync("c-1");
        (await clients["police"].PostAsync("/children/c-1/custody-events", Stay)).Is(HttpStatusCode.OK);
        await StatusesAsync(clients, """
            police      200 200 403 200 403
            officer     200 200 200 200 403
            foreign     404 404 404 404 403
            protection  200 200 200 200 403
            reviewer    200 403 403 403 404
            guardian    403 200 200 200 403
            home        403 200 403 403 403
            laboratory  403 403 403 403 404
            """);
        (await clients["officer"].PostAsync("/children/c-1/seal", """{"reason":"the father is a suspect"}""")).Is(HttpStatusCode.OK);
        await StatusesAsync(clients, """
            police      404 404 403 404 403
            officer     200 200 200 200 403
            foreign     404 404 404 404 403
            protection  200 200 200 200 403
            reviewer    404 403 403 403 404
            guardian    403 200 200 200 403
            home        403 200 403 403 403
            laboratory  403 403 403 403 404
            """);
        Assert.Equal(["child.enter", "custody.begin", "child.seal"], (await Host.ActsAsync("child/c-1")).Select(act => act.Act));
    }

    [Fact]
    public async Task Sealed_facts_stand_apart_and_never_in_the_audit()
    {
        var clients = await ClientsAsync();
        await Host.EnterChildAsync("c-1");
        (await clients["police"].PostAsync("/children/c-1/medical-facts", """{"text":"heart operation"}""")).Is(HttpStatusCode.OK);
        var after = (await clients["officer"].PostAsync("/children/c-1/sealed-notes", """{"text":"birthmark hidden"}""")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("birthmark", after.Text, StringComparison.Ordinal);
        var facts = (await clients["officer"].SeeAsync("/children/c-1/sealed-facts")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("heart operation", "birthmark hidden"), (facts.GetProperty("medical")[0].GetString(), facts.GetProperty("notes")[0].GetString()));
        foreach (var act in await Host.ActsAsync())
            Assert.DoesNotMatch("heart|birthmark", act.Details + act.Subject);
    }

    [Fact]
    public async Task Custody_is_begun_handed_over_ended_and_taken_back()
    {
        var clients = await ClientsAsync();
        await Host.EnterChildAsync("c-1");
        const string path = "/children/c-1/custody-events";
        (await clients["police"].PostAsync(path, Stay)).Is(HttpStatusCode.OK);
        (await clients["police"].PostAsync(path, Stay)).Refuses(HttpStatusCode.UnprocessableEntity, "custody.overlap");
        (await clients["police"].PostAsync(path, """{"event":"end","to":"2026-01-01"}""")).Refuses(HttpStatusCode.UnprocessableEntity, "custody.reversed");
        (await clients["guardian"].PostAsync(path, """{"event":"hand-over","holder":"home-2","kind":"welfare-home","place":"p","from":"2026-02-01","responsibleBody":"guardians"}""")).Is(HttpStatusCode.OK);
        (await clients["police"].PostAsync(path, """{"event":"end","to":"2026-03-01"}""")).Is(HttpStatusCode.OK);
        (await clients["police"].PostAsync(path, """{"event":"end","to":"2026-03-02"}""")).Refuses(HttpStatusCode.UnprocessableEntity, "custody.unknown");
        var back = (await clients["police"].PostAsync(path, """{"event":"take-back","holder":"home-2","from":"2026-02-01","reason":"another child"}""")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["home-1", "home-2"], back.GetProperty("stays").EnumerateArray().Select(stay => stay.GetProperty("holder").GetString()));
        Assert.Equal("another child", back.GetProperty("stays")[1].GetProperty("takenBack").GetString());
        var lacking = (await clients["police"].PostAsync(path, """{"event":"take-back"}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(["from", "holder", "reason"], lacking.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
        (await clients["guardian"].SeeAsync(path)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_believed_sale_seals_the_child_and_several_beliefs_may_hold()
    {
        var clients = await ClientsAsync();
        await Host.EnterChildAsync("c-1");
        (await clients["police"].PostAsync("/children/c-1/acquisitions", """{"kind":"stolen","holds":false,"source":"s"}""")).Refuses(HttpStatusCode.UnprocessableEntity, "child.acquisition-not-held");
        (await clients["police"].PostAsync("/children/c-1/acquisitions", """{"kind":"abducted","holds":true,"source":"s"}""")).Is(HttpStatusCode.OK);
        (await clients["police"].PostAsync("/children/c-1/acquisitions", """{"kind":"sold-by-family","holds":true,"source":"s"}""")).Is(HttpStatusCode.NoContent);
        var child = (await clients["officer"].SeeAsync("/children/c-1")).Is(HttpStatusCode.OK).Json;
        Assert.True(child.GetProperty("isSealed").GetBoolean());
        Assert.Equal(["abducted", "sold-by-family"], child.GetProperty("believed").EnumerateArray().Select(kind => kind.GetString()));
        Assert.Empty((await clients["police"].SeeAsync("/children")).Json.GetProperty("items").EnumerateArray());
        Assert.Single((await clients["officer"].SeeAsync("/children?state=entered")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_childs_record_is_corrected_and_added_to()
    {
        var clients = await ClientsAsync();
        await Host.EnterChildAsync("c-1");
        var police = clients["police"];
        (await police.PostAsync("/children/c-1/birth", """{"from":"2025-02-01","to":"2025-01-01"}""")).Refuses(HttpStatusCode.UnprocessableEntity, "child.birth-window");
        (await police.PostAsync("/children/c-1/birth", """{"from":"9999-12-31","to":"9999-12-31"}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("2025-03-01", (await police.PostAsync("/children/c-1/birth", """{"from":"2025-02-01","to":"2025-03-01"}""", ifMatch: 1)).Is(HttpStatusCode.OK).Json.GetProperty("bornTo").GetString());
        (await police.PostAsync("/children/c-1/marks", """{"mark":"scar"}""", ifMatch: 1)).Refuses(HttpStatusCode.PreconditionFailed, "record.changed");
        (await police.PostAsync("/children/c-1/marks", """{"mark":"scar"}""")).Is(HttpStatusCode.OK);
        (await police.PostAsync("/children/c-1/photos", """{"digest":"00"}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        (await police.PostAsync("/children/c-1/photos", $$"""{"digest":"{{new string('a', 64)}}","takenOn":"2026-01-12"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(4, (await police.SeeAsync("/children/c-1/history")).Json.GetArrayLength());
    }

    private async Task<Dictionary<string, HttpClient>> ClientsAsync() => new()
    {
        ["police"] = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit),
        ["officer"] = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer),
        ["foreign"] = await Host.AsAsync("officer-2", "unit-b", Role.CaseOfficer, Role.PoliceUnit),
        ["protection"] = await Host.AsAsync("protection-1", "protection", Role.ChildProtection),
        ["reviewer"] = await Host.AsAsync("reviewer-1", "review", Role.Reviewer),
        ["guardian"] = await Host.AsAsync("guardian-1", "guardians", Role.GuardianBody),
        ["home"] = await Host.AsAsync("carer-1", "guardians", Role.WelfareHome),
        ["laboratory"] = await Host.AsAsync("lab-1", "unit-a", Role.Laboratory),
    };

    // Columns: the child, its status, its sealed facts, its custody, its profile.
    private static async Task StatusesAsync(Dictionary<string, HttpClient> clients, string expected)
    {
        foreach (string[] row in expected.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var seen = new List<string> { row[0] };
            foreach (string part in (string[])["", "/status", "/sealed-facts", "/custody-events", "/profile"])
                seen.Add($"{(int)(await clients[row[0]].SeeAsync($"/children/c-1{part}")).Status}");
            Assert.Equal(row, seen);
        }
    }
}

public sealed class SqliteChildRecordTests() : ChildRecordTests(new SqliteTestDatabase());

public sealed class PostgresChildRecordTests(PostgresServer server) : ChildRecordTests(new PostgresTestDatabase(server));

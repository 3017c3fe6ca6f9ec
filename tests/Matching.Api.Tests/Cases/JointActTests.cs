using System.Net;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Cases;

public abstract class JointActTests(TestDatabase database) : HostTests(database)
{
    [Fact]
    public async Task The_flag_of_a_case_is_taken_down_by_two_persons_and_never_by_one_twice()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer, Role.ChildProtection);
        var second = await Host.AsAsync("officer-2", "unit-a", Role.CaseOfficer);
        var foreign = await Host.AsAsync("officer-3", "unit-b", Role.CaseOfficer);
        var protection = await Host.AsAsync("protection-1", "protection", Role.ChildProtection);
        await SealedCaseAsync(police);
        (await police.PostAsync("/joint-acts", """{"act":"unseal-case","record":"case-1","reason":"cleared"}""")).Is(HttpStatusCode.Forbidden);
        (await foreign.PostAsync("/joint-acts", """{"act":"unseal-case","record":"case-1","reason":"cleared"}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        var proposed = (await second.PostAsync("/cases/case-1/unseal", """{"reason":"the suspicion is refuted"}""")).Is(HttpStatusCode.Created).Json;
        string confirm = $"/joint-acts/{proposed.GetProperty("id").GetString()}/confirm";
        (await second.PostAsync("/joint-acts", """{"act":"unseal-case","record":"case-1","reason":"again"}""")).Refuses(HttpStatusCode.Conflict, "joint.known");
        (await second.PostAsync(confirm)).Refuses(HttpStatusCode.UnprocessableEntity, "access.needs-two");
        (await foreign.PostAsync(confirm)).Refuses(HttpStatusCode.NotFound, "access.denied");
        Assert.Equal("done", (await protection.PostAsync(confirm)).Is(HttpStatusCode.OK).Json.GetProperty("state").GetString());
        (await protection.PostAsync(confirm)).Refuses(HttpStatusCode.Conflict, "joint.state");
        (await police.SeeAsync("/cases/case-1")).Is(HttpStatusCode.OK);
        Assert.Equal("officer-2+protection-1", (await officer.SeeAsync("/cases/case-1")).Json.GetProperty("inside").GetProperty("seals")[1].GetProperty("by").GetString());
        Assert.Equal(["case.open", "case.seal", "case.unseal"], (await Host.ActsAsync("case/case-1")).Select(act => act.Act));
        Assert.DoesNotContain(await Host.ActsAsync(), act => act.Details.Contains("suspicion", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_with_both_roles_is_still_one_person()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var both = await Host.AsAsync("both-1", "unit-a", Role.CaseOfficer, Role.ChildProtection);
        await SealedCaseAsync(police);
        var proposed = (await both.PostAsync("/cases/case-1/unseal", """{"reason":"r"}""")).Is(HttpStatusCode.Created).Json;
        (await both.PostAsync($"/joint-acts/{proposed.GetProperty("id").GetString()}/confirm")).Refuses(HttpStatusCode.UnprocessableEntity, "access.needs-two");
        Assert.Equal(1, (await both.SeeAsync("/joint-acts?state=proposed")).Is(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength());
        (await police.SeeAsync("/joint-acts")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_proposal_is_confirmed_on_the_version_that_was_proposed()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        var protection = await Host.AsAsync("protection-1", "protection", Role.ChildProtection);
        await SealedCaseAsync(police);
        var proposed = (await protection.PostAsync("/cases/case-1/unseal", """{"reason":"r"}""")).Is(HttpStatusCode.Created).Json;
        string confirm = $"/joint-acts/{proposed.GetProperty("id").GetString()}/confirm";
        (await officer.PostAsync(confirm, ifMatch: 7)).Refuses(HttpStatusCode.PreconditionFailed, "record.changed");
        (await officer.PostAsync("/cases/case-1/suspects", """{"person":"p-1","note":"a new one"}""")).Is(HttpStatusCode.OK);
        (await officer.PostAsync(confirm)).Refuses(HttpStatusCode.Conflict, "record.changed");
        (await officer.SeeAsync("/cases/case-1")).Is(HttpStatusCode.OK);
        (await police.SeeAsync("/cases/case-1")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_is_none_of_the_two_persons()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        await SealedCaseAsync(police);
        var officer = await Host.AsMachineAsync("key-1", "unit-a", Role.CaseOfficer);
        (await officer.PostAsync("/cases/case-1/unseal", """{"reason":"r"}""")).Is(HttpStatusCode.Forbidden);
        (await officer.PostAsync("/joint-acts", """{"act":"unseal-case","record":"case-1","reason":"r"}""")).Is(HttpStatusCode.Forbidden);
        var proposed = (await (await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer)).PostAsync("/cases/case-1/unseal", """{"reason":"r"}""")).Is(HttpStatusCode.Created).Json;
        var protection = await Host.AsMachineAsync("key-2", null, Role.ChildProtection);
        (await protection.PostAsync($"/joint-acts/{proposed.GetProperty("id").GetString()}/confirm")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_not_sealed_takes_no_two()
    {
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        (await officer.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        (await officer.PostAsync("/cases/case-1/unseal", """{"reason":"r"}""")).Refuses(HttpStatusCode.Conflict, "joint.not-sealed");
        (await officer.PostAsync("/joint-acts", """{"act":"unseal-everything","record":"case-1","reason":"r"}""")).Refuses(HttpStatusCode.BadRequest, "request.malformed");
        (await officer.PostAsync("/joint-acts", """{"act":"unseal-child","record":"c-9","reason":"r"}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
    }

    private static async Task SealedCaseAsync(HttpClient police)
    {
        (await police.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        (await police.PostAsync("/cases/case-1/seal", """{"reason":"the mother is a suspect"}""")).Is(HttpStatusCode.NoContent);
    }
}

public sealed class SqliteJointActTests() : JointActTests(new SqliteTestDatabase());

public sealed class PostgresJointActTests(PostgresServer server) : JointActTests(new PostgresTestDatabase(server));

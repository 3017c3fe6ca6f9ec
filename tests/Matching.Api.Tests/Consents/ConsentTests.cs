using System.Net;
using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Consents;

public abstract class ConsentTests(TestDatabase database) : HostTests(database)
{
    private const string Terms = """ "purpose":"search","notUsedFor":["birth-limit-penalty","evidence-against-giver"],"form":"form-3","signedBy":"mother-1","reviewOn":"2031-01-01" """;

    [Fact]
    public async Task A_withdrawn_consent_takes_the_profile_out_at_once()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var foreign = await Host.AsAsync("police-2", "unit-b", Role.PoliceUnit);
        await Host.EnterFamilyAsync("family-1", "unit-a", DrawnProfiles.Member("mother-1", "mother"));
        (await police.PostAsync("/persons/mother-1/consents", $$"""{"id":"consent-1","side":"relative","family":"family-1",{{Terms}}}""")).Is(HttpStatusCode.Created);
        await Host.SubmitFounderAsync(Side.Relative, "mother-1", 1, "family-1", "mother");
        Assert.Single((await police.SeeAsync("/persons/mother-1/consents")).Json.EnumerateArray());
        Assert.Empty((await foreign.SeeAsync("/persons/mother-1/consents")).Json.EnumerateArray());
        (await foreign.PostAsync("/consents/consent-1/withdraw", """{"reason":"r"}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await police.PostAsync("/consents/consent-1/renew", """{"reviewOn":"2036-01-01"}""", ifMatch: 1)).Is(HttpStatusCode.OK);
        (await police.PostAsync("/consents/consent-1/withdraw", """{"reason":"a quarrel"}""", ifMatch: 1)).Refuses(HttpStatusCode.PreconditionFailed, "record.changed");
        (await police.PostAsync("/consents/consent-1/withdraw", """{"reason":"a quarrel"}""")).Is(HttpStatusCode.OK);
        (await police.PostAsync("/consents/consent-1/withdraw", """{"reason":"again"}""")).Refuses(HttpStatusCode.Conflict, "consent.withdrawn");
        Assert.Equal(ProfileState.Withdrawn, (await Host.Store.ProfilesOfAsync(Side.Relative, "mother-1", Stop))[^1].State);
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await police.SeeAsync("/families/family-1")).Json.GetProperty("members")[0].GetProperty("leftAt").ValueKind);
        Assert.DoesNotContain(await Host.ActsAsync(), act => act.Details.Contains("quarrel", StringComparison.Ordinal));
        Assert.Equal(["consent.give", "consent.renew", "consent.withdraw"], (await Host.ActsAsync("consent/consent-1")).Select(act => act.Act));
    }

    [Fact]
    public async Task Nobody_enters_a_consent_for_somebody_who_is_not_theirs_to_act_for()
    {
        var foreign = await Host.AsAsync("police-2", "unit-b", Role.PoliceUnit);
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        await Host.EnterFamilyAsync("family-1", "unit-a", DrawnProfiles.Member("mother-1", "mother"));
        await Host.SubmitFounderAsync(Side.Relative, "mother-1", 1, "family-1", "mother");
        await Host.EnterChildAsync("c-1");
        (await foreign.PostAsync("/persons/mother-1/consents", $$"""{"side":"relative","family":"family-1",{{Terms}}}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await foreign.PostAsync("/persons/mother-1/consents", $$"""{"side":"relative",{{Terms}}}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await foreign.PostAsync("/persons/c-1/consents", $$"""{"side":"child",{{Terms}}}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await police.PostAsync("/persons/c-9/consents", $$"""{"side":"child",{{Terms}}}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await police.PostAsync("/persons/c-1/consents", $$"""{"id":"consent-c","side":"child",{{Terms}}}""")).Is(HttpStatusCode.Created);
        (await officer.PostAsync("/children/c-1/seal", """{"reason":"r"}""")).Is(HttpStatusCode.OK);
        Assert.Empty((await police.SeeAsync("/persons/c-1/consents")).Json.EnumerateArray());
        Assert.Single((await officer.SeeAsync("/persons/c-1/consents")).Json.EnumerateArray());
        (await police.PostAsync("/consents/consent-c/renew", """{"reviewOn":"2036-01-01"}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await police.PostAsync("/consents/consent-c/withdraw", """{"reason":"r"}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await officer.PostAsync("/consents/consent-c/renew", """{"reviewOn":"2036-01-01"}""")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_that_excludes_too_little_is_refused()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        (await police.PostAsync("/persons/aunt-1/consents", """{"side":"relative","purpose":"search","notUsedFor":["crime-traces"],"form":"f","signedBy":"aunt-1","reviewOn":"2031-01-01"}"""))
            .Refuses(HttpStatusCode.UnprocessableEntity, "consent.uses");
        var bad = (await police.PostAsync("/persons/aunt-1/consents", """{"side":"relative","purpose":"search","notUsedFor":[],"form":"","signedBy":"a\u0001","reviewOn":"1031-01-01"}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(["form", "reviewOn", "signedBy"], bad.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_child_that_refuses_when_asked_is_taken_out()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var guardian = await Host.AsAsync("guardian-1", "guardians", Role.GuardianBody);
        var other = await Host.AsAsync("guardian-2", "others", Role.GuardianBody);
        await Host.EnterChildAsync("c-1");
        await Host.SubmitFounderAsync(Side.Child, "c-1", 1);
        (await police.PostAsync("/children/c-1/birth", """{"from":"2009-01-01","to":"2009-06-01"}""")).Is(HttpStatusCode.OK);
        Assert.Empty((await guardian.SeeAsync("/consent-tasks?until=2030-01-01")).Json.GetProperty("items").EnumerateArray());
        (await police.PostAsync("/children/c-1/custody-events", """{"event":"begin","holder":"home-1","kind":"welfare-home","place":"p","from":"2026-01-11","responsibleBody":"guardians"}""")).Is(HttpStatusCode.OK);
        var tasks = (await guardian.SeeAsync("/consent-tasks?until=2030-01-01")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        string task = tasks[0].GetProperty("id").GetString()!;
        Assert.Empty((await other.SeeAsync("/consent-tasks?until=2030-01-01")).Json.GetProperty("items").EnumerateArray());
        (await other.PostAsync($"/consent-tasks/{task}/answer", """{"agrees":false}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await police.PostAsync($"/consent-tasks/{task}/answer", """{"agrees":false}""")).Is(HttpStatusCode.Forbidden);
        Assert.Equal("refuses", (await guardian.PostAsync($"/consent-tasks/{task}/answer", """{"agrees":false}""")).Is(HttpStatusCode.OK).Json.GetProperty("answer").GetString());
        (await guardian.PostAsync($"/consent-tasks/{task}/answer", """{"agrees":true}""")).Refuses(HttpStatusCode.Conflict, "consent.answered");
        Assert.Equal(ProfileState.Withdrawn, (await Host.Store.ProfilesOfAsync(Side.Child, "c-1", Stop))[^1].State);
    }
}

public sealed class SqliteConsentTests() : ConsentTests(new SqliteTestDatabase());

public sealed class PostgresConsentTests(PostgresServer server) : ConsentTests(new PostgresTestDatabase(server));

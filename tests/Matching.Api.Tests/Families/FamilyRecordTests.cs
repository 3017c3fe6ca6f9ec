using System.Net;
using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Families;

public abstract class FamilyRecordTests(TestDatabase database) : HostTests(database)
{
    [Fact]
    public async Task A_family_is_read_by_its_own_unit_and_sealed_only_by_the_cleared()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        var foreign = await Host.AsAsync("police-2", "unit-b", Role.PoliceUnit, Role.CaseOfficer);
        var protection = await Host.AsAsync("protection-1", "protection", Role.ChildProtection);
        var reviewer = await Host.AsAsync("reviewer-1", "review", Role.Reviewer);
        var guardian = await Host.AsAsync("guardian-1", "unit-a", Role.GuardianBody);
        await Host.EnterFamilyAsync("family-1", "unit-a", DrawnProfiles.Member("mother-1", "mother"));
        await StatusesAsync((police, 200), (officer, 200), (foreign, 404), (protection, 200), (reviewer, 200), (guardian, 403));
        (await police.PostAsync("/families/family-1/seal", """{"reason":"the uncle is a suspect"}""")).Is(HttpStatusCode.NoContent);
        await StatusesAsync((police, 404), (officer, 200), (foreign, 404), (protection, 200), (reviewer, 404), (guardian, 403));
        (await police.SeeAsync("/families/family-1/samples")).Is(HttpStatusCode.NotFound);
        Assert.Empty((await police.SeeAsync("/families")).Json.GetProperty("items").EnumerateArray());
        Assert.Single((await officer.SeeAsync("/families?state=searching")).Json.GetProperty("items").EnumerateArray());
        (await officer.PostAsync("/families/family-1/messages", """{"channel":"letter","subject":"found","tellsResult":true}""")).Refuses(HttpStatusCode.UnprocessableEntity, "family.sealed");
        (await protection.PostAsync("/families/family-1/messages", """{"channel":"letter","subject":"x","tellsResult":false}""")).Is(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(await Host.ActsAsync(), act => act.Details.Contains("uncle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_family_is_told_and_its_members_are_corrected_by_acts_of_their_own()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        await Host.EnterFamilyAsync("family-1", "unit-a", DrawnProfiles.Member("mother-1", "mother"));
        const string family = "/families/family-1";
        (await police.PostAsync($"{family}/messages", """{"channel":"telephone","subject":"found","tellsResult":true}""")).Refuses(HttpStatusCode.UnprocessableEntity, "family.channel");
        (await police.PostAsync($"{family}/messages", """{"channel":"telephone","subject":"asked for a sample","tellsResult":false}""", ifMatch: 1)).Is(HttpStatusCode.OK);
        (await police.PostAsync($"{family}/messages", """{"channel":"telephone","subject":"again","tellsResult":false}""", ifMatch: 1)).Refuses(HttpStatusCode.PreconditionFailed, "record.changed");
        (await police.PostAsync($"{family}/members/mother-1/category", """{"to":"suspect","reason":"r"}""")).Refuses(HttpStatusCode.UnprocessableEntity, "family.category");
        (await police.PostAsync($"{family}/members/mother-1/category", """{"to":"volunteer-relative","reason":"an aunt"}""")).Is(HttpStatusCode.OK);
        (await police.PostAsync($"{family}/members/mother-9/contact", """{"how":"by letter"}""")).Refuses(HttpStatusCode.UnprocessableEntity, "family.no-member");
        (await police.PostAsync($"{family}/members/mother-1/contact", """{"how":"by letter"}""")).Is(HttpStatusCode.OK);
        var member = (await police.PostAsync($"{family}/members/mother-1/death", """{"on":"2026-02-01","recontact":"sister"}""")).Is(HttpStatusCode.OK).Json.GetProperty("members")[0];
        Assert.Equal(("volunteer-relative", "2026-02-01", "sister"), (member.GetProperty("category").GetString(), member.GetProperty("diedOn").GetString(), member.GetProperty("recontact").GetString()));
        Assert.Equal(["family.enter", "family.message", "family.recategorise", "family.contact", "family.death"], (await Host.ActsAsync("family/family-1")).Select(act => act.Act));
        Assert.Equal(5, (await police.SeeAsync($"{family}/history")).Json.GetArrayLength());
        (await police.PostAsync($"{family}/messages", """{"channel":"pigeon","subject":"x","tellsResult":false}""")).Refuses(HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task Who_is_compared_on_a_consent_leaves_by_withdrawing_it_and_a_suspect_takes_the_profile_along()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        await Host.EnterFamilyAsync("family-1", "unit-a", DrawnProfiles.Member("mother-1", "mother"), DrawnProfiles.Member("aunt-1", "maternal-aunt", PersonCategory.VolunteerRelative));
        await Host.EnterFamilyAsync("family-2", "unit-a", DrawnProfiles.Member("suspect-1", "father", PersonCategory.Suspect));
        await Host.SubmitFounderAsync(Side.Relative, "mother-1", 1, "family-1", "mother");
        await Host.SubmitFounderAsync(Side.Relative, "suspect-1", 2, "family-2", "father", PersonCategory.Suspect);
        (await police.PostAsync("/families/family-1/members/mother-1/leave", """{"reason":"wants to"}""")).Refuses(HttpStatusCode.Conflict, "family.consent-in-force");
        (await police.PostAsync("/families/family-1/members/aunt-1/leave", """{"reason":"never gave a sample"}""")).Is(HttpStatusCode.OK);
        (await police.PostAsync("/families/family-2/members/suspect-1/leave", """{"reason":"the order was lifted"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(ProfileState.Withdrawn, (await Host.Store.ProfilesOfAsync(Side.Relative, "suspect-1", Stop))[^1].State);
        Assert.Equal(ProfileState.Active, (await Host.Store.ProfilesOfAsync(Side.Relative, "mother-1", Stop))[^1].State);
        (await police.PostAsync("/families/family-2/members/suspect-1/leave", """{"reason":"again"}""")).Refuses(HttpStatusCode.UnprocessableEntity, "family.no-member");
        Assert.DoesNotContain(await Host.ActsAsync(), act => act.Details.Contains("order was", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_samples_of_a_family_say_how_far_they_are()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        await Host.EnterFamilyAsync("family-1", "unit-a", DrawnProfiles.Member("mother-1", "mother"), DrawnProfiles.Member("father-1", "father"));
        await Host.SubmitFounderAsync(Side.Relative, "mother-1", 1, "family-1", "mother");
        await Host.SubmitFounderAsync(Side.Child, "c-1", 9);
        await Host.SettleAsync();
        var samples = (await police.SeeAsync("/families/family-1/samples")).Is(HttpStatusCode.OK).Json.EnumerateArray().ToDictionary(sample => sample.GetProperty("person").GetString()!);
        Assert.Equal(1, samples["mother-1"].GetProperty("childrenCompared").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, samples["father-1"].GetProperty("typed").ValueKind);
        (await police.SeeAsync("/families/family-9/samples")).Refuses(HttpStatusCode.NotFound, "access.denied");
    }

    private static async Task StatusesAsync(params (HttpClient Client, int Status)[] expected)
    {
        foreach (var (client, status) in expected)
            Assert.Equal(status, (int)(await client.SeeAsync("/families/family-1")).Status);
    }
}

public sealed class SqliteFamilyRecordTests() : FamilyRecordTests(new SqliteTestDatabase());

public sealed class PostgresFamilyRecordTests(PostgresServer server) : FamilyRecordTests(new PostgresTestDatabase(server));

using System.Net;
using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Claims;

public abstract class ClaimTests(TestDatabase database) : HostTests(database)
{
    private const string Path = "/children/c-1/claim-checks";

    [Fact]
    public async Task A_claim_is_judged_and_whom_it_excludes_is_a_known_non_parent()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var foreign = await Host.AsAsync("police-2", "unit-b", Role.PoliceUnit);
        await ArrangeAsync();
        var check = (await police.PostAsync(Path, """{"id":"check-1","claimants":[{"person":"stranger-1","role":"father"},{"person":"mother-1","role":"mother"}]}""")).Is(HttpStatusCode.Created).Json;
        Assert.Equal("excludes", check.GetProperty("verdict").GetString());
        Assert.Equal(["stranger-1"], check.GetProperty("excluded").EnumerateArray().Select(person => person.GetString()));
        Assert.Equal(20, check.GetProperty("lociCompared").GetInt32());
        var child = (await police.SeeAsync("/children/c-1")).Json;
        Assert.Equal(["stranger-1"], child.GetProperty("nonParents").EnumerateArray().Select(known => known.GetProperty("person").GetString()));
        Assert.Equal(2, child.GetProperty("claims").GetArrayLength());
        Assert.Equal("supports", (await police.PostAsync(Path, """{"claimants":[{"person":"father-1","role":"father"},{"person":"mother-1","role":"mother"}]}""")).Is(HttpStatusCode.Created).Json.GetProperty("verdict").GetString());
        Assert.Equal(2, (await police.SeeAsync(Path)).Is(HttpStatusCode.OK).Json.GetArrayLength());
        (await police.SeeAsync($"{Path}/check-1")).Is(HttpStatusCode.OK);
        (await police.SeeAsync("/children/c-2/claim-checks/check-1")).Is(HttpStatusCode.NotFound);
        (await foreign.SeeAsync(Path)).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await foreign.SeeAsync($"{Path}/check-1")).Refuses(HttpStatusCode.NotFound, "access.denied");
        (await foreign.PostAsync(Path, """{"claimants":[{"person":"father-1","role":"father"}]}""")).Refuses(HttpStatusCode.NotFound, "access.denied");
        Assert.Single(await Host.ActsAsync("claim-check/check-1"));
    }

    [Fact]
    public async Task A_claim_that_cannot_be_checked_is_refused()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        await ArrangeAsync();
        (await police.PostAsync(Path, """{"claimants":[]}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        (await police.PostAsync(Path, """{"claimants":[{"person":"father-1","role":"uncle"}]}""")).Refuses(HttpStatusCode.BadRequest, "request.malformed");
        (await police.PostAsync(Path, """{"claimants":[{"person":"father-1","role":"father"}],"model":99}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        (await police.PostAsync(Path, """{"claimants":[{"person":"nobody","role":"father"}]}""")).Refuses(HttpStatusCode.UnprocessableEntity, "claim.profile");
        (await police.PostAsync(Path, """{"claimants":[{"person":"no\u0000body","role":"father"}]}""")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        (await police.PostAsync(Path, """{"claimants":[{"person":"father-1","role":"father"},{"person":"stranger-1","role":"father"}]}""")).Refuses(HttpStatusCode.UnprocessableEntity, "claim.claimants");
        (await police.PostAsync(Path, """{"claimants":[{"person":"father-1","role":"father"}]}""", ifMatch: 9)).Refuses(HttpStatusCode.PreconditionFailed, "record.changed");
    }

    [Fact]
    public async Task The_claims_of_a_sealed_child_are_sealed()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        await ArrangeAsync();
        (await police.PostAsync(Path, """{"id":"check-1","claimants":[{"person":"father-1","role":"father"}]}""")).Is(HttpStatusCode.Created);
        (await officer.PostAsync("/children/c-1/seal", """{"reason":"r"}""")).Is(HttpStatusCode.OK);
        (await police.SeeAsync($"{Path}/check-1")).Is(HttpStatusCode.NotFound);
        (await police.SeeAsync(Path)).Is(HttpStatusCode.NotFound);
        (await officer.SeeAsync($"{Path}/check-1")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_claim_tells_nobody_of_a_sealed_family()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit);
        var officer = await Host.AsAsync("officer-1", "unit-a", Role.CaseOfficer);
        var other = await Host.AsAsync("officer-2", "unit-b", Role.CaseOfficer);
        await ArrangeAsync();
        await Host.EnterFamilyAsync("family-9", "unit-b", DrawnProfiles.Member("father-9", "father"));
        await Host.SubmitFounderAsync(Side.Relative, "father-9", 1, "family-9", "father");
        const string claim = """{"claimants":[{"person":"father-9","role":"father"}]}""";
        (await police.PostAsync(Path, claim)).Is(HttpStatusCode.Created);
        (await other.PostAsync("/families/family-9/seal", """{"reason":"r"}""")).Is(HttpStatusCode.OK);
        var unknown = (await police.PostAsync(Path, claim.Replace("father-9", "nobody", StringComparison.Ordinal))).Refuses(HttpStatusCode.UnprocessableEntity, "claim.profile");
        var hidden = (await police.PostAsync(Path, claim)).Refuses(HttpStatusCode.UnprocessableEntity, "claim.profile");
        Assert.Equal(unknown.Json.GetProperty("detail").GetString(), hidden.Json.GetProperty("detail").GetString());
        (await officer.PostAsync(Path, claim)).Is(HttpStatusCode.Created);
    }

    private async Task ArrangeAsync()
    {
        await Host.EnterChildAsync("c-1");
        await Host.SubmitChildOfAsync("c-1", 1, 2);
        await Host.SubmitFounderAsync(Side.Relative, "father-1", 1, null, null, PersonCategory.ClaimedParent);
        await Host.SubmitFounderAsync(Side.Relative, "mother-1", 2, null, null, PersonCategory.ClaimedParent);
        await Host.SubmitFounderAsync(Side.Relative, "stranger-1", 77, null, null, PersonCategory.ClaimedParent);
    }
}

public sealed class SqliteClaimTests() : ClaimTests(new SqliteTestDatabase());

public sealed class PostgresClaimTests(PostgresServer server) : ClaimTests(new PostgresTestDatabase(server));

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Keys;

public abstract class KeyTests(TestDatabase database) : HostTests(database)
{
    private static readonly Uri Keys = new("/api/v1/keys", UriKind.Relative), Child = new("/api/v1/children/c-1", UriKind.Relative);

    [Fact]
    public async Task A_key_opens_what_its_roles_and_scope_allow_and_its_secret_is_shown_once()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        var issued = await IssueAsync(admin, new { code = "lab-7", unit = "lab", roles = new[] { "police-unit" }, scope = new[] { "read-child" }, days = 30 });
        string bearer = issued.GetProperty("bearer").GetString()!;
        var machine = Machine(bearer);
        Assert.Equal(HttpStatusCode.NotFound, (await machine.GetAsync(Child, Stop)).StatusCode);
        Assert.Equal("request.forbidden", await Answers.CodeAsync(await machine.GetAsync(Keys, Stop), HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.Forbidden, (await machine.GetAsync(new Uri("/api/v1/session", UriKind.Relative), Stop)).StatusCode);
        string list = await admin.GetStringAsync(Keys, Stop) + await admin.GetStringAsync(new Uri("/api/v1/keys/lab-7", UriKind.Relative), Stop);
        Assert.Contains("lab-7", list, StringComparison.Ordinal);
        Assert.DoesNotContain(bearer[^43..], list, StringComparison.Ordinal);
        Assert.DoesNotContain("digest", list, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_the_next_request_on()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        var issued = await IssueAsync(admin, new { roles = new[] { "police-unit" }, days = 1 });
        string id = issued.GetProperty("key").GetProperty("id").GetString()!;
        var machine = Machine(issued.GetProperty("bearer").GetString()!);
        Assert.Equal(HttpStatusCode.NotFound, (await machine.GetAsync(Child, Stop)).StatusCode);
        var revoked = await Answers.JsonAsync(await admin.PostAsync(new Uri($"/api/v1/keys/{id}/revoke", UriKind.Relative), null, Stop), HttpStatusCode.OK);
        Assert.Equal("revoked", revoked.GetProperty("state").GetString());
        Assert.Equal("admin", revoked.GetProperty("revokedBy").GetString());
        var refused = await machine.GetAsync(Child, Stop);
        Assert.Equal("request.not-signed-in", await Answers.CodeAsync(refused, HttpStatusCode.Unauthorized));
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_key_that_another_process_revokes_opens_nothing_a_second_later()
    {
        var machine = await Host.AsMachineAsync("m-1", "unit-a", Role.PoliceUnit);
        Assert.Equal(HttpStatusCode.NotFound, (await machine.GetAsync(Child, Stop)).StatusCode);
        var elsewhere = new RecordBook(await Database.OpenAsync());
        var administrator = new Actor("admin", null, [Role.Administrator]);
        var now = TimeProvider.System.GetUtcNow();
        Assert.True((await elsewhere.ActAsync<ApiKey>("m-1", Permission.ManageKeys, "key.revoke", key => key.Revoke(administrator, now), administrator, now, Stop)).IsDone);
        await Task.Delay(TimeSpan.FromSeconds(1.05), Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, (await machine.GetAsync(Child, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_opens_nothing_even_beside_a_session()
    {
        var anna = await Host.AsAsync("anna", "unit-a", Role.PoliceUnit);
        await Host.AsMachineAsync("m-1", "unit-a", Role.PoliceUnit);
        string[] wrong = ["mk_m-1_" + new string('A', 43), "mk_m-2_" + new string('A', 43), "mk_m-1_short", "nothing", "mk_a%00b_" + new string('A', 43)];
        foreach (string bearer in wrong)
        {
            anna.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            Assert.Equal(HttpStatusCode.Unauthorized, (await anna.GetAsync(Child, Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task What_a_key_may_not_be_is_refused()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        string[] reviewer = ["reviewer"];
        Assert.Equal("request.invalid", await RefusalAsync(admin, new { roles = reviewer }, HttpStatusCode.BadRequest));
        Assert.Equal("request.invalid", await RefusalAsync(admin, new { roles = reviewer, days = 1, expiresAt = DateTimeOffset.UnixEpoch }, HttpStatusCode.BadRequest));
        Assert.Equal("request.invalid", await RefusalAsync(admin, new { roles = reviewer, days = 367 }, HttpStatusCode.BadRequest));
        Assert.Equal("request.malformed", await RefusalAsync(admin, new { roles = new[] { "queen" }, days = 1 }, HttpStatusCode.BadRequest));
        Assert.Equal(AccessCodes.KeyRoles, await RefusalAsync(admin, new { roles = new[] { "system" }, days = 1 }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal(AccessCodes.KeyExpiry, await RefusalAsync(admin, new { roles = reviewer, expiresAt = DateTimeOffset.UnixEpoch }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal(AccessCodes.KeyReach, await RefusalAsync(admin, new { roles = reviewer, scope = new[] { "review-match" }, days = 1 }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal(AccessCodes.Code, await RefusalAsync(admin, new { code = "a b", roles = reviewer, days = 1 }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("record.known", await RefusalAsync(admin, new { code = "admin", roles = reviewer, days = 1 }, HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync(new Uri("/api/v1/keys/nobody/revoke", UriKind.Relative), null, Stop)).StatusCode);
    }

    private static async Task<JsonElement> IssueAsync(HttpClient admin, object request) => await Answers.JsonAsync(await admin.PostAsJsonAsync(Keys, request, Stop), HttpStatusCode.Created);

    private static async Task<string?> RefusalAsync(HttpClient admin, object request, HttpStatusCode status) => await Answers.CodeAsync(await admin.PostAsJsonAsync(Keys, request, Stop), status);

    private HttpClient Machine(string bearer)
    {
        var client = Host.Anybody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return client;
    }
}

public sealed class SqliteKeyTests() : KeyTests(new SqliteTestDatabase());

public sealed class PostgresKeyTests(PostgresServer server) : KeyTests(new PostgresTestDatabase(server));

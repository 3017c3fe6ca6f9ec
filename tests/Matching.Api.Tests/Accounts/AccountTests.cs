using System.Net;
using System.Net.Http.Json;
using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Accounts;

public abstract class AccountTests(TestDatabase database) : HostTests(database)
{
    private static readonly Uri Accounts = new("/api/v1/accounts", UriKind.Relative), Session = new("/api/v1/session", UriKind.Relative);

    [Fact]
    public async Task A_new_account_is_enrolled_once_and_opens_after_a_code_and_a_password_of_its_own()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        var opened = await Answers.JsonAsync(await admin.PostAsJsonAsync(Accounts, new { code = "anna", unit = "unit-a", roles = new[] { "police-unit" } }, Stop), HttpStatusCode.Created);
        string temporary = opened.GetProperty("temporaryPassword").GetString()!;
        var anna = Host.Anybody();
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(anna, "anna", "not the password", null)).StatusCode);
        var enrolment = await Answers.JsonAsync(await SignInAsync(anna, "anna", temporary, null), HttpStatusCode.Accepted);
        string secret = SecretOf(enrolment.GetProperty("uri").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(anna, "anna", temporary, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anna.GetAsync(Session, Stop)).StatusCode);
        var session = await Answers.JsonAsync(await SignInAsync(anna, "anna", temporary, TestPerson.CodeOf(secret)), HttpStatusCode.OK);
        Assert.True(session.GetProperty("mustChangePassword").GetBoolean());
        anna.DefaultRequestHeaders.Add(CrossSiteDefence.Header, session.GetProperty("csrfToken").GetString());
        var child = new Uri("/api/v1/children/c-1", UriKind.Relative);
        Assert.Equal(AccessCodes.SessionPasswordDue, await Answers.CodeAsync(await anna.GetAsync(child, Stop), HttpStatusCode.Forbidden));
        var chosen = await anna.PostAsJsonAsync(new Uri("/api/v1/session/password", UriKind.Relative), new { current = temporary, next = "quite another one" }, Stop);
        Assert.False((await Answers.JsonAsync(chosen, HttpStatusCode.OK)).GetProperty("mustChangePassword").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(child, Stop)).StatusCode);
    }

    [Fact]
    public async Task An_administrator_sees_accounts_without_what_proves_them()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        await Host.AsAsync("anna", "unit-a", Role.Reviewer);
        string list = await admin.GetStringAsync(Accounts, Stop);
        Assert.Contains("anna", list, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", list, StringComparison.OrdinalIgnoreCase);
        var page = await Answers.JsonAsync(await admin.GetAsync(new Uri("/api/v1/accounts?limit=1", UriKind.Relative), Stop), HttpStatusCode.OK);
        var next = await Answers.JsonAsync(await admin.GetAsync(new Uri($"/api/v1/accounts?limit=1&cursor={page.GetProperty("next").GetString()}", UriKind.Relative), Stop), HttpStatusCode.OK);
        Assert.Equal("anna", next.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync(new Uri("/api/v1/accounts?cursor=%21", UriKind.Relative), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync(new Uri("/api/v1/accounts?limit=0", UriKind.Relative), Stop)).StatusCode);
    }

    [Fact]
    public async Task Accounts_are_the_administrators_alone()
    {
        var officer = await Host.AsAsync("anna", "unit-a", Role.CaseOfficer, Role.ChildProtection, Role.Reviewer, Role.Auditor);
        Assert.Equal("request.forbidden", await Answers.CodeAsync(await officer.GetAsync(Accounts, Stop), HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.Forbidden, (await ActAsync(officer, "anna", "disable")).StatusCode);
    }

    [Fact]
    public async Task Other_roles_and_a_shut_account_end_the_session_at_once()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        var anna = await Host.AsAsync("anna", "unit-a", Role.PoliceUnit);
        var carl = await Host.AsAsync("carl", "unit-a", Role.PoliceUnit);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync(Session, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await carl.GetAsync(Session, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ActAsync(admin, "anna", "roles", new { unit = "unit-b", roles = new[] { "reviewer" } })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ActAsync(admin, "carl", "disable")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anna.GetAsync(Session, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await carl.GetAsync(Session, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ActAsync(admin, "carl", "enable")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await carl.GetAsync(Session, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_does_not_go_together_is_refused()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        await Host.AsAsync("anna", "unit-a", Role.GuardianBody);
        Assert.Equal(AccessCodes.AccountRoles, await Answers.CodeAsync(await ActAsync(admin, "anna", "roles", new { unit = "u", roles = new[] { "guardian-body", "police-unit" } }), HttpStatusCode.UnprocessableEntity));
        Assert.Equal(AccessCodes.AccountSelf, await Answers.CodeAsync(await ActAsync(admin, "admin", "reset"), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("record.known", await Answers.CodeAsync(await admin.PostAsJsonAsync(Accounts, new { code = "anna", roles = new[] { "reviewer" } }, Stop), HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.NotFound, (await ActAsync(admin, "nobody", "disable")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsJsonAsync(Accounts, new { code = "b", roles = Array.Empty<string>() }, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsJsonAsync(Accounts, new { code = new string('x', 101), roles = new[] { "reviewer" } }, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_version_that_is_past_is_a_failed_precondition()
    {
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        await Host.AsAsync("anna", "unit-a", Role.Reviewer);
        var read = await admin.GetAsync(new Uri("/api/v1/accounts/anna", UriKind.Relative), Stop);
        using var stale = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/accounts/anna/disable", UriKind.Relative));
        stale.Headers.Add("If-Match", "\"1\"");
        Assert.Equal("record.changed", await Answers.CodeAsync(await admin.SendAsync(stale, Stop), HttpStatusCode.PreconditionFailed));
        using var present = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/accounts/anna/disable", UriKind.Relative));
        present.Headers.Add("If-Match", read.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(present, Stop)).StatusCode);
    }

    private static Task<HttpResponseMessage> ActAsync(HttpClient client, string code, string act, object? body = null) =>
        client.PostAsync(new Uri($"/api/v1/accounts/{code}/{act}", UriKind.Relative), body is null ? null : JsonContent.Create(body), Stop);

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string code, string password, string? oneTimeCode) =>
        client.PostAsJsonAsync(Session, new { code, password, oneTimeCode }, Stop);

    // Back from base32, as an authenticator reads it.
    private static string SecretOf(string uri)
    {
        string typed = uri.Split("secret=")[1].Split('&')[0];
        string bits = string.Concat(typed.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return Convert.ToHexStringLower([.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))]);
    }
}

public sealed class SqliteAccountTests() : AccountTests(new SqliteTestDatabase());

public sealed class PostgresAccountTests(PostgresServer server) : AccountTests(new PostgresTestDatabase(server));

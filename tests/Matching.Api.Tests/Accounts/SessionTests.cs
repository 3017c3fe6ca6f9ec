using System.Net;
using System.Net.Http.Json;
using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Accounts;

public abstract class SessionTests(TestDatabase database) : HostTests(database)
{
    private static readonly Uri Session = new("/api/v1/session", UriKind.Relative);

    [Fact]
    public async Task A_person_signs_in_is_known_and_signs_out()
    {
        var anna = await Host.AsAsync("anna", "unit-a", Role.PoliceUnit, Role.CaseOfficer);
        var session = await Answers.JsonAsync(await anna.GetAsync(Session, Stop), HttpStatusCode.OK);
        Assert.Equal("anna", session.GetProperty("code").GetString());
        Assert.Equal("unit-a", session.GetProperty("unit").GetString());
        Assert.Equal(["police-unit", "case-officer"], session.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!));
        Assert.Equal(HttpStatusCode.NoContent, (await anna.DeleteAsync(Session, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anna.GetAsync(Session, Stop)).StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_for_this_server_alone_and_no_script_reads_it()
    {
        string secret = await EnrolAsync("anna");
        var answer = await AttemptAsync("anna", TestPerson.Password, TestPerson.CodeOf(secret));
        string[] cookies = [.. answer.Headers.GetValues("Set-Cookie")];
        Assert.Equal(2, cookies.Length);
        Assert.All(cookies, cookie => Assert.Contains("; samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_stolen_cookie_is_worth_nothing_after_signing_out()
    {
        string secret = await EnrolAsync("anna");
        var answer = await AttemptAsync("anna", TestPerson.Password, TestPerson.CodeOf(secret));
        string cookie = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
        string token = (await Answers.JsonAsync(answer, HttpStatusCode.OK)).GetProperty("csrfToken").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, cookie, token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, cookie)).StatusCode);
    }

    [Fact]
    public async Task Unknown_code_wrong_password_wrong_and_missing_one_time_code_look_alike()
    {
        string secret = await EnrolAsync("anna");
        string wrong = OneTimeCode.Of(secret, 1);
        var answers = await Task.WhenAll(
            AttemptAsync("nobody", TestPerson.Password, wrong), AttemptAsync("anna", "not the password", TestPerson.CodeOf(secret)),
            AttemptAsync("anna", TestPerson.Password, wrong), AttemptAsync("anna", TestPerson.Password, null));
        foreach (var answer in answers)
        {
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Equal(AccessCodes.SessionRefused, await Answers.CodeAsync(answer, HttpStatusCode.Unauthorized));
        }

        string[] texts = await Task.WhenAll(answers.Select(async answer => (await Answers.JsonAsync(answer, HttpStatusCode.Unauthorized)).GetProperty("detail").GetString()!));
        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task A_one_time_code_is_used_once_even_by_two_at_the_same_time()
    {
        string secret = await EnrolAsync("anna"), code = TestPerson.CodeOf(secret);
        var answers = await Task.WhenAll(AttemptAsync("anna", TestPerson.Password, code), AttemptAsync("anna", TestPerson.Password, code), AttemptAsync("anna", TestPerson.Password, code));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AttemptAsync("anna", TestPerson.Password, code)).StatusCode);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    public async Task After_several_wrong_attempts_there_is_a_wait_whether_there_is_such_an_account_or_not(string code)
    {
        string secret = await EnrolAsync("anna");
        var wrong = await Task.WhenAll(Enumerable.Range(0, SignInWaits.Free + 1).Select(_ => AttemptAsync(code, "not the password", "000000")));
        Assert.All(wrong, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        var waits = await AttemptAsync(code, TestPerson.Password, TestPerson.CodeOf(secret));
        Assert.Equal(AccessCodes.SessionWait, await Answers.CodeAsync(waits, HttpStatusCode.TooManyRequests));
        Assert.InRange(waits.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
    }

    [Fact]
    public async Task A_change_in_a_session_needs_its_token_and_no_other_site()
    {
        string secret = await EnrolAsync("anna");
        var answer = await AttemptAsync("anna", TestPerson.Password, TestPerson.CodeOf(secret));
        string cookie = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
        string token = (await Answers.JsonAsync(answer, HttpStatusCode.OK)).GetProperty("csrfToken").GetString()!;
        Assert.Equal(AccessCodes.SessionToken, await Answers.CodeAsync(await SendAsync(HttpMethod.Delete, cookie), HttpStatusCode.Forbidden));
        Assert.Equal(AccessCodes.SessionToken, await Answers.CodeAsync(await SendAsync(HttpMethod.Delete, cookie, "made up"), HttpStatusCode.Forbidden));
        Assert.Equal(AccessCodes.SessionToken, await Answers.CodeAsync(await SendAsync(HttpMethod.Delete, cookie, token, "https://elsewhere.example"), HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, cookie, token, Host.Address.GetLeftPart(UriPartial.Authority))).StatusCode);
    }

    [Fact]
    public async Task The_session_outlives_a_restart_and_ends_with_the_account()
    {
        string secret = await EnrolAsync("anna");
        var answer = await AttemptAsync("anna", TestPerson.Password, TestPerson.CodeOf(secret));
        string cookie = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
        await RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, cookie)).StatusCode);
        var admin = await Host.AsAsync("admin", null, Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync(new Uri("/api/v1/accounts/anna/disable", UriKind.Relative), null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, cookie)).StatusCode);
    }

    [Fact]
    public async Task Choosing_a_password_ends_the_other_sessions()
    {
        var anna = await Host.AsAsync("anna", "unit-a", Role.Reviewer);
        var book = new RecordBook(Host.Store);
        int before = (await book.FindAsync<Account>("anna", Stop))!.Record.Epoch;
        Assert.Equal("request.invalid", await Answers.CodeAsync(await ChooseAsync(anna, TestPerson.Password, "short"), HttpStatusCode.BadRequest));
        Assert.Equal(AccessCodes.SessionRefused, await Answers.CodeAsync(await ChooseAsync(anna, "not the password", "quite another one"), HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.OK, (await ChooseAsync(anna, TestPerson.Password, "quite another one")).StatusCode);
        Assert.Equal(before + 1, (await book.FindAsync<Account>("anna", Stop))!.Record.Epoch);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync(Session, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_people_do_to_sign_in_stands_in_the_audit()
    {
        await Host.AsAsync("anna", "unit-a", Role.Reviewer);
        await AttemptAsync("anna", "not the password", "000000");
        var acts = new List<string>();
        await foreach (var entry in Host.Store.ReadAuditAsync(stop: Stop))
            acts.Add($"{entry.Act.Actor} {entry.Act.Act} {entry.Act.Subject}");
        Assert.Contains("anna session.begin account/anna", acts);
        Assert.Contains("public session.refuse account/anna", acts);
    }

    private static Task<HttpResponseMessage> ChooseAsync(HttpClient client, string current, string next) =>
        client.PostAsJsonAsync(new Uri("/api/v1/session/password", UriKind.Relative), new { current, next }, Stop);

    private Task<string> EnrolAsync(string code) => TestPerson.EnrolAsync(Host.Store, code, "unit-a", [Role.Reviewer], Stop);

    private Task<HttpResponseMessage> AttemptAsync(string code, string password, string? oneTimeCode) =>
        Host.Anybody().PostAsJsonAsync(Session, new { code, password, oneTimeCode }, Stop);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string cookie, string? token = null, string? origin = null)
    {
        using var plain = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(method, Session);
        request.Headers.Add("Cookie", cookie);
        if (token is not null)
            request.Headers.Add(CrossSiteDefence.Header, token);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await plain.SendAsync(request, Stop);
    }
}

public sealed class SqliteSessionTests() : SessionTests(new SqliteTestDatabase());

public sealed class PostgresSessionTests(PostgresServer server) : SessionTests(new PostgresTestDatabase(server));

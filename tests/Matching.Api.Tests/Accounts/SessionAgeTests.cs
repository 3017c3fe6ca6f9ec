using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Storage.Tests.Databases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matching.Api.Tests.Accounts;

public sealed class SessionAgeTests() : HostTests(new SqliteTestDatabase())
{
    [Theory]
    [InlineData(0, 0, 0, HttpStatusCode.OK)]
    [InlineData(11.9, 0, 0, HttpStatusCode.OK)]
    [InlineData(12.1, 0, 0, HttpStatusCode.Unauthorized)]
    [InlineData(1, 0.51, 0, HttpStatusCode.Unauthorized)]
    [InlineData(0, 0, 1, HttpStatusCode.Unauthorized)]
    public async Task A_session_ends_by_age_by_idleness_and_with_its_epoch(double hoursOld, double hoursIdle, int epochsOff, HttpStatusCode expected)
    {
        await Host.AsAsync("anna", "unit-a", Role.Reviewer);
        int epoch = (await new RecordBook(Host.Store).FindAsync<Account>("anna", Stop))!.Record.Epoch - epochsOff;
        var now = TimeProvider.System.GetUtcNow();
        var cookies = Host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Name);
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, "anna"), new Claim(ClaimTypes.Name, "anna"), new Claim("epoch", epoch.ToString(CultureInfo.InvariantCulture)),
                new Claim("begun", now.AddHours(-hoursOld).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            Sessions.Name);
        var kept = new AuthenticationProperties { IssuedUtc = now.AddHours(-hoursIdle), ExpiresUtc = now.AddHours(-hoursIdle) + Sessions.Idle };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/session", UriKind.Relative));
        request.Headers.Add("Cookie", $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(new AuthenticationTicket(new ClaimsPrincipal(identity), kept, Sessions.Name))}");
        Assert.Equal(expected, (await Host.Anybody().SendAsync(request, Stop)).StatusCode);
    }
}

public sealed class DemoSessionTests() : HostTests(new SqliteTestDatabase())
{
    protected override string[] Settings => ["--demo"];

    [Fact]
    public async Task In_a_demonstration_no_one_time_code_is_asked_for()
    {
        await TestPerson.EnrolAsync(Host.Store, "anna", "unit-a", [Role.Reviewer], Stop);
        var answer = await Host.Anybody().PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), new { code = "anna", password = TestPerson.Password }, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}

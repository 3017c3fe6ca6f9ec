using System.Net;
using System.Net.Http.Json;
using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Security;

public sealed class AnswerTests() : HostTests(new SqliteTestDatabase())
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/api/v1/children/c-1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_answer_tells_browsers_to_run_and_keep_nothing(string path)
    {
        var answer = await Host.Anybody().GetAsync(new Uri(path, UriKind.Relative), Stop);
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_page_for_people_works_under_its_policy()
    {
        var page = await Host.Anybody().GetAsync(new Uri("/docs/index.html", UriKind.Relative), Stop);
        string html = await page.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("default-src 'self'", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_site_is_let_in()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri("/api/v1/session", UriKind.Relative));
        preflight.Headers.Add("Origin", "https://elsewhere.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        var answer = await Host.Anybody().SendAsync(preflight, Stop);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        using var signIn = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/session", UriKind.Relative)) { Content = JsonContent.Create(new { code = "a", password = "b" }) };
        signIn.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(AccessCodes.SessionToken, await Answers.CodeAsync(await Host.Anybody().SendAsync(signIn, Stop), HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("elsewhere.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    public async Task It_answers_under_its_own_names_alone(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health/live", UriKind.Relative));
        request.Headers.Host = host;
        Assert.Equal(expected, (await Host.Anybody().SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var large = new StringContent($"{{\"code\":\"{new string('x', 2 << 20)}\"}}", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal("request.too-large", await Answers.CodeAsync(await Host.Anybody().PostAsync(new Uri("/api/v1/session", UriKind.Relative), large, Stop), HttpStatusCode.RequestEntityTooLarge));
    }

    [Theory]
    [InlineData("10.0.0.7", "@10.0.0.7")]
    [InlineData("::ffff:10.0.0.7", "@10.0.0.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "@20010db800010002")]
    [InlineData("2001:db8:1:2:ffff::", "@20010db800010002")]
    public void Addresses_are_limited_by_network(string address, string network) => Assert.Equal(network, RequestLimits.Network(IPAddress.Parse(address)));

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}

public sealed class LimitTests() : HostTests(new SqliteTestDatabase())
{
    private const int PerMinute = 20;

    protected override string[] Settings => [$"--Matching:RequestsPerMinute={PerMinute}"];

    [Fact]
    public async Task Who_calls_too_often_waits_and_others_do_not()
    {
        var anna = await Host.AsMachineAsync("m-1", "unit-a", Role.PoliceUnit);
        var carl = await Host.AsMachineAsync("m-2", "unit-a", Role.PoliceUnit);
        var child = new Uri("/api/v1/children/c-1", UriKind.Relative);
        for (int i = 0; i < PerMinute; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(child, Stop)).StatusCode);
        var refused = await anna.GetAsync(child, Stop);
        Assert.Equal("request.too-many", await Answers.CodeAsync(refused, HttpStatusCode.TooManyRequests));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.NotFound, (await carl.GetAsync(child, Stop)).StatusCode);
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_few_by_address()
    {
        // Not a client of the tests: it reads the description first, which counts as well.
        using var client = new HttpClient { BaseAddress = Host.Address };
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 6; i++)
            statuses.Add((await client.PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), new { code = $"a-{i}" }, Stop)).StatusCode);
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.BadRequest, 5), HttpStatusCode.TooManyRequests], statuses);
    }
}

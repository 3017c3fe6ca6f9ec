using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Records;

namespace Matching.Api.Tests.Stories;

/// <summary>The people of a story, each signed in as people do; they stay signed in when the server starts again.</summary>
/// <param name="host">The server as it runs now.</param>
internal sealed class Cast(Func<MatchingHost> host)
{
    public const string Administrator = "administrator";

    private const string Password = "seven herons over rice";

    // Of the others the accounts are put there: hashing passwords as the server does takes a second for each of them.
    private static readonly string[] Enrolling = ["officer-a", "guardian"];

    private static readonly (string Code, string Unit, Role[] Roles)[] People =
    [
        ("officer-a", "unit-a", [Role.CaseOfficer]),
        ("police-a", "unit-a", [Role.PoliceUnit]),
        ("police-b", "unit-b", [Role.PoliceUnit]),
        ("officer-b", "unit-b", [Role.CaseOfficer]),
        ("stranger", "unit-c", [Role.PoliceUnit, Role.CaseOfficer]),
        ("laboratory-1", "laboratory-one", [Role.Laboratory]),
        ("laboratory-2", "laboratory-two", [Role.Laboratory, Role.Reviewer]),
        ("reviewer-1", "review", [Role.Reviewer]),
        ("reviewer-2", "review", [Role.Reviewer]),
        ("reviewer-3", "review", [Role.Reviewer]),
        ("cleared-1", "protection", [Role.Reviewer, Role.ChildProtection]),
        ("cleared-2", "protection", [Role.Reviewer, Role.ChildProtection]),
        ("protection", "protection", [Role.ChildProtection]),
        ("guardian", "civil-affairs", [Role.GuardianBody]),
        ("home", "civil-affairs", [Role.WelfareHome]),
        ("auditor", "audit-office", [Role.Auditor]),
    ];

    private readonly Dictionary<string, Dictionary<string, string>> _cookies = [];
    private readonly Dictionary<string, string> _tokens = [];
    private readonly Dictionary<string, HttpClient> _clients = [];
    private string _key = "";

    /// <summary>The public.</summary>
    public HttpClient Anybody => _clients.TryGetValue("", out var known) ? known : _clients[""] = host().Anybody();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A client of somebody.</summary>
    public HttpClient this[string code] => _clients.TryGetValue(code, out var known) ? known : _clients[code] = Resumed(code);

    /// <summary>Has everybody signed in.</summary>
    /// <param name="key">The administrator's key that the first start wrote down.</param>
    public async Task OpenAsync(string key)
    {
        _key = key;
        foreach (var (code, unit, roles) in People)
        {
            var client = _clients[code] = host().Anybody();
            if (Enrolling.Contains(code))
                await EnrolAsync(client, code, unit, roles);
            else
                await SignInAsync(client, code, TestPerson.Password, await TestPerson.EnrolAsync(host().Store, code, unit, roles, Stop));
        }
    }

    /// <summary>The server runs elsewhere now: everybody goes on with the cookies of before.</summary>
    public void Follow() => _clients.Clear();

    private static async Task<(JsonElement Body, HttpResponseMessage Answer)> SendAsync(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        var answer = await client.PostAsJsonAsync(new Uri($"/api/v1/{path}", UriKind.Relative), body, Stop);
        return (await Answers.JsonAsync(answer, expected), answer);
    }

    private static string SecretOf(string uri)
    {
        string typed = uri.Split("secret=")[1].Split('&')[0];
        string bits = string.Concat(typed.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return Convert.ToHexStringLower([.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))]);
    }

    // From the administrator's key to a password of the person's own choice.
    private async Task EnrolAsync(HttpClient client, string code, string unit, Role[] roles)
    {
        var opened = await SendAsync(this[Administrator], "accounts", new { code, unit, roles = roles.Select(RecordJson.Word) }, HttpStatusCode.Created);
        string temporary = opened.Body.GetProperty("temporaryPassword").GetString()!;
        var enrolment = await SendAsync(client, "session", new { code, password = temporary }, HttpStatusCode.Accepted);
        await SignInAsync(client, code, temporary, SecretOf(enrolment.Body.GetProperty("uri").GetString()!));
        Keep(code, client, await SendAsync(client, "session/password", new { current = temporary, next = Password }, HttpStatusCode.OK));
    }

    private async Task SignInAsync(HttpClient client, string code, string password, string secret) =>
        Keep(code, client, await SendAsync(client, "session", new { code, password, oneTimeCode = TestPerson.CodeOf(secret) }, HttpStatusCode.OK));

    private void Keep(string code, HttpClient client, (JsonElement Body, HttpResponseMessage Answer) session)
    {
        _cookies.TryAdd(code, []);
        foreach (string cookie in session.Answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            _cookies[code][cookie.Split('=')[0]] = cookie.Split(';')[0];
        _tokens[code] = session.Body.GetProperty("csrfToken").GetString()!;
        client.DefaultRequestHeaders.Remove(CrossSiteDefence.Header);
        client.DefaultRequestHeaders.Add(CrossSiteDefence.Header, _tokens[code]);
    }

    private HttpClient Resumed(string code)
    {
        var client = host().Anybody();
        if (code == Administrator)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _key);
            return client;
        }

        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", _cookies[code].Values));
        client.DefaultRequestHeaders.Add(CrossSiteDefence.Header, _tokens[code]);
        return client;
    }
}

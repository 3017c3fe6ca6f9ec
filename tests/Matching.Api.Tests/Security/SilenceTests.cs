using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Matching.Api.Hosting;
using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matching.Api.Tests.Security;

/// <summary>What secrets, genotypes and names must not reach: the log, the console, the audit, and the database in the clear.</summary>
public sealed class SilenceTests : IAsyncLifetime
{
    private const string Name = "Wang-Xiaoming-4711", Alleles = "17.3,29.2", WrongPassword = "a-wrong-password-4711";

    private static readonly Uri Session = new("/api/v1/session", UriKind.Relative);

    private readonly SqliteTestDatabase _database = new();
    private readonly Written _written = new();
    private readonly HttpClient _client = new();
    private readonly TextWriter _out = Console.Out;
    private WebApplication? _app;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Console.SetOut(TextWriter.Synchronized(_written));
        _app = await ApiHost.BuildAsync(
            [$"--Matching:Database={_database.Connection}", $"--Matching:KeyFile={_database.KeyFile}", "--Matching:Url=http://127.0.0.1:0", "--Matching:RequestsPerMinute=1000000"],
            builder => builder.Logging.AddProvider(_written));
        _app.MapGet("/fault", string () => throw new InvalidOperationException($"{Name} {Alleles}")).AllowAnybody();
        await _app.StartAsync(Stop);
        _client.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Console.SetOut(_out);
        _client.Dispose();
        await _app!.DisposeAsync();
        await _database.DisposeAsync();
        await _written.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_secret_is_written_anywhere()
    {
        var store = _app!.Services.GetRequiredService<ICaseStore>();
        string bearer = (await File.ReadAllTextAsync(_database.Connection + ".admin-key", Stop)).Trim();
        string secret = await TestPerson.EnrolAsync(store, "anna", "unit-a", [Role.Reviewer, Role.CaseOfficer], Stop), code = TestPerson.CodeOf(secret);
        await SignInAsync("anna", WrongPassword, code);
        var answer = await SignInAsync("anna", TestPerson.Password, code);
        string[] cookies = [.. answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0].Split('=', 2)[1])];
        await MisbehaveAsync(bearer);
        string[] forbidden = [Name, Alleles, WrongPassword, TestPerson.Password, secret, OneTimeCode.Typed(secret), bearer, bearer[^43..], .. cookies];
        string written = _written.Text;
        Assert.Contains("InvalidOperationException", written, StringComparison.Ordinal);
        Assert.All(forbidden, text => Assert.DoesNotContain(text, written, StringComparison.Ordinal));
        Assert.DoesNotContain($"\"{code}\"", written, StringComparison.Ordinal);
        await foreach (var entry in store.ReadAuditAsync(stop: Stop))
            Assert.All(forbidden, text => Assert.DoesNotContain(text, $"{entry.Act}", StringComparison.Ordinal));
        string content = Encoding.Latin1.GetString(await _database.ContentAsync());
        Assert.All(forbidden, text => Assert.DoesNotContain(text, content, StringComparison.Ordinal));
    }

    private async Task MisbehaveAsync(string bearer)
    {
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        string[] read = ["/fault", $"/fault?name={Name}", $"/api/v1/keys/{Name}", $"/api/v1/keys?cursor={Name}&limit={Alleles}", $"/api/v1/children/{Name}", $"/{Name}", $"/api/v1/keys/%00{Name}"];
        foreach (string path in read)
            await _client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        string[] bodies = [$"{{\"code\":\"{Name} {Alleles}\",\"roles\":[\"{Name}\"]}}", $"{{\"{Name}\":\"{Alleles}\"}}", $"{Name} {Alleles}", $"{{\"code\":\"{Name} {Alleles}\",\"roles\":[\"reviewer\"],\"days\":1}}"];
        string[] written = ["/api/v1/keys", "/api/v1/accounts", "/api/v1/submissions", "/api/v1/children", "/api/v1/session", $"/api/v1/accounts/{Name}/roles"];
        foreach (string path in written)
            foreach (string body in bodies)
                await _client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer[..^2] + "xx");
        await _client.GetAsync(new Uri("/api/v1/keys", UriKind.Relative), Stop);
    }

    private Task<HttpResponseMessage> SignInAsync(string code, string password, string oneTimeCode) =>
        _client.PostAsJsonAsync(Session, new { code, password, oneTimeCode }, Stop);

    /// <summary>Keeps what loggers and the console write.</summary>
    private sealed class Written : StringWriter, ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', [.. _lines, ToString()]);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}

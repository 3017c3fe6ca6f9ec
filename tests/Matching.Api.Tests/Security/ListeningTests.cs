using Matching.Api.Hosting;
using Matching.Api.Security;
using Matching.Storage.Tests.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace Matching.Api.Tests.Security;

public class ListeningTests
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:80")]
    [InlineData("http://[::1]:80")]
    [InlineData("https://0.0.0.0:443")]
    [InlineData("http://127.0.0.1:1;https://*:443")]
    public void Plain_http_is_for_loopback(string url) => Listening.Check(new ConfigurationBuilder().Build(), new MatchingOptions { Url = url });

    [Theory]
    [InlineData("http://0.0.0.0:80")]
    [InlineData("http://*:80")]
    [InlineData("http://+:80")]
    [InlineData("http://[::]:80")]
    [InlineData("http://10.0.0.7:80")]
    [InlineData("http://localhost.example:80")]
    [InlineData("http://127.0.0.1.example:80")]
    [InlineData("http://127.0.0.1:1;http://registry:80")]
    [InlineData("HTTP://0.0.0.0:80")]
    [InlineData("nothing")]
    public void Plain_http_elsewhere_refuses_to_start(string url)
    {
        var none = new ConfigurationBuilder().Build();
        Assert.Throws<StartRefusedException>(() => Listening.Check(none, new MatchingOptions { Url = url }));
        string[] settings = ["urls", "Kestrel:Endpoints:Other:Url"];
        foreach (string setting in settings)
            Assert.Throws<StartRefusedException>(() => Listening.Check(new ConfigurationBuilder().AddInMemoryCollection([new(setting, url)]).Build(), new MatchingOptions()));
    }

    [Fact]
    public void It_answers_to_the_names_it_listens_on()
    {
        var none = new ConfigurationBuilder().Build();
        Assert.Equal(Loopback, Listening.Hosts(none, new MatchingOptions()));
        Assert.Equal(["registry.example"], Listening.Hosts(none, new MatchingOptions { Url = "https://registry.example:443" }));
        Assert.Equal(["a.example", "b.example"], Listening.Hosts(none, new MatchingOptions { Url = "https://*:443", Hosts = "a.example; b.example" }));
        Assert.Throws<StartRefusedException>(() => Listening.Hosts(none, new MatchingOptions { Url = "https://*:443" }));
    }

    [Fact]
    public async Task The_server_refuses_such_settings_before_it_opens_anything()
    {
        await using var database = new SqliteTestDatabase();
        string[] given = ["--Matching:Url=http://0.0.0.0:0", "--urls=http://0.0.0.0:0", "--Kestrel:Endpoints:Http:Url=http://*:0"];
        foreach (string setting in given)
            await Assert.ThrowsAsync<StartRefusedException>(() => ApiHost.BuildAsync([$"--Matching:Database={database.Connection}", setting]));
        Assert.False(File.Exists(database.Connection));
    }

    [Fact]
    public async Task What_code_binds_elsewhere_is_seen_after_the_start()
    {
        await using var database = new SqliteTestDatabase();
        await using var app = await ApiHost.BuildAsync(
            [$"--Matching:Database={database.Connection}", $"--Matching:KeyFile={database.KeyFile}"], builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(0)));
        await Assert.ThrowsAsync<StartRefusedException>(() => app.StartAsync(TestContext.Current.CancellationToken));
    }
}

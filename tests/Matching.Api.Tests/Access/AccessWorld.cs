using Matching.Api.Security;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Desks;

namespace Matching.Api.Tests.Access;

/// <summary>Everybody who calls, and the records that they ask for: fresh ones wherever an act was done on those before.</summary>
internal sealed class AccessWorld
{
    private const string Stranger = "somebody-else", Unknown = "nobody-there", UnknownNumber = "999999";

    private static readonly string[] Numbers = ["submission", "run"];

    private readonly MatchingHost _host;
    private readonly TypedRecords _typed;
    private readonly Dictionary<(string Pool, Standing Standing), IReadOnlyDictionary<string, string>> _fresh = [];
    private readonly Dictionary<string, string> _runs = [];
    private int _made;

    private AccessWorld(MatchingHost host) => (_host, _typed) = (host, new TypedRecords(host));

    /// <summary>Their clients, by the names of the callers.</summary>
    public Dictionary<string, IReadOnlyList<HttpClient>> Clients { get; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<AccessWorld> OfAsync(MatchingHost host, IReadOnlyList<string> callers)
    {
        var world = new AccessWorld(host);
        foreach (string caller in callers)
            world.Clients.Add(caller, await AccessCallers.OfAsync(host, caller));
        string[] runners = [.. callers.Select(RunnerOf), Stranger];
        await world._typed.MakeAsync(runners);
        foreach (string runner in runners)
            world._runs.Add(runner, await world._typed.RunOfAsync(runner));
        return world;
    }

    /// <summary>What stands in the places of a row.</summary>
    public async Task<Dictionary<string, string>> PlacesAsync(AuthorizationRow row, Standing standing, string caller)
    {
        var values = new Dictionary<string, string>();
        foreach (string place in row.Places)
            values.Add(place, place switch
            {
                "unique" => $"unique-{++_made}",
                "of" => "children",
                "model" => "1",
                "run" => _runs[standing == Standing.Own ? RunnerOf(caller) : Stranger],
                _ => _typed.Of(standing).GetValueOrDefault(place) ?? (await PoolAsync(PoolOf(place), standing))[place],
            });
        return values;
    }

    /// <summary>The same with codes that nothing has.</summary>
    public static Dictionary<string, string> Nobody(IReadOnlyDictionary<string, string> places) =>
        places.ToDictionary(place => place.Key, place => place.Key is "unique" or "of" ? place.Value : Numbers.Contains(place.Key) ? UnknownNumber : Unknown);

    /// <summary>An act was done: the next one finds records as they were.</summary>
    public void Renew(AuthorizationRow row, Standing standing)
    {
        foreach (string place in row.Places)
            _fresh.Remove((PoolOf(place), standing));
    }

    private static string RunnerOf(string caller) => caller == AccessCallers.Machine ? AccessCallers.RunningKey : caller;

    private static string PoolOf(string place) => place is "joint" or "account" or "key" ? place : "records";

    private async Task<IReadOnlyDictionary<string, string>> PoolAsync(string pool, Standing standing)
    {
        if (!_fresh.TryGetValue((pool, standing), out var records))
            _fresh[(pool, standing)] = records = pool switch
            {
                "joint" => await AccessRecords.ProposeAsync(_host, standing, ++_made),
                "account" or "key" => await CallerAsync(pool, $"{pool}-{++_made}"),
                _ => await AccessRecords.MakeAsync(_host, standing, ++_made),
            };
        return records;
    }

    private async Task<IReadOnlyDictionary<string, string>> CallerAsync(string kind, string code)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var change = await new RecordBook(_host.Store).BeginAsync(Stop);
        if (kind == "key")
        {
            var key = ApiKey.Issue(code, null, [Role.Auditor], [], KeyText.DigestOf("secret"), now.AddDays(1), "test", now).Value;
            Assert.Null(await change.AddAsync(key, Stop));
            Assert.True((await change.CommitAsync("key.issue", key, Actor.System, now, Stop)).IsDone);
        }
        else
        {
            var account = Account.Open(code, null, [Role.Auditor], "hash", "test", now).Value;
            Assert.Null(await change.AddAsync(account, Stop));
            Assert.True((await change.CommitAsync("account.open", account, Actor.System, now, Stop)).IsDone);
        }

        return new Dictionary<string, string> { [kind] = code };
    }
}

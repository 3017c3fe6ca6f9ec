using System.Net;
using Matching.Api.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Matching.Api.Security;

/// <summary>Where the server may listen, and under which names: without TLS on this machine alone.</summary>
internal static class Listening
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Refuses addresses that would carry genetic data in the clear over a network.</summary>
    /// <exception cref="StartRefusedException">Plain HTTP elsewhere than on loopback.</exception>
    public static void Check(IConfiguration configuration, MatchingOptions options) => Check(Addresses(configuration, options));

    /// <summary>The same for addresses that are bound, or shall be.</summary>
    public static void Check(IEnumerable<string> addresses)
    {
        foreach (string address in addresses)
            if (Read(address) is { } read && !IsSecure(read) && !IsLocal(read))
                throw new StartRefusedException($"{address}: plain HTTP is for this machine alone. Listen on http://127.0.0.1 or http://localhost, or use https:// with a certificate.");
    }

    /// <summary>True where every address is one of HTTPS.</summary>
    public static bool IsSecure(IConfiguration configuration, MatchingOptions options) => Addresses(configuration, options).All(address => IsSecure(Read(address)));

    /// <summary>The names under which requests are answered; others are of somebody who leads a browser here under a name of his own.</summary>
    /// <exception cref="StartRefusedException">It listens on all addresses and no name is set.</exception>
    public static IList<string> Hosts(IConfiguration configuration, MatchingOptions options)
    {
        if (options.Hosts is { } set)
            return [.. set.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        return [.. Addresses(configuration, options).Select(Read).SelectMany(NamesOf).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<string> NamesOf(BindingAddress address) =>
        IsLocal(address) ? Loopback
        : address.Host is "*" or "+" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            ? throw new StartRefusedException($"It listens on all addresses. Set {MatchingOptions.Section}:{nameof(MatchingOptions.Hosts)} to the names, with ';', under which it is called.")
        : [address.Host];

    private static IEnumerable<string> Addresses(IConfiguration configuration, MatchingOptions options) =>
        from text in configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).Append(configuration["urls"]).Append(options.Url)
        from address in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select address;

    private static bool IsSecure(BindingAddress address) => address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

    // What is neither an address nor localhost Kestrel binds on all addresses.
    private static bool IsLocal(BindingAddress address) =>
        address.IsUnixPipe || address.IsNamedPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static BindingAddress Read(string address)
    {
        try
        {
            return BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw new StartRefusedException($"'{address}' is no address to listen on. Write it like http://127.0.0.1:5080.");
        }
    }
}

/// <summary>Looks at what is really bound, whoever asked for it.</summary>
internal sealed class BoundAddresses(IServer server) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Listening.Check(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

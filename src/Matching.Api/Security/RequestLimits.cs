using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Matching.Casework.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace Matching.Api.Security;

/// <summary>How often somebody may call: by key or account, and by address where nobody is signed in.</summary>
internal static class RequestLimits
{
    /// <summary>Attempts to sign in, by address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Calls that answer a notice, by address.</summary>
    public const string Calls = "calls";

    private const int SignInsOf = 600, CallsOf = 1200, Fewest = 5;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Puts a stricter limit on an endpoint that is open to anybody.</summary>
    public static TBuilder Limit<TBuilder>(this TBuilder builder, string policy)
        where TBuilder : IEndpointConventionBuilder => builder.RequireRateLimiting(policy);

    public static void AddRequestLimits(this IServiceCollection services, MatchingOptions options)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = TellWhen;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => http.Features.Get<Actor>() is { } actor
                ? Of(actor.Code, options.RequestsPerMinute)
                : Of(AddressOf(http), Math.Max(Fewest, options.RequestsPerMinute / 10)));
            limiter.AddPolicy(SignIn, http => Of(AddressOf(http), Math.Max(Fewest, options.RequestsPerMinute / SignInsOf)));
            limiter.AddPolicy(Calls, http => Of(AddressOf(http), Math.Max(Fewest, options.RequestsPerMinute / CallsOf)));
        });
    }

    /// <summary>Who counts as one address: whoever has an IPv6 address has the 64 bits behind its network, too.</summary>
    public static string Network(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? $"@{Convert.ToHexStringLower(plain.GetAddressBytes().AsSpan(0, 8))}" : $"@{plain}";
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? Network(address) : "@";

    private static RateLimitPartition<string> Of(string caller, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(caller, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Window });

    private static ValueTask TellWhen(OnRejectedContext context, CancellationToken stop)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        context.HttpContext.Response.Headers.RetryAfter = Seconds(wait);
        return ValueTask.CompletedTask;
    }

    /// <summary>A wait as Retry-After has it.</summary>
    public static string Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}

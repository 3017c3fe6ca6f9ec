using Matching.Api.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Search;
using Matching.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Operations;

/// <summary>What answers here.</summary>
internal static class AboutEndpoint
{
    /// <summary>Whoever is signed in and may do anything at all.</summary>
    public static Permission[] Anyone { get; } = Enum.GetValues<Permission>();

    public static Ok<AboutView> Read(CaseStore store, MatchingOptions options) => TypedResults.Ok(new AboutView(
        "Matching",
        RegistryServices.Engine,
        TileSearch.Kernel,
        store.Database,
        store.Schema,
        new AboutOptions(
            options.Url, options.Demo, options.Threads, options.SearchWait.TotalSeconds, options.MaxBodyBytes, options.MaxSubmissionBytes, options.RequestsPerMinute,
            options.Telemetry is not null, options.Packed is not null || store.Database == "sqlite")));
}

/// <summary>What answers here.</summary>
/// <param name="Program">Name of the program.</param>
/// <param name="Engine">Its version, as search runs keep it.</param>
/// <param name="Kernel">The kernel that dismisses pairs by proof on this machine.</param>
/// <param name="Database">The kind of database.</param>
/// <param name="Schema">The newest step of its schema.</param>
/// <param name="Options">The settings.</param>
public sealed record AboutView(string Program, string Engine, string Kernel, string Database, string Schema, AboutOptions Options);

/// <summary>The settings, without any that is a secret, a place of one, or an address that may hold one.</summary>
/// <param name="Url">Where the server listens.</param>
/// <param name="Demo">True for a demonstration with sample data.</param>
/// <param name="Threads">Threads of a search.</param>
/// <param name="SearchWaitSeconds">How long a submission of one child waits for its search.</param>
/// <param name="MaxBodyBytes">Largest body of a request.</param>
/// <param name="MaxSubmissionBytes">Largest submission of a laboratory.</param>
/// <param name="RequestsPerMinute">Requests per minute of one key or account.</param>
/// <param name="HasTelemetry">True when metrics and traces are sent.</param>
/// <param name="KeepsPacked">True when packed snapshots of the relatives are kept.</param>
public sealed record AboutOptions(
    string Url, bool Demo, int Threads, double SearchWaitSeconds, long MaxBodyBytes, long MaxSubmissionBytes, int RequestsPerMinute, bool HasTelemetry, bool KeepsPacked);

using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;

namespace Matching.Api.Tests.Access;

/// <summary>The callers of the table: an account of one role each, and keys that have all roles between them.</summary>
internal static class AccessCallers
{
    /// <summary>Name of the caller who has keys.</summary>
    public const string Machine = "machine";

    /// <summary>Code of the key that orders runs.</summary>
    public const string RunningKey = "key-of-unit";

    // Roles that do not go together stand in keys of their own.
    private static readonly Role[] Others = [Role.PoliceUnit, Role.Reviewer, Role.CaseOfficer, Role.ChildProtection, Role.WelfareHome, Role.Auditor];

    /// <summary>The clients of a caller; of several keys, what the first one opens counts.</summary>
    public static async Task<IReadOnlyList<HttpClient>> OfAsync(MatchingHost host, string caller) => caller switch
    {
        "anybody" => [host.Anybody()],
        "laboratory" => [await host.AsAsync(caller, "lab-a", Role.Laboratory)],
        "police" => [await host.AsAsync(caller, "unit-a", Role.PoliceUnit)],
        "officer" => [await host.AsAsync(caller, "unit-a", Role.CaseOfficer)],
        "reviewer" => [await host.AsAsync(caller, "review", Role.Reviewer)],
        "protection" => [await host.AsAsync(caller, "protection", Role.ChildProtection)],
        "guardian" => [await host.AsAsync(caller, "body-a", Role.GuardianBody)],
        "home" => [await host.AsAsync(caller, "body-a", Role.WelfareHome)],
        "administrator" => [await host.AsAsync(caller, null, Role.Administrator)],
        "auditor" => [await host.AsAsync(caller, null, Role.Auditor)],
        Machine =>
        [
            await host.AsMachineAsync(RunningKey, "unit-a", Others), await host.AsMachineAsync("key-of-lab", "lab-a", Role.Laboratory),
            await host.AsMachineAsync("key-of-body", "body-a", Role.GuardianBody), await host.AsMachineAsync("key-of-administrator", null, Role.Administrator),
        ],
        _ => throw new InvalidOperationException($"The table names a caller that there is not: {caller}."),
    };
}

namespace Matching.Tests.Architecture;

/// <summary>One project of the product: what it may reference, and nothing else.</summary>
/// <param name="Project">Name of the project and of its folder under <c>src</c>.</param>
/// <param name="Projects">The projects it may reference.</param>
/// <param name="Packages">The packages it may reference.</param>
/// <param name="Sdk">The project SDK.</param>
internal sealed record Room(string Project, string[] Projects, string[] Packages, string Sdk = "Microsoft.NET.Sdk");

/// <summary>The ground plan, bottom to top. A new project or reference begins with a line here and its reason in docs/decisions.</summary>
internal static class GroundPlan
{
    public const string Genetics = "Matching.Genetics", Kernels = "Matching.Kernels", Engine = "Matching.Engine", Formats = "Matching.Formats";
    public const string Statistics = "Matching.Statistics", Casework = "Matching.Casework", Storage = "Matching.Storage";
    public const string Reports = "Matching.Reports", Api = "Matching.Api", Cli = "Matching.Cli";

    public static readonly Room[] Rooms =
    [
        new(Genetics, [], []),
        new(Kernels, [], []),
        new(Engine, [Genetics, Kernels], []),
        new(Formats, [Genetics], ["CsvHelper"]),
        new(Statistics, [Genetics], ["MathNet.Numerics"]),
        new(Casework, [Genetics, Engine, Statistics], []),
        new(Storage, [Genetics, Casework], ["Dapper", "Npgsql", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.core", "SQLitePCLRaw.bundle_e_sqlite3"]),
        new(Reports, [Genetics, Casework], []),
        new(Api, [Genetics, Formats, Casework, Storage, Reports], ["Microsoft.AspNetCore.OpenApi", "Swashbuckle.AspNetCore.SwaggerUI", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol"], Sdk: "Microsoft.NET.Sdk.Web"),
        new(Cli, [Genetics, Engine, Statistics, Formats, Casework, Storage, Reports], ["System.CommandLine", "Spectre.Console"]),
    ];

    /// <summary>Analysers see every project and are part of none.</summary>
    public static readonly string[] Analysers = ["Meziantou.Analyzer", "Roslynator.Analyzers"];

    /// <summary>Assemblies and packages (by the beginning of their name) that one room keeps to itself.</summary>
    public static readonly (string Prefix, string Room)[] Exclusive =
    [
        ("MathNet", Statistics), ("Microsoft.ML", Statistics),
        ("Dapper", Storage), ("Npgsql", Storage), ("Microsoft.Data.Sqlite", Storage), ("SQLitePCLRaw", Storage),
        ("Microsoft.AspNetCore", Api), ("Swashbuckle", Api), ("OpenTelemetry", Api),
    ];

    /// <summary>The room of a project; null when the plan has none.</summary>
    public static Room? RoomOf(string project) => Array.Find(Rooms, room => room.Project == project);

    /// <summary>The assemblies of a package, where they are not named like it.</summary>
    public static string[] AssembliesOf(string package) => package switch
    {
        "Microsoft.Data.Sqlite.Core" => ["Microsoft.Data.Sqlite"],
        "SQLitePCLRaw.bundle_e_sqlite3" => ["SQLitePCLRaw.batteries_v2"],
        "Microsoft.AspNetCore.OpenApi" => ["Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi"],
        "OpenTelemetry" => ["OpenTelemetry", "OpenTelemetry.Api"],
        _ => [package],
    };
}

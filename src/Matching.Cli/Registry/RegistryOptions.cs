using System.CommandLine;
using Matching.Casework;
using Matching.Storage;

namespace Matching.Cli.Registry;

/// <summary>Which registry a command works on, and for whom.</summary>
internal sealed class RegistryOptions(string name)
{
    private readonly Option<string> _database = new(name) { Description = "The registry: path of an SQLite file, or connection string of PostgreSQL (Host=...;Database=..., postgresql://...).", HelpName = "DB", Required = true };
    private readonly Option<string?> _keyFile = new("--key-file") { Description = "The key file of the registry (default: the variable MATCHING_KEY_FILE, else beside the database).", HelpName = "FILE" };
    private readonly Option<string> _actor = new("--actor") { Description = "Code of who does this, for the audit (default cli).", HelpName = "CODE", DefaultValueFactory = _ => "cli" };

    public IEnumerable<Option> Options => [_database, _keyFile, _actor];

    public RegistryPlace Read(ParseResult parsed) => new(parsed.GetRequiredValue(_database), parsed.GetValue(_keyFile), parsed.GetValue(_actor)!);
}

/// <summary>A registry named on the command line.</summary>
/// <param name="Database">Path or connection string.</param>
/// <param name="KeyFile">Its key file; null: the usual place.</param>
/// <param name="Actor">Who acts.</param>
internal sealed record RegistryPlace(string Database, string? KeyFile, string Actor)
{
    private StoreOptions Store => new(Database) { KeyFile = KeyFile };

    /// <summary>True for a file that does not exist yet.</summary>
    public bool IsMissing => !Store.IsServer && !File.Exists(Database) && !Directory.Exists(Database);

    /// <summary>Opens the registry, and makes it where there is none.</summary>
    /// <exception cref="CaseStoreException">It cannot be opened; the code says why.</exception>
    public async Task<CaseStore> OpenOrCreateAsync(CancellationToken stop) => await CaseStore.OpenAsync(Store, stop);

    /// <summary>Opens a registry that exists.</summary>
    /// <exception cref="CaseStoreException">It cannot be opened; the code says why.</exception>
    public async Task<CaseStore> OpenAsync(CancellationToken stop) => IsMissing
        ? throw new CaseStoreException(CaseStoreCodes.NotARegistry, $"There is no registry '{Database}'. Check the path; 'matching import FILE --to {Database}' makes one.")
        : await CaseStore.OpenAsync(Store with { MayCreate = Directory.Exists(Database) }, stop);
}

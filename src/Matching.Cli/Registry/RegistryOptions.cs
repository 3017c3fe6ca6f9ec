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

    private readonly Option<string?> _packed = new("--packed") { Description = "Keep packed snapshots of the relatives under this name, genetic data in the clear for the owner's eyes alone (default: beside an SQLite file; none for a server).", HelpName = "FILE" };

    public IEnumerable<Option> Options => [_database, _keyFile, _actor];

    /// <summary>The options of a command that searches or withdraws.</summary>
    public IEnumerable<Option> OptionsOfSearch => [.. Options, _packed];

    public RegistryPlace Read(ParseResult parsed) => new(parsed.GetRequiredValue(_database), parsed.GetValue(_keyFile), parsed.GetValue(_actor)!, parsed.GetValue(_packed));
}

/// <summary>A registry named on the command line.</summary>
/// <param name="Database">Path or connection string.</param>
/// <param name="KeyFile">Its key file; null: the usual place.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Packed">Name under which packed snapshots are kept; null: beside a file, nowhere for a server.</param>
internal sealed record RegistryPlace(string Database, string? KeyFile, string Actor, string? Packed = null)
{
    private StoreOptions Store => new(Database) { KeyFile = KeyFile };

    /// <summary>The packed snapshot of a model; null where none is kept.</summary>
    public string? PackedOf(int model) => (Packed ?? (Store.IsServer ? null : Database)) is { } name ? $"{name}.{model}.packed" : null;

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

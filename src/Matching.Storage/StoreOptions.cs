namespace Matching.Storage;

/// <summary>Which registry to open.</summary>
/// <param name="Connection">A path of an SQLite file, or a connection string or URI of PostgreSQL (<c>Host=...</c>, <c>postgresql://...</c>).</param>
public sealed record StoreOptions(string Connection)
{
    /// <summary>The file of the keys; null: the place in the environment variable <c>MATCHING_KEY_FILE</c>, else the default place.</summary>
    public string? KeyFile { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a change waits for one that another process makes, before it is refused as locked.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>True for PostgreSQL, false for a file.</summary>
    public bool IsServer =>
        Connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || Connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || Connection.Split(';').Any(part => part.Split('=')[0].Trim().ToUpperInvariant() is "HOST" or "SERVER" && part.Contains('='));

    // A connection string may hold a password.
    public override string ToString() => IsServer ? "a PostgreSQL registry" : Connection;
}

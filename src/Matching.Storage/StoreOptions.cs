namespace Matching.Storage;

/// <summary>Which registry to open.</summary>
/// <param name="Connection">A path of an SQLite file, or a connection string or URI of PostgreSQL (<c>Host=...</c>, <c>postgresql://...</c>).</param>
public sealed record StoreOptions(string Connection)
{
    /// <summary>The file of the keys; null: the place in the environment variable <c>MATCHING_KEY_FILE</c>, else the default place.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Whether a new registry is made where the database is empty; otherwise that is refused.</summary>
    public bool MayCreate { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a change waits for one that another process makes, before it is refused as locked.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>True for PostgreSQL, false for a file.</summary>
    /// <remarks>What only looks like a connection is one too, for then it is refused by a message that does not repeat it: it may hold a password.</remarks>
    public bool IsServer => Connection.Contains("://", StringComparison.Ordinal)
        || Connection.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase) || Connection.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase)
        || Connection.Split(';', ' ').Any(part => part.Contains('=') && part.Split('=')[0].ToUpperInvariant() is "HOST" or "SERVER" or "PASSWORD" or "PWD" or "DATABASE" or "DBNAME" or "USERNAME" or "USER");

    // A connection string may hold a password.
    public override string ToString() => IsServer ? "a PostgreSQL registry" : Connection;
}

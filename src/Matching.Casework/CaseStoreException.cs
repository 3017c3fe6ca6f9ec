namespace Matching.Casework;

/// <summary>The registry could not do what was asked; nothing was changed.</summary>
/// <param name="code">Stable code, listed in docs/errors.md.</param>
/// <param name="message">What was wrong and what to do. Never personal or genetic data.</param>
/// <param name="cause">What the database said; null for a refusal of our own.</param>
public sealed class CaseStoreException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;

    /// <summary>True when the same act may well succeed later: the server restarts, a file is locked.</summary>
    public bool IsTransient => Code is CaseStoreCodes.Lost or CaseStoreCodes.Locked;
}

/// <summary>Why a store refuses.</summary>
public static class CaseStoreCodes
{
    public const string Unreachable = "storage.unreachable";
    public const string Lost = "storage.connection-lost";
    public const string Locked = "storage.locked";
    public const string Full = "storage.disk-full";
    public const string Damaged = "storage.damaged";
    public const string NotARegistry = "storage.not-a-registry";
    public const string NewerSchema = "storage.newer-schema";
    public const string SchemaChanged = "storage.schema-changed";
    public const string WrongKey = "storage.wrong-key";
    public const string NoKey = "storage.no-key";
    public const string BadKeyFile = "storage.bad-key-file";
    public const string ReadOnly = "storage.read-only";
    public const string RecordChanged = "record.changed";
}

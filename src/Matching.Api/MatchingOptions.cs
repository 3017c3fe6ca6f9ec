using System.ComponentModel.DataAnnotations;

namespace Matching.Api;

/// <summary>Everything that can be set, with its default. Set on the command line (<c>--demo</c>, <c>--Matching:Name=value</c>) or as <c>MATCHING__NAME=value</c>.</summary>
public sealed record MatchingOptions
{
    public const string Section = "Matching";

    /// <summary>The registry: path of an SQLite file, or connection string of PostgreSQL. A demonstration has matching-demo.db where none is named.</summary>
    [Required]
    public string Database { get; init; } = "matching.db";

    /// <summary>The key file of the registry; null: beside an SQLite file, or the variable MATCHING_KEY_FILE.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Where it listens; several addresses with ';'. Plain HTTP on loopback only.</summary>
    [Required]
    public string Url { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The names under which it is called, with ';'; null: those of <see cref="Url"/>, and on loopback localhost, 127.0.0.1 and [::1].</summary>
    public string? Hosts { get; init; }

    /// <summary>Fills an empty registry with the sample data, with accounts and keys that everybody may know. Never for real data.</summary>
    public bool Demo { get; init; }

    /// <summary>Where the first administrator's key is written when the registry is new; null: beside the key file.</summary>
    public string? AdminKeyFile { get; init; }

    /// <summary>Where the keys of cookies are kept, for their owner alone; null: beside the key file.</summary>
    public string? SessionKeys { get; init; }

    /// <summary>Name under which packed snapshots of the relatives are kept, genetic data in the clear for the owner's eyes alone; null: beside an SQLite file, nowhere for a server.</summary>
    public string? Packed { get; init; }

    /// <summary>Threads of a search.</summary>
    [Range(1, 1024)]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a submission of one child waits for its search before it answers that the search goes on.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan SearchWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest body of a request in bytes.</summary>
    [Range(1024, 64 << 20)]
    public long MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Largest submission of a laboratory in bytes.</summary>
    [Range(1024, 1L << 40)]
    public long MaxSubmissionBytes { get; init; } = 1L << 30;

    /// <summary>Requests per minute of one key or account; of one address where nobody signed in a tenth of it.</summary>
    [Range(10, 10_000_000)]
    public int RequestsPerMinute { get; init; } = 6_000;

    /// <summary>Where metrics and traces are sent by OTLP (for example http://127.0.0.1:4317); null: nowhere.</summary>
    public string? Telemetry { get; init; }
}

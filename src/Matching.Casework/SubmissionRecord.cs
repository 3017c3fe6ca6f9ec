namespace Matching.Casework;

/// <summary>A batch that was received, and what became of it.</summary>
/// <param name="Key">Chosen by the sender: the same key is the same batch.</param>
/// <param name="Content">Keyed digest of the content, 32 bytes.</param>
/// <param name="Laboratory">Code of the sender; null for a local file.</param>
/// <param name="Rows">Rows received.</param>
/// <param name="Accepted">Persons accepted.</param>
/// <param name="Refused">Persons refused; each has its finding.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">What was answered, as JSON: the findings row by row. Encrypted where it rests.</param>
public sealed record SubmissionRecord(string Key, byte[] Content, string? Laboratory, int Rows, int Accepted, int Refused, DateTimeOffset At, string Outcome)
{
    /// <summary>Number in the registry; 0 before it is there.</summary>
    public long Number { get; init; }
}

/// <summary>A batch that was received, without what was answered.</summary>
/// <param name="Number">Number in the registry.</param>
/// <param name="Key">Chosen by the sender.</param>
/// <param name="Rows">Rows received.</param>
/// <param name="Accepted">Persons accepted.</param>
/// <param name="Refused">Persons refused.</param>
/// <param name="At">When.</param>
public sealed record SubmissionHead(long Number, string Key, int Rows, int Accepted, int Refused, DateTimeOffset At);

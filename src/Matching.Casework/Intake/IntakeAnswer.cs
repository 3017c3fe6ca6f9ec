using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Matching.Casework.Registry;

namespace Matching.Casework.Intake;

/// <summary>What became of a row.</summary>
public enum RowState
{
    /// <summary>A new person.</summary>
    Added = 0,

    /// <summary>A new version of a known person.</summary>
    Amended = 1,

    /// <summary>Known with the same genotypes: nothing to change.</summary>
    Unchanged = 2,

    /// <summary>Refused; a finding says why.</summary>
    Refused = 3,
}

/// <summary>What a batch is answered. The counts add up: received = added + amended + unchanged + refused.</summary>
public sealed record IntakeAnswer
{
    public string Key { get; init; } = "";

    public Side Side { get; init; }

    /// <summary>Persons received, those that the reader refused included.</summary>
    public int Received { get; init; }

    public int Added { get; init; }

    public int Amended { get; init; }

    public int Unchanged { get; init; }

    public int Refused { get; init; }

    /// <summary>Persons added or amended with at least one warning.</summary>
    public int WithWarning { get; init; }

    /// <summary>Entries that are searched from now on.</summary>
    public int EntriesAdded { get; init; }

    /// <summary>Entries that are no longer searched, others standing in their place.</summary>
    public int EntriesRetired { get; init; }

    /// <summary>
    /// The rows in order, as runs of equal answers: the number of rows and a letter, a for added, m for amended, u for unchanged, r for refused
    /// (<c>120a3u1r</c>). Persons that the reader refused are not among them.
    /// </summary>
    public string Rows { get; init; } = "";

    /// <summary>Everything found: by the reader, row by row, and about families.</summary>
    public ImmutableArray<CaseFinding> Findings { get; init; } = [];

    /// <summary>Number of the submission.</summary>
    [JsonIgnore]
    public long Submission { get; init; }

    /// <summary>Search runs that the batch started.</summary>
    public ImmutableArray<long> Runs { get; init; } = [];

    /// <summary>True when this batch had been received before: the answer of that time, and nothing was changed.</summary>
    [JsonIgnore]
    public bool IsRepeat { get; init; }

    /// <summary>Why the batch as a whole was refused; null when it was taken. Nothing was changed then.</summary>
    [JsonIgnore]
    public CaseFinding? Refusal { get; init; }

    /// <summary>Persons accepted, the known ones included.</summary>
    [JsonIgnore]
    public int Accepted => Added + Amended + Unchanged;
}

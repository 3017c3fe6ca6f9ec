namespace Matching.Formats;

/// <summary>How much a finding matters to the result.</summary>
public enum Severity
{
    /// <summary>Nothing was lost; the reader should know.</summary>
    Information = 0,

    /// <summary>A locus or a detail was left out.</summary>
    Warning = 1,

    /// <summary>A person, a row or a column was refused, or the file cannot be used.</summary>
    Error = 2,
}

namespace Matching.Casework.Intake;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Nothing was lost; the sender should know.</summary>
    Information = 0,

    /// <summary>Taken, but something has to be looked at.</summary>
    Warning = 1,

    /// <summary>Refused.</summary>
    Error = 2,
}

/// <summary>Something seen in what was submitted: what, where, and what to do.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Stable code, listed in docs/errors.md.</param>
/// <param name="Person">Code of the person it is about; null where it is about no person alone.</param>
/// <param name="Line">1-based line; null where none is known.</param>
/// <param name="Column">1-based cell; null where it is about the whole row.</param>
/// <param name="Text">Plain words. Names persons by code, loci and columns, never a genotype.</param>
public sealed record CaseFinding(FindingSeverity Severity, string Code, string? Person, int? Line, int? Column, string Text);

namespace Matching.Formats;

/// <summary>Something seen in an input file: what was wrong and what to do.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Stable code, one of <see cref="FindingCodes"/> or the code of a pedigree fault.</param>
/// <param name="File">Display name of the file.</param>
/// <param name="Line">1-based line; null when the finding is about the whole file.</param>
/// <param name="Column">1-based number of the cell within its row; null when it is about the whole row.</param>
/// <param name="Text">Plain words. Names persons, loci and columns, never a genotype.</param>
public sealed record Finding(Severity Severity, string Code, string File, int? Line, int? Column, string Text)
{
    /// <summary>One line: file, place, text, code.</summary>
    public override string ToString()
    {
        string place = Line is null ? string.Empty : Column is null ? $", line {Line}" : $", line {Line}, column {Column}";
        return $"{File}{place}: {Text} [{Code}]";
    }
}

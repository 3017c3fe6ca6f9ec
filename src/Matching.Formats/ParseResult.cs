using System.Diagnostics.CodeAnalysis;

namespace Matching.Formats;

/// <summary>What was read from a file, and everything that was found on the way.</summary>
/// <typeparam name="T">What is read.</typeparam>
public sealed class ParseResult<T>
    where T : class
{
    public ParseResult(T? value, IReadOnlyList<Finding> findings)
    {
        Value = value;
        Findings = findings;
    }

    /// <summary>What was read; null when the file cannot be used at all.</summary>
    public T? Value { get; }

    /// <summary>Every finding, in the order of lines and columns.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>True when there is a value. Parts of the file may still have been refused: see <see cref="HasErrors"/>.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Success => Value is not null;

    /// <summary>True when a person, a row, a column or the file was refused.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

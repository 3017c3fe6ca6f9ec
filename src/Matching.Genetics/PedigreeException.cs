namespace Matching.Genetics;

/// <summary>A question that cannot be asked: a broken pedigree, an undefined model, a sum beyond the budget.</summary>
/// <remarks>
/// The message names persons, loci and parameters, never a genotype. <see cref="Code"/> is stable and listed in
/// <c>docs/errors.md</c>; messages may be reworded.
/// </remarks>
public sealed class PedigreeException : Exception
{
    /// <summary>Makes the exception for one stable code.</summary>
    /// <param name="code">What kind of fault it is, for example <c>pedigree.cycle</c>.</param>
    /// <param name="message">What was wrong, where, and what to do.</param>
    public PedigreeException(string code, string message)
        : base(message) => Code = code;

    /// <summary>The stable code of the fault.</summary>
    public string Code { get; }
}

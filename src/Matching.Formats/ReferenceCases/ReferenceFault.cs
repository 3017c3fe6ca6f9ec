namespace Matching.Formats.ReferenceCases;

/// <summary>Why a reference case cannot be computed.</summary>
public enum ReferenceFaultKind
{
    /// <summary>The file breaks its format: nobody could compute the case.</summary>
    Malformed = 0,

    /// <summary>A kind of case, mutation model or file that this program does not know.</summary>
    NotSupported = 1,
}

/// <summary>What is wrong with a reference case, and where.</summary>
/// <param name="Kind">Broken, or beyond this program.</param>
/// <param name="JsonPath">The place in the file, from <c>$</c>; never a genotype.</param>
/// <param name="Message">What was wrong and what is expected there.</param>
public sealed record ReferenceFault(ReferenceFaultKind Kind, string JsonPath, string Message)
{
    public override string ToString() => $"{JsonPath}: {Message}";
}

/// <summary>Ends the reading of one case; caught by <see cref="ReferenceCaseReader"/>, which keeps the fault.</summary>
internal sealed class ReferenceFaultException(ReferenceFault fault) : Exception(fault.ToString())
{
    public ReferenceFault Fault { get; } = fault;
}

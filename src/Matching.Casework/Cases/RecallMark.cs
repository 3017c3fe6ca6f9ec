namespace Matching.Casework.Cases;

/// <summary>Why a match was found wrong.</summary>
public enum RecallReason
{
    FreshSampleContradicts = 0,
    SampleExchanged = 1,
    LaboratoryError = 2,
    CalculationError = 3,
    IdentityFalse = 4,
    LaterExclusion = 5,
    WronglyExcluded = 6,
}

/// <summary>A mark on what used a match that was found wrong. It stays for good.</summary>
/// <param name="Match">Code of the match.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="By">Who found it.</param>
public sealed record RecallMark(string Match, RecallReason Reason, DateTimeOffset At, string By);

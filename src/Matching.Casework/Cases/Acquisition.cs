namespace Matching.Casework.Cases;

/// <summary>How a child came away from its parents.</summary>
public enum AcquisitionKind
{
    Unknown = 0,
    Abducted = 1,
    Stolen = 2,
    SoldByFamily = 3,
    Abandoned = 4,
    Runaway = 5,
    IllegalAdoption = 6,
    BornInCaptivity = 7,
}

/// <summary>What was believed, or not believed any more, of how a child was acquired. Added, never overwritten.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Holds">True: it is believed from now on, beside the others; false: it is not believed any more.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
/// <param name="Source">What it rests on.</param>
public sealed record AcquisitionEvent(AcquisitionKind Kind, bool Holds, DateTimeOffset At, string By, string Source);

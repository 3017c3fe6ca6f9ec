using Matching.Casework.Cases;
using Matching.Casework.Intake;
using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>A child to be entered.</summary>
/// <param name="Facts">What is known of it.</param>
/// <param name="Case">Its case; null for none.</param>
/// <param name="WasCounted">True when the case counted it among those not recovered.</param>
public sealed record NewChild(ChildFacts Facts, string? Case, bool WasCounted);

/// <summary>What became of somebody who was entered together with profiles: all of it was done, or nothing.</summary>
/// <param name="Version">Version of the record; null where none was entered or changed.</param>
/// <param name="Profiles">What became of the profiles, with everything found; null where there were none.</param>
/// <param name="Refusal">Why nothing was done; null when it was.</param>
public sealed record EntryAnswer(int? Version, IntakeAnswer? Profiles, Refusal? Refusal = null)
{
    internal static EntryAnswer Refused(Refusal refusal) => new(null, null, refusal);
}

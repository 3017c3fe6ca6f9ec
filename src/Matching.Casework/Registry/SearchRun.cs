namespace Matching.Casework.Registry;

/// <summary>Why a search was started.</summary>
public enum RunReason
{
    /// <summary>Profiles came in.</summary>
    Intake = 0,

    /// <summary>Everything is compared again, under a new model or on request.</summary>
    FullRerun = 1,

    /// <summary>A gap in the coverage is closed.</summary>
    Repair = 2,

    /// <summary>Children are compared across cases on request.</summary>
    SiblingsOnRequest = 3,

    /// <summary>A match was found wrong: both sides are searched again.</summary>
    Recall = 4,
}

/// <summary>A search run: what was asked, and enough to repeat it.</summary>
/// <param name="Number">Unique number.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="Reason">Why it was started.</param>
/// <param name="RequestedBy">Who started it.</param>
/// <param name="Started">When.</param>
/// <param name="Position">The registry as it stood.</param>
/// <param name="Engine">Version of the program.</param>
/// <param name="Tiles">Tiles in all.</param>
/// <param name="Waiting">Tiles not done yet; 0: finished.</param>
/// <param name="Finished">When the last tile was committed; null before.</param>
public sealed record SearchRun(
    long Number, int Model, RunReason Reason, string RequestedBy, DateTimeOffset Started, RegistryPosition Position, string Engine, int Tiles, int Waiting, DateTimeOffset? Finished);

/// <summary>A search run to be started.</summary>
public sealed record NewRun(int Model, RunReason Reason, string RequestedBy, string Engine);

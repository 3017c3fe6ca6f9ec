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

    /// <summary>A child, or a family, is compared with everybody again because somebody asked for it.</summary>
    OnRequest = 5,
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
    long Number, int Model, RunReason Reason, string RequestedBy, DateTimeOffset Started, RegistryPosition Position, string Engine, int Tiles, int Waiting, DateTimeOffset? Finished)
{
    /// <summary>True while its tiles wait and nobody takes them, because somebody said so.</summary>
    public bool IsPaused { get; init; }

    /// <summary>How far it has come. Without a tile that waits and without an end it was given up with its model.</summary>
    public RunState State => Finished is not null ? RunState.Finished : Waiting == 0 ? RunState.GivenUp : IsPaused ? RunState.Paused : RunState.Waiting;
}

/// <summary>How far a run has come.</summary>
public enum RunState
{
    /// <summary>Tiles of it wait, or are being searched.</summary>
    Waiting = 0,

    /// <summary>Tiles of it wait, and nobody takes them until it is resumed.</summary>
    Paused = 1,

    /// <summary>Every tile was searched.</summary>
    Finished = 2,

    /// <summary>Its model is not used any more, and with it went the tiles that waited.</summary>
    GivenUp = 3,
}

/// <summary>Which runs are wanted.</summary>
public sealed record RunQuery
{
    /// <summary>Numbers below this one.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>Numbers above this one.</summary>
    public long After { get; init; }

    /// <summary>Runs of one requester; null: of all.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>True: without those that intake started.</summary>
    public bool OrderedOnly { get; init; }

    public int Limit { get; init; } = 1000;

    /// <summary>One run.</summary>
    public static RunQuery Of(long number) => new() { Before = number < long.MaxValue ? number + 1 : number, After = number - 1, Limit = 1 };
}

/// <summary>What the searched tiles of a run counted together.</summary>
/// <param name="Tiles">Tiles searched.</param>
/// <param name="Pairs">Pairs seen.</param>
/// <param name="Rescored">Pairs whose exact ratio was taken; the others were dismissed by proof.</param>
/// <param name="InPart">Families that exceeded the budget and were searched in part, counted once per tile.</param>
/// <param name="Hits">Pairs that reached the threshold.</param>
/// <param name="Kernels">The kernels that dismissed, by name, separated by semicolons.</param>
/// <param name="Last">Number of the last audit entry that was counted.</param>
public sealed record RunCounts(int Tiles, long Pairs, long Rescored, int InPart, long Hits, string Kernels, long Last)
{
    public static RunCounts None { get; } = new(0, 0, 0, 0, 0, "", 0);

    /// <summary>With a further tile.</summary>
    /// <param name="entry">Number of its audit entry.</param>
    /// <param name="tile">What it counted, and its hits.</param>
    public RunCounts With(long entry, (TileCounts Counts, int Hits) tile) => And(
        new RunCounts(1, tile.Counts.Pairs, tile.Counts.Rescored, tile.Counts.InPart, tile.Hits, tile.Counts.Kernel, entry));

    /// <summary>With those counted later.</summary>
    public RunCounts And(RunCounts later)
    {
        var kernels = Kernels.Split(';').Concat(later.Kernels.Split(';')).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return new RunCounts(
            Tiles + later.Tiles, Pairs + later.Pairs, Rescored + later.Rescored, InPart + later.InPart, Hits + later.Hits, string.Join(';', kernels), Math.Max(Last, later.Last));
    }
}

/// <summary>A search run to be started.</summary>
public sealed record NewRun(int Model, RunReason Reason, string RequestedBy, string Engine);

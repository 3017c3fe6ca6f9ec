namespace Matching.Casework.Notices;

/// <summary>How much of the time of waiting is left.</summary>
public enum AdoptionWarning
{
    /// <summary>More than three months.</summary>
    None = 0,

    /// <summary>Three months or less: is everything searched and decided?</summary>
    ThreeMonths = 1,

    /// <summary>One month or less.</summary>
    OneMonth = 2,

    /// <summary>It is over.</summary>
    Over = 3,
}

/// <summary>The time in which parents can come forward before a child may be adopted: twelve months from the first day of its public notice.</summary>
/// <param name="Start">The first day.</param>
public readonly record struct AdoptionClock(DateOnly Start)
{
    /// <summary>Length in months.</summary>
    public const int Months = 12;

    /// <summary>The day on which it is over.</summary>
    public DateOnly Ends => Start.AddMonths(Months);

    /// <summary>The warning of a day.</summary>
    public AdoptionWarning On(DateOnly day) =>
        day >= Ends ? AdoptionWarning.Over
        : day >= Ends.AddMonths(-1) ? AdoptionWarning.OneMonth
        : day >= Ends.AddMonths(-3) ? AdoptionWarning.ThreeMonths
        : AdoptionWarning.None;

    /// <summary>The day of the next warning; null when it is over.</summary>
    public DateOnly? NextWarning(DateOnly day) => On(day) switch
    {
        AdoptionWarning.None => Ends.AddMonths(-3),
        AdoptionWarning.ThreeMonths => Ends.AddMonths(-1),
        AdoptionWarning.OneMonth => Ends,
        _ => null,
    };
}

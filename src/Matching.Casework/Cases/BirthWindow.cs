using Matching.Casework.Records;

namespace Matching.Casework.Cases;

/// <summary>When a child was born, as far as it is known: some day of a window, weeks or years wide.</summary>
/// <param name="From">The earliest day.</param>
/// <param name="To">The latest day.</param>
public readonly record struct BirthWindow(DateOnly From, DateOnly To)
{
    /// <summary>Why this is no birth window of somebody seen on a day; null when it is one.</summary>
    public Refusal? Objection(DateOnly? seen) =>
        From > To ? new Refusal(CaseworkCodes.BirthWindow, "The earliest day of birth lies after the latest one. Exchange them.")
        : To > seen ? new Refusal(CaseworkCodes.BirthWindow, "The birth window ends after the child was found. Let it end on that day at the latest.")
        : null;

    /// <summary>How old the child is on a day: between the ages of the two ends.</summary>
    public AgeRange AgeOn(DateOnly day) => new(Math.Max(0, day.DayNumber - To.DayNumber), Math.Max(0, day.DayNumber - From.DayNumber), YearsOn(To, day), YearsOn(From, day));

    /// <summary>The earliest day on which the child may turn so many years old.</summary>
    public DateOnly EarliestTurning(int years) => From.AddYears(years);

    /// <summary>The day by which the child has certainly turned so many years old.</summary>
    public DateOnly LatestTurning(int years) => To.AddYears(years);

    private static int YearsOn(DateOnly birth, DateOnly day)
    {
        int years = day.Year - birth.Year;
        return Math.Max(0, birth.AddYears(years) > day ? years - 1 : years);
    }
}

/// <summary>An age as a range.</summary>
/// <param name="DaysFrom">Least age in days.</param>
/// <param name="DaysTo">Greatest age in days.</param>
/// <param name="YearsFrom">Least age in full years.</param>
/// <param name="YearsTo">Greatest age in full years.</param>
public readonly record struct AgeRange(int DaysFrom, int DaysTo, int YearsFrom, int YearsTo)
{
    /// <summary>Full weeks of the least age.</summary>
    public int WeeksFrom => DaysFrom / 7;

    /// <summary>Full weeks of the greatest age.</summary>
    public int WeeksTo => DaysTo / 7;
}

namespace Matching.Casework.Access;

/// <summary>How long nobody signs in under a code after wrong attempts: nothing for slips of the hand, then twice as long each time.</summary>
public static class SignInWaits
{
    /// <summary>Wrong attempts in a row without any wait.</summary>
    public const int Free = 4;

    /// <summary>No wait is longer: whoever locks somebody out on purpose does it for so long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>The wait after so many wrong attempts in a row.</summary>
    public static TimeSpan After(int failures)
    {
        if (failures <= Free)
            return TimeSpan.Zero;
        var wait = First * Math.Pow(2, Math.Min(failures - Free - 1, 10));
        return wait < Longest ? wait : Longest;
    }
}

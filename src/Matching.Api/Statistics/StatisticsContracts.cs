using Matching.Casework.Figures;

namespace Matching.Api.Statistics;

/// <summary>What is counted.</summary>
public enum Counted
{
    /// <summary>Children.</summary>
    Children = 0,

    /// <summary>Families.</summary>
    Families = 1,

    /// <summary>Matches.</summary>
    Matches = 2,

    /// <summary>Notices that the public is shown.</summary>
    Notices = 3,

    /// <summary>Cases.</summary>
    Cases = 4,
}

/// <summary>A number as it is shown.</summary>
/// <param name="Group">What is counted.</param>
/// <param name="Count">The number; null where it is not shown.</param>
/// <param name="Shown">How it is shown: the number, "&lt;5" for one to four, or "-" where a small number could be worked out with it.</param>
public sealed record CountView(string Group, int? Count, string Shown)
{
    internal static CountView Of(ShownCount count) => new(count.Group, count.Number, count.ToString());
}

/// <summary>Counts of one kind of records at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Of">What is counted.</param>
/// <param name="By">What it is counted by.</param>
/// <param name="Groups">The groups by name; none where a small number could be worked out whatever is withheld.</param>
/// <param name="Total">Their sum, the same under every grouping.</param>
/// <param name="SealedAtLeast">Sealed records stand apart, in no group and not in the total: a multiple of five that there are at least, and zero says nothing.</param>
public sealed record StatisticsView(DateTimeOffset At, Counted Of, Grouping By, IReadOnlyList<CountView> Groups, CountView Total, int SealedAtLeast);

/// <summary>A record behind a count.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Its version at the moment.</param>
public sealed record CountedRecord(string Id, int Version);

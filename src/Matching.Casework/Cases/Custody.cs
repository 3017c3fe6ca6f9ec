using System.Collections.Immutable;
using Matching.Casework.Records;

namespace Matching.Casework.Cases;

/// <summary>Who had a child.</summary>
public enum HolderKind
{
    Unknown = 0,
    Family = 1,
    Abductor = 2,
    Seller = 3,
    Buyer = 4,
    Police = 5,
    Hospital = 6,
    WelfareHome = 7,
    FosterFamily = 8,
}

/// <summary>A stay of a child: where, with whom, from when to when.</summary>
/// <param name="Place">Where exactly; never shown in public.</param>
/// <param name="Holder">Code of the person or body.</param>
/// <param name="Kind">Who that is.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it lasts. The next stay may begin on it.</param>
/// <param name="ResponsibleBody">Code of the body that answers for the child; null for none.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public sealed record CustodyStay(
    string Place, string Holder, HolderKind Kind, DateOnly From, DateOnly? To, string? ResponsibleBody, DateTimeOffset At, string By)
{
    /// <summary>Why it was taken back; null while it stands.</summary>
    public string? TakenBack { get; init; }
}

/// <summary>The chain of custody of a child: stays that follow each other. Gaps are what is not known; overlaps are refused.</summary>
public static class CustodyChain
{
    /// <summary>The stays that stand, by date.</summary>
    public static ImmutableArray<CustodyStay> Standing(ImmutableArray<CustodyStay> stays) =>
        [.. stays.Where(stay => stay.TakenBack is null).OrderBy(stay => stay.From).ThenBy(stay => stay.To ?? DateOnly.MaxValue)];

    /// <summary>The stay of a day: the later one on a day of hand-over; null where nothing is known.</summary>
    public static CustodyStay? On(ImmutableArray<CustodyStay> stays, DateOnly day) =>
        Standing(stays).LastOrDefault(stay => stay.From <= day && (stay.To ?? DateOnly.MaxValue) >= day);

    /// <summary>Why a stay does not fit into the chain; null when it does.</summary>
    public static Refusal? Objection(ImmutableArray<CustodyStay> stays, CustodyStay added)
    {
        if (added.To < added.From)
            return new Refusal(CaseworkCodes.CustodyReversed, $"The stay ends on {added.To:O}, before it begins on {added.From:O}. Exchange the dates.");
        var other = Standing(stays).FirstOrDefault(stay => Overlap(stay, added));
        return other is null
            ? null
            : new Refusal(
                CaseworkCodes.CustodyOverlap,
                $"From {added.From:O} on the child is with {other.Holder} ({other.From:O} to {other.To?.ToString("O") ?? "now"}) by the chain of custody. End that stay first, or take it back if it was wrong.");
    }

    // The day of hand-over belongs to both stays.
    private static bool Overlap(CustodyStay one, CustodyStay other) =>
        one.From < (other.To ?? DateOnly.MaxValue) && other.From < (one.To ?? DateOnly.MaxValue);
}

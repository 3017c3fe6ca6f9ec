using Matching.Api.Problems;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;

namespace Matching.Api.Children;

/// <summary>What happens to the chain of custody.</summary>
public enum CustodyEventKind
{
    /// <summary>A stay begins, or is entered afterwards with both its days.</summary>
    Begin = 0,

    /// <summary>The stay that lasts ends, and another one begins on the same day.</summary>
    HandOver = 1,

    /// <summary>The stay that lasts ends.</summary>
    End = 2,

    /// <summary>A stay that was entered wrongly is taken back; it stays readable.</summary>
    TakeBack = 3,
}

/// <summary>An event of the chain of custody.</summary>
/// <param name="Event">What happens.</param>
/// <param name="Holder">Code of the person or body: for all but <c>end</c>.</param>
/// <param name="Kind">Who that is.</param>
/// <param name="Place">Where exactly; never shown in public. For <c>begin</c> and <c>hand-over</c>.</param>
/// <param name="From">First day of the stay: for all but <c>end</c>.</param>
/// <param name="To">Last day: for <c>end</c>; for <c>begin</c> where it is known.</param>
/// <param name="ResponsibleBody">Code of the body that answers for the child; null for none.</param>
/// <param name="Reason">Why a stay is taken back.</param>
public sealed record NewCustodyEvent(
    CustodyEventKind Event, [Code] string? Holder = null, HolderKind Kind = HolderKind.Unknown, [Remark] string? Place = null, [Day] DateOnly? From = null, [Day] DateOnly? To = null,
    [Code] string? ResponsibleBody = null, [Remark] string? Reason = null)
{
    /// <summary>What the event lacks.</summary>
    internal Dictionary<string, string[]> Faults()
    {
        var faults = new Dictionary<string, string[]>();
        void Need(string field, bool isThere)
        {
            if (!isThere)
                faults[field] = ["This event needs it. Enter it."];
        }

        Need("holder", Event == CustodyEventKind.End || Holder is not null);
        Need("from", Event == CustodyEventKind.End || From is not null);
        Need("to", Event != CustodyEventKind.End || To is not null);
        Need("place", Event is CustodyEventKind.End or CustodyEventKind.TakeBack || Place is not null);
        Need("reason", Event != CustodyEventKind.TakeBack || Reason is not null);
        return faults;
    }

    internal CustodyStay Stay(Actor actor, DateTimeOffset at) => new(Place!, Holder!, Kind, From!.Value, To, ResponsibleBody, at, actor.Code);
}

/// <summary>The chain of custody of a child.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Stays">The stays, by date.</param>
public sealed record CustodyView(string Child, int Version, IReadOnlyList<StayView> Stays)
{
    internal static CustodyView Of(Kept<RescuedChild> kept, Actor reader)
    {
        _ = reader;
        return new CustodyView(kept.Record.Code, kept.Version, [.. kept.Record.Custody.OrderBy(stay => stay.From).Select(stay => new StayView(
            stay.Holder, stay.Kind, stay.Place, stay.From, stay.To, stay.ResponsibleBody, stay.At, stay.By, stay.TakenBack))]);
    }
}

/// <summary>A stay of a child.</summary>
/// <param name="Holder">Code of the person or body.</param>
/// <param name="Kind">Who that is.</param>
/// <param name="Place">Where exactly.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it lasts.</param>
/// <param name="ResponsibleBody">Code of the body that answers for the child; null for none.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
/// <param name="TakenBack">Why it was taken back; null while it stands.</param>
public sealed record StayView(
    string Holder, HolderKind Kind, string Place, DateOnly From, DateOnly? To, string? ResponsibleBody, DateTimeOffset At, string By, string? TakenBack);

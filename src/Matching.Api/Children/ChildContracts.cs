using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Genetics.Markers;

namespace Matching.Api.Children;

/// <summary>A child as police see it.</summary>
/// <param name="Id">Code of the child; also of its profile.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Unit">Unit in charge.</param>
/// <param name="Case">Case; null for none.</param>
/// <param name="Sex">Sex as seen.</param>
/// <param name="BornFrom">Earliest day of birth.</param>
/// <param name="BornTo">Latest day of birth.</param>
/// <param name="FoundOn">Day it was found.</param>
/// <param name="IsSealed">True while a parent may be a suspect: then only the case officer and child protection know of hits.</param>
/// <param name="Received">When it was entered.</param>
public sealed record ChildView(
    string Id, int Version, string Unit, string? Case, Sex Sex, DateOnly BornFrom, DateOnly BornTo, DateOnly? FoundOn, bool IsSealed, DateTimeOffset Received)
{
    /// <summary>The child of a record.</summary>
    internal static ChildView Of(Kept<RescuedChild> kept)
    {
        var child = kept.Record;
        return new ChildView(
            child.Code, kept.Version, child.Unit, child.Case, child.Facts.Sex, child.Facts.Birth.From, child.Facts.Birth.To, child.Facts.FoundOn, child.IsSealed(), child.Received);
    }
}

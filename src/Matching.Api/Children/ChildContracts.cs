using Matching.Api.Security;
using Matching.Casework.Access;
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
/// <param name="FoundPlace">Where it was found.</param>
/// <param name="IsSealed">True while a parent may be a suspect: then only the case officer and child protection know of hits.</param>
/// <param name="Received">When it was entered.</param>
/// <param name="Believed">How it is believed to have been acquired; several may hold at once.</param>
/// <param name="Claims">Who says that it is theirs.</param>
/// <param name="NonParents">Who was excluded as its parent by a claim check.</param>
/// <param name="PublicMarks">Marks that may be shown in public.</param>
/// <param name="Photos">Its photos, by digest.</param>
/// <param name="Seals">History of its own flag; null for those who are not in charge.</param>
public sealed record ChildView(
    string Id, int Version, string Unit, string? Case, Sex Sex, DateOnly BornFrom, DateOnly BornTo, DateOnly? FoundOn, string? FoundPlace, bool IsSealed, DateTimeOffset Received,
    IReadOnlyList<AcquisitionKind> Believed, IReadOnlyList<ClaimView> Claims, IReadOnlyList<NonParentView> NonParents, IReadOnlyList<string> PublicMarks, IReadOnlyList<PhotoView> Photos,
    IReadOnlyList<SealView>? Seals)
{
    /// <summary>The child of a record.</summary>
    internal static ChildView Of(Kept<RescuedChild> kept, Actor reader)
    {
        var child = kept.Record;
        return new ChildView(
            child.Code, kept.Version, child.Unit, child.Case, child.Facts.Sex, child.Facts.Birth.From, child.Facts.Birth.To, child.Facts.FoundOn, child.Facts.FoundPlace,
            child.IsSealed(), child.Received, child.Believed(),
            [.. child.Claims.Select(claim => new ClaimView(claim.Person, claim.At))],
            [.. child.NonParents.Select(known => new NonParentView(known.Person, known.ClaimCheck, known.At))],
            child.PublicMarks, [.. child.Photos.Select(photo => new PhotoView(photo.Digest, photo.TakenOn))],
            AccessRules.IsCleared(reader, child.Owner()) ? SealView.Of(child.Seals) : null);
    }
}

/// <summary>Somebody says that the child is theirs.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="At">When it was entered.</param>
public sealed record ClaimView(string Person, DateTimeOffset At);

/// <summary>Somebody was excluded as a parent.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="ClaimCheck">Code of the claim check.</param>
/// <param name="At">When.</param>
public sealed record NonParentView(string Person, string ClaimCheck, DateTimeOffset At);

/// <summary>A photo, which stands elsewhere.</summary>
/// <param name="Digest">SHA-256 of its bytes in hexadecimal digits.</param>
/// <param name="TakenOn">When it was taken; null when not known.</param>
public sealed record PhotoView(string Digest, DateOnly? TakenOn);

/// <summary>What only those in charge may read.</summary>
/// <param name="Medical">Illnesses, operations, treatments.</param>
/// <param name="Notes">Everything else that must not be known outside.</param>
public sealed record SealedFactsView(IReadOnlyList<string> Medical, IReadOnlyList<string> Notes);

/// <summary>How far the search for a child's parents is.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="Stage">The one word for it; a hit does not change it.</param>
/// <param name="Received">When the child was entered.</param>
/// <param name="Typed">When its profile came in; null before.</param>
/// <param name="Searches">Searches so far.</param>
/// <param name="LastSearched">When it was last compared with everybody; null before.</param>
/// <param name="FamiliesCompared">Families compared.</param>
public sealed record ChildStatusView(string Child, ChildStage Stage, DateTimeOffset Received, DateTimeOffset? Typed, int Searches, DateTimeOffset? LastSearched, int FamiliesCompared)
{
    internal static ChildStatusView Of(ChildStatus status) =>
        new(status.Child, status.Stage, status.Received, status.Typed, status.Searches, status.LastSearched, status.FamiliesCompared);
}

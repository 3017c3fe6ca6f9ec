using System.Collections.Immutable;

namespace Matching.Casework.Notices;

/// <summary>What a notice says of a child's sex.</summary>
public enum NoticeSex
{
    Unknown = 0,
    Boy = 1,
    Girl = 2,
}

/// <summary>A region, as coarse as a notice may be.</summary>
/// <param name="Province">Province.</param>
/// <param name="Prefecture">Prefecture or city; null to leave it open.</param>
public sealed record NoticeRegion(string Province, string? Prefecture = null);

/// <summary>A photo as it is shown: made anew for the public, with a watermark of the notice's version.</summary>
/// <param name="Digest">SHA-256 of the bytes shown, in hexadecimal digits.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Watermark">Text of the watermark.</param>
public sealed record NoticePhoto(string Digest, int Width, int Height, string Watermark);

/// <summary>What a notice tells the public. It has no room for a genotype, an exact place, or a medical fact.</summary>
/// <param name="Sex">Boy or girl.</param>
/// <param name="AgeFrom">Least age when found, in months.</param>
/// <param name="AgeTo">Greatest age when found, in months.</param>
/// <param name="FoundIn">Region in which the child was found; null to leave it open.</param>
/// <param name="FoundYear">Year in which the child was found; null to leave it open.</param>
/// <param name="Text">What is known besides, in plain words.</param>
/// <param name="Marks">Marks that may be shown.</param>
/// <param name="Photos">Photos.</param>
/// <param name="Contact">Whom to call: an office, never a person.</param>
public sealed record NoticeContent(
    NoticeSex Sex,
    int? AgeFrom,
    int? AgeTo,
    NoticeRegion? FoundIn,
    int? FoundYear,
    string Text,
    ImmutableArray<string> Marks,
    ImmutableArray<NoticePhoto> Photos,
    string Contact)
{
    /// <summary>All words of it.</summary>
    internal IEnumerable<string> Words() =>
        new[] { Text, Contact, FoundIn?.Province, FoundIn?.Prefecture }.Concat(Marks).Concat(Photos.Select(photo => photo.Watermark)).OfType<string>();
}

using System.ComponentModel.DataAnnotations;
using Matching.Casework.Notices;

namespace Matching.Api.Notices;

/// <summary>A notice as anybody sees it.</summary>
/// <param name="Id">Its public id: random, and made from nothing.</param>
/// <param name="IsShown">False when it is no longer shown, for whatever reason.</param>
/// <param name="Version">Which version of the content this is; null when it is no longer shown.</param>
/// <param name="Content">What it says; null when it is no longer shown.</param>
public sealed record PublicNoticeView(string Id, bool IsShown, int? Version, NoticeText? Content)
{
    internal static PublicNoticeView Of(PublicNotice notice) => new(
        notice.Id, notice.IsShown, notice.IsShown ? notice.Version : null, notice.Content is { } content ? NoticeText.Of(content) : null);
}

/// <summary>What a notice says. It has no room for an exact place, a medical fact or anything genetic, and its words repeat no code, no place of custody and no sealed fact.</summary>
/// <param name="Sex">Boy or girl.</param>
/// <param name="Text">What is known besides, in plain words.</param>
/// <param name="Contact">Whom to call: an office, never a person.</param>
/// <param name="AgeFrom">Least age when found, in months.</param>
/// <param name="AgeTo">Greatest age when found, in months.</param>
/// <param name="FoundIn">Region in which the child was found; null to leave it open.</param>
/// <param name="FoundYear">Year in which the child was found; null to leave it open.</param>
/// <param name="Marks">Marks that may be shown.</param>
/// <param name="Photos">Photos by their digests; the bytes are not kept here.</param>
public sealed record NoticeText(
    NoticeSex Sex,
    [StringLength(4000, MinimumLength = 1)] string Text,
    [StringLength(200, MinimumLength = 1)] string Contact,
    [Range(0, 1200)] int? AgeFrom = null,
    [Range(0, 1200)] int? AgeTo = null,
    NoticeRegionText? FoundIn = null,
    [Range(1900, 2199)] int? FoundYear = null,
    [MaxLength(20)] IReadOnlyList<MarkText>? Marks = null,
    [MaxLength(20)] IReadOnlyList<PhotoText>? Photos = null)
{
    internal static NoticeText Of(NoticeContent content) => new(
        content.Sex, content.Text, content.Contact, content.AgeFrom, content.AgeTo,
        content.FoundIn is { } region ? new NoticeRegionText(region.Province, region.Prefecture) : null, content.FoundYear,
        [.. content.Marks.Select(mark => new MarkText(mark))], [.. content.Photos.Select(photo => new PhotoText(photo.Digest, photo.Width, photo.Height, photo.Watermark))]);

    internal NoticeContent Content() => new(
        Sex, AgeFrom, AgeTo, FoundIn is { } region ? new NoticeRegion(region.Province, region.Prefecture) : null, FoundYear, Text,
        [.. (Marks ?? []).Select(mark => mark.Text)], [.. (Photos ?? []).Select(photo => new NoticePhoto(photo.Digest, photo.Width, photo.Height, photo.Watermark))], Contact);
}

/// <summary>A region, as coarse as a notice may be.</summary>
/// <param name="Province">Province.</param>
/// <param name="Prefecture">Prefecture or city; null to leave it open.</param>
public sealed record NoticeRegionText([StringLength(100, MinimumLength = 1)] string Province, [StringLength(100, MinimumLength = 1)] string? Prefecture = null);

/// <summary>A mark of the body or of the clothes that may be shown.</summary>
/// <param name="Text">The mark in words.</param>
public sealed record MarkText([StringLength(200, MinimumLength = 1)] string Text);

/// <summary>A photo as it is shown.</summary>
/// <param name="Digest">SHA-256 of the bytes shown, in hexadecimal digits.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Watermark">Text of the watermark.</param>
public sealed record PhotoText(
    [RegularExpression("^[0-9a-f]{64}$", ErrorMessage = "A digest has 64 hexadecimal digits in small letters.")] string Digest,
    [Range(1, 20000)] int Width,
    [Range(1, 20000)] int Height,
    [StringLength(200, MinimumLength = 1)] string Watermark);

/// <summary>A call about a notice.</summary>
/// <param name="Purpose">Why somebody calls.</param>
/// <param name="Message">What is said; read by the unit in charge alone.</param>
/// <param name="Contact">How to reach the caller, who may leave it out.</param>
public sealed record NewCall(CallPurpose Purpose, [StringLength(4000, MinimumLength = 1)] string Message, [StringLength(500)] string? Contact = null);

/// <summary>What a caller is told. A call makes nobody a candidate.</summary>
/// <param name="Receipt">Code of the call, to refer to it.</param>
/// <param name="Referral">Where to turn to.</param>
public sealed record CallReceipt(string Receipt, CallReferral Referral);

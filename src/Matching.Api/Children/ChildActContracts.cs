using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Casework.Cases;

namespace Matching.Api.Children;

/// <summary>How a child is believed to have been acquired.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Holds">True: believed from now on, beside the others; false: not believed any more.</param>
/// <param name="Source">What it rests on.</param>
public sealed record NewAcquisition(AcquisitionKind Kind, bool Holds, [Remark] string Source);

/// <summary>When the child was born, as far as it is known.</summary>
/// <param name="From">The earliest day.</param>
/// <param name="To">The latest day.</param>
public sealed record NewBirthWindow([Day] DateOnly From, [Day] DateOnly To);

/// <summary>A mark that may be shown in public.</summary>
/// <param name="Mark">The mark in words.</param>
public sealed record NewMark([Remark] string Mark);

/// <summary>A photo, which stands elsewhere.</summary>
/// <param name="Digest">SHA-256 of its bytes, in 64 hexadecimal digits.</param>
/// <param name="TakenOn">When it was taken; null when not known.</param>
public sealed record NewPhoto(
    [RegularExpression("^[0-9a-f]{64}$", ErrorMessage = "A digest is a SHA-256 in 64 hexadecimal digits, small letters.")] string Digest, [Day] DateOnly? TakenOn = null);

/// <summary>What only those in charge may read.</summary>
/// <param name="Text">The text.</param>
public sealed record NewSealedText([Remark] string Text);

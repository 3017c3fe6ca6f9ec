namespace Matching.Engine.Images;

/// <summary>Why an image cannot be used. It has to be made anew from its source; nothing of it was taken.</summary>
/// <param name="Code">One of <see cref="ImageFaultCodes"/>.</param>
/// <param name="Text">What is wrong, for people.</param>
public sealed record ImageFault(string Code, string Text)
{
    internal static ImageFault Foreign { get; } = new(ImageFaultCodes.Foreign, "It is not a packed image of this program.");

    internal static ImageFault Truncated { get; } = new(ImageFaultCodes.Truncated, "It is shorter than it was written: writing or copying it broke off.");

    internal static ImageFault OtherModel { get; } = new(ImageFaultCodes.Model, "It was packed for other loci, alleles or frequencies.");

    internal static ImageFault OtherSource { get; } = new(ImageFaultCodes.Source, "It was packed from another source, or the source has changed since.");

    internal static ImageFault OtherVersion(int version) => new(ImageFaultCodes.Version, $"It has version {version} of the format; this program reads version {ImageLayout.Version}.");

    internal static ImageFault Damaged(string part) => new(ImageFaultCodes.Damaged, $"Its checksum does not match in the {part}: the file was altered, or the disk has lost it.");
}

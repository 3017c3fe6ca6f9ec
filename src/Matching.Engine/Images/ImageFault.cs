namespace Matching.Engine.Images;

/// <summary>Why an image cannot be used. It has to be made anew from its source; nothing of it was taken.</summary>
/// <param name="Code">See docs/errors.md.</param>
/// <param name="Text">What is wrong, for people.</param>
public sealed record ImageFault(string Code, string Text)
{
    internal static ImageFault Foreign { get; } = new("packed.foreign", "It is not a packed image of this program.");

    internal static ImageFault Truncated { get; } = new("packed.truncated", "It is shorter than it was written: writing or copying it broke off.");

    internal static ImageFault OtherModel { get; } = new("packed.model", "It was packed for other loci, alleles or frequencies.");

    internal static ImageFault OtherSource { get; } = new("packed.source", "It was packed from another source, or the source has changed since.");

    internal static ImageFault OtherVersion(int version) => new("packed.version", $"It has version {version} of the format; this program reads version {ImageLayout.Version}.");

    internal static ImageFault Damaged(string part) => new("packed.damaged", $"Its checksum does not match in the {part}: the file was altered, or the disk has lost it.");
}

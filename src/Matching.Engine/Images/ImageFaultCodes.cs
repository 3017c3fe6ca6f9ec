namespace Matching.Engine.Images;

/// <summary>Every code of a fault of an image. Each is listed in <c>docs/errors.md</c>.</summary>
public static class ImageFaultCodes
{
    /// <summary>It is no image of this program.</summary>
    public const string Foreign = "packed.foreign";

    /// <summary>It is shorter than it was written.</summary>
    public const string Truncated = "packed.truncated";

    /// <summary>It has another version of the format.</summary>
    public const string Version = "packed.version";

    /// <summary>A checksum does not match.</summary>
    public const string Damaged = "packed.damaged";

    /// <summary>It was packed for other loci, alleles or frequencies.</summary>
    public const string Model = "packed.model";

    /// <summary>It was packed from another source.</summary>
    public const string Source = "packed.source";
}

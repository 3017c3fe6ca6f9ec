namespace Matching.Engine.Images;

/// <summary>The fixed parts of an image; see docs/packed-layout.md.</summary>
internal static class ImageLayout
{
    public const int Version = 1;

    /// <summary>Magic, version, sequence, digest of the model, digest of the source, and a checksum of them.</summary>
    public const int HeaderLength = 128;

    public const int SequenceOffset = 16;

    public const int SourceOffset = 64;

    /// <summary>Place, length and checksum of the contents, a checksum of these, and the magic again.</summary>
    public const int TrailerLength = 32;

    /// <summary>One section in the contents.</summary>
    public const int EntryLength = 32;

    /// <summary>A section starts at a multiple of this.</summary>
    public const int Alignment = 4096;

    /// <summary>Unit of the sections that have no natural one.</summary>
    public const int PlainUnit = 65536;

    public const int DigestLength = 32;

    /// <summary>The first and the last eight bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "MATCHPK\x1a"u8;
}

/// <summary>What a section holds.</summary>
internal enum SectionKind
{
    Rows = 1,
    Persons = 2,
    DropOuts = 3,
    Outside = 4,
    Shapes = 5,
    Families = 6,
    Members = 7,
    Groups = 8,
    Entries = 9,
    Codes = 10,
    Unpacked = 11,
    Retired = 12,
    Labels = 13,
    FamilyCount = 14,
    RelativeCount = 15,
}

/// <summary>One section in the contents of an image.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Index">Which of those of its kind.</param>
/// <param name="UnitLength">Bytes under one checksum.</param>
/// <param name="Offset">Place of the first byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct SectionEntry(SectionKind Kind, int Index, int UnitLength, long Offset, long Length)
{
    /// <summary>Number of units; the last may be shorter.</summary>
    public int Units => (int)((Length + UnitLength - 1) / UnitLength);

    /// <summary>Bytes of a unit.</summary>
    public int LengthOf(int unit) => (int)Math.Min(UnitLength, Length - (long)unit * UnitLength);

    public override string ToString() => $"section {Kind} {Index}";
}

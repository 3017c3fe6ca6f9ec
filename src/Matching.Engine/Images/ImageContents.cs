using System.Buffers.Binary;
using System.Collections.Immutable;
using Matching.Kernels;

namespace Matching.Engine.Images;

/// <summary>Header and contents of an image, checked; the sections are read when their place in memory is known.</summary>
internal sealed class ImageContents
{
    private readonly ByteSource _source;
    private readonly ImmutableArray<SectionEntry> _entries;
    private readonly ImmutableArray<int> _firstSums;
    private readonly uint[] _sums;

    private ImageContents(ByteSource source, long sequence, ImmutableArray<SectionEntry> entries, uint[] sums)
    {
        (_source, Sequence, _entries, _sums) = (source, sequence, entries, sums);
        int next = 0;
        var first = ImmutableArray.CreateBuilder<int>(entries.Length);
        foreach (var entry in entries)
        {
            first.Add(next);
            next += entry.Units;
        }

        _firstSums = first.MoveToImmutable();
    }

    /// <summary>The sequence number under which the image was written.</summary>
    public long Sequence { get; }

    /// <summary>Reads header, trailer and contents.</summary>
    public static ImageFault? Open(ByteSource source, long length, ReadOnlySpan<byte> modelDigest, ReadOnlySpan<byte> sourceDigest, out ImageContents? contents)
    {
        contents = null;
        if (length < ImageLayout.Magic.Length)
            return ImageFault.Foreign;
        byte[] header = new byte[ImageLayout.HeaderLength];
        source(0, header.AsSpan(0, (int)Math.Min(length, header.Length)));
        if (!header.AsSpan().StartsWith(ImageLayout.Magic))
            return ImageFault.Foreign;
        if (length < ImageLayout.HeaderLength + ImageLayout.TrailerLength)
            return ImageFault.Truncated;
        if (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8)) is var version && version != ImageLayout.Version)
            return ImageFault.OtherVersion(version);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(124)) != Checksum.Of(header.AsSpan(0, 124)))
            return ImageFault.Damaged("header");
        if (!header.AsSpan(32, ImageLayout.DigestLength).SequenceEqual(modelDigest))
            return ImageFault.OtherModel;
        if (!header.AsSpan(ImageLayout.SourceOffset, ImageLayout.DigestLength).SequenceEqual(sourceDigest))
            return ImageFault.OtherSource;
        return OpenContents(source, length, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(ImageLayout.SequenceOffset)), out contents);
    }

    private static ImageFault? OpenContents(ByteSource source, long length, long sequence, out ImageContents? contents)
    {
        contents = null;
        byte[] trailer = new byte[ImageLayout.TrailerLength];
        source(length - trailer.Length, trailer);
        if (!trailer.AsSpan(24).SequenceEqual(ImageLayout.Magic))
            return ImageFault.Truncated;
        long offset = BinaryPrimitives.ReadInt64LittleEndian(trailer), size = BinaryPrimitives.ReadInt64LittleEndian(trailer.AsSpan(8));
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(20)) != Checksum.Of(trailer.AsSpan(0, 20)) || offset + size != length - trailer.Length)
            return ImageFault.Damaged("trailer");
        byte[] bytes = new byte[size];
        source(offset, bytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(16)) != Checksum.Of(bytes))
            return ImageFault.Damaged("contents");
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes), sums = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        var entries = Enumerable.Range(0, count).Select(i => EntryOf(bytes.AsSpan(8 + i * ImageLayout.EntryLength))).ToImmutableArray();
        contents = new ImageContents(source, sequence, entries, RawBytes.To<uint>(bytes.AsSpan(8 + count * ImageLayout.EntryLength))[..sums].ToArray());
        return null;
    }

    private static SectionEntry EntryOf(ReadOnlySpan<byte> bytes) => new(
        (SectionKind)BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));

    /// <summary>A section; of length 0 when there is none.</summary>
    public SectionEntry Find(SectionKind kind, int index = 0) => _entries.FirstOrDefault(e => e.Kind == kind && e.Index == index);

    /// <summary>Reads some units of a section to their places and checks them.</summary>
    /// <exception cref="ImageDamageException">A checksum does not match.</exception>
    public void Read(SectionEntry section, int from, int to, UnitPlace place)
    {
        int sums = _firstSums[_entries.IndexOf(section)];
        int unit = from;
        for (; unit + 4 <= to && section.LengthOf(unit + 3) == section.UnitLength; unit += 4)
            if (SumsOfFour(section, unit, place) != (_sums[sums + unit], _sums[sums + unit + 1], _sums[sums + unit + 2], _sums[sums + unit + 3]))
                throw new ImageDamageException(section.ToString());
        for (; unit < to; unit++)
            if (Checksum.Of(Fetch(section, unit, place(unit, 1))) != _sums[sums + unit])
                throw new ImageDamageException(section.ToString());
    }

    private (uint First, uint Second, uint Third, uint Fourth) SumsOfFour(SectionEntry section, int unit, UnitPlace place)
    {
        int length = section.UnitLength;
        var together = place(unit, 4);
        if (together.Length == 4 * length)
        {
            Fetch(section, unit, together);
            return Checksum.Of(together[..length], together[length..(2 * length)], together[(2 * length)..(3 * length)], together[(3 * length)..]);
        }

        Fetch(section, unit, together);
        var second = Fetch(section, unit + 1, place(unit + 1, 1));
        var third = Fetch(section, unit + 2, place(unit + 2, 1));
        var fourth = Fetch(section, unit + 3, place(unit + 3, 1));
        return Checksum.Of(together, second, third, fourth);
    }

    /// <summary>Reads a whole section.</summary>
    public byte[] ReadAll(SectionKind kind)
    {
        var section = Find(kind);
        byte[] bytes = new byte[section.Length];
        if (bytes.Length > 0)
            Read(section, 0, section.Units, (unit, units) => bytes.AsSpan(unit * section.UnitLength, section.LengthOf(unit + units - 1) + (units - 1) * section.UnitLength));
        return bytes;
    }

    private Span<byte> Fetch(SectionEntry section, int unit, Span<byte> target)
    {
        _source(section.Offset + (long)unit * section.UnitLength, target);
        return target;
    }
}

/// <summary>A checksum does not match: caught where the image is read as a whole, and told as a fault.</summary>
internal sealed class ImageDamageException(string part) : Exception($"Checksum of {part}.")
{
    public string Part { get; } = part;
}

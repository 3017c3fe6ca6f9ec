using System.Buffers.Binary;
using Matching.Kernels;

namespace Matching.Engine.Images;

/// <summary>Writes an image from front to back: header, sections, contents with all checksums, trailer.</summary>
/// <remarks>Every unit is copied before it is summed and written, so that what others append meanwhile cannot come between.</remarks>
internal sealed class ImageWriter
{
    private readonly ByteSink _sink;
    private readonly List<SectionEntry> _entries = [];
    private readonly List<uint> _sums = [];
    private long _offset;

    public ImageWriter(ByteSink sink, ReadOnlySpan<byte> modelDigest, ReadOnlySpan<byte> sourceDigest, long sequence)
    {
        _sink = sink;
        Span<byte> header = stackalloc byte[ImageLayout.HeaderLength];
        header.Clear();
        ImageLayout.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], ImageLayout.Version);
        BinaryPrimitives.WriteInt64LittleEndian(header[ImageLayout.SequenceOffset..], sequence);
        modelDigest.CopyTo(header[32..]);
        sourceDigest.CopyTo(header[ImageLayout.SourceOffset..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[124..], Checksum.Of(header[..124]));
        Put(header);
    }

    /// <summary>Writes a section whose units are copied from where they are.</summary>
    public void Section(SectionKind kind, int index, int unitLength, long length, UnitContent content)
    {
        Align();
        var entry = new SectionEntry(kind, index, unitLength, _offset, length);
        _entries.Add(entry);
        byte[] buffer = new byte[Math.Min(unitLength, length)];
        for (int unit = 0; unit < entry.Units; unit++)
        {
            var bytes = buffer.AsSpan(0, entry.LengthOf(unit));
            content(unit, bytes);
            _sums.Add(Checksum.Of(bytes));
            Put(bytes);
        }
    }

    /// <summary>Writes a section of bytes.</summary>
    public void Bytes(SectionKind kind, ReadOnlyMemory<byte> bytes) =>
        Section(kind, 0, ImageLayout.PlainUnit, bytes.Length, (unit, target) => bytes.Span.Slice(unit * ImageLayout.PlainUnit, target.Length).CopyTo(target));

    /// <summary>Writes a section of plain values.</summary>
    public void Values<T>(SectionKind kind, ReadOnlySpan<T> values)
        where T : unmanaged => Bytes(kind, RawBytes.Of(values).ToArray().AsMemory());

    /// <summary>Writes contents and trailer.</summary>
    public void Finish()
    {
        Align();
        byte[] contents = new byte[8 + _entries.Count * ImageLayout.EntryLength + _sums.Count * sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(contents, _entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(contents.AsSpan(4), _sums.Count);
        for (int i = 0; i < _entries.Count; i++)
            Write(_entries[i], contents.AsSpan(8 + i * ImageLayout.EntryLength));
        for (int i = 0; i < _sums.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(contents.AsSpan(8 + _entries.Count * ImageLayout.EntryLength + i * sizeof(uint)), _sums[i]);
        Span<byte> trailer = stackalloc byte[ImageLayout.TrailerLength];
        BinaryPrimitives.WriteInt64LittleEndian(trailer, _offset);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[8..], contents.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[16..], Checksum.Of(contents));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[20..], Checksum.Of(trailer[..20]));
        ImageLayout.Magic.CopyTo(trailer[24..]);
        Put(contents);
        Put(trailer);
    }

    private static void Write(SectionEntry entry, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, (int)entry.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], entry.Index);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], entry.UnitLength);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], entry.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], entry.Length);
    }

    private void Align()
    {
        Span<byte> padding = stackalloc byte[ImageLayout.Alignment];
        padding.Clear();
        Put(padding[..(int)(-_offset & (ImageLayout.Alignment - 1))]);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _sink(bytes);
        _offset += bytes.Length;
    }
}

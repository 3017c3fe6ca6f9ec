using System.Buffers.Binary;
using System.Text;
using Matching.Engine.Classes;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Kernels;

namespace Matching.Engine.Images;

/// <summary>The packed image of an index of families: what a search needs, as it lies in memory. The layout is docs/packed-layout.md.</summary>
public static class FamilyImage
{
    /// <summary>Writes an image of a snapshot; whoever has been retired is not in it.</summary>
    /// <param name="families">The families.</param>
    /// <param name="stamp">What they come from.</param>
    /// <param name="labels">What the reader wants back beside them, for example names.</param>
    /// <param name="sink">Takes the bytes from first to last.</param>
    /// <param name="keep">True for the row of a relative that belongs to none of these families and is needed all the same; null for none.</param>
    /// <exception cref="ArgumentException">The digest of the source has not 32 bytes, or the snapshot is a range of another.</exception>
    public static void Write(FamilySnapshot families, ImageStamp stamp, ReadOnlyMemory<byte> labels, ByteSink sink, Func<int, bool>? keep = null)
    {
        if (stamp.Source.Length != ImageLayout.DigestLength)
            throw new ArgumentException($"The digest of a source has {ImageLayout.DigestLength} bytes, not {stamp.Source.Length}.", nameof(stamp));
        if (!families.Packed.IsWhole)
            throw new ArgumentException("A range of a snapshot has no image: take the snapshot itself.", nameof(families));
        var writer = new ImageWriter(sink, ModelDigest.Of(families.Relatives.Model), stamp.Source.AsSpan(), stamp.Sequence);
        var relatives = new WrittenRelatives(families, keep);
        relatives.WriteTo(writer);
        WriteFamilies(writer, families);
        WriteGroups(writer, families);
        writer.Bytes(SectionKind.Labels, labels);
        writer.Values<int>(SectionKind.RelativeCount, [relatives.Count]);
        writer.Finish();
    }

    /// <summary>Reads an image into memory.</summary>
    /// <param name="model">The model of the search; the image must have been packed for it.</param>
    /// <param name="source">The digest that the image must have been stamped with.</param>
    /// <param name="length">Length of the image in bytes.</param>
    /// <param name="bytes">Reads from it.</param>
    /// <param name="threads">Threads that read and check, at least 1.</param>
    /// <returns>The families, or why the image cannot be used; nothing in between.</returns>
    public static ImageReading Read(KinshipModel model, ReadOnlySpan<byte> source, long length, ByteSource bytes, int threads = 1)
    {
        if (ImageContents.Open(bytes, length, ModelDigest.Of(model), source, out var contents) is { } fault)
            return new ImageReading(null, 0, default, fault);
        try
        {
            return new ImageReader(contents!, model, threads).Read();
        }
        catch (ImageDamageException damage)
        {
            return new ImageReading(null, 0, default, ImageFault.Damaged(damage.Part));
        }
    }

    /// <summary>What an image says it was packed from, before anything of it is checked; null when it is too short to say so.</summary>
    /// <param name="length">Length of the image in bytes.</param>
    /// <param name="bytes">Reads from it.</param>
    public static ImageStamp? StampOf(long length, ByteSource bytes)
    {
        if (length < ImageLayout.HeaderLength)
            return null;
        byte[] header = new byte[ImageLayout.HeaderLength];
        bytes(0, header);
        return new ImageStamp([.. header.AsSpan(ImageLayout.SourceOffset, ImageLayout.DigestLength)], BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(ImageLayout.SequenceOffset)));
    }

    /// <summary>Shape and first member, four bytes each.</summary>
    internal const int FamilyRecordLength = 2 * sizeof(int);

    private static void WriteFamilies(ImageWriter writer, FamilySnapshot families)
    {
        var table = families.Table;
        const int chunk = AppendOnlyList<FamilyRecord>.ChunkLength;
        // The pedigree of a withdrawn family names persons.
        var used = Enumerable.Range(0, families.Count).Where(families.IsActive).Select(f => table.Records[f].Shape).ToHashSet();
        writer.Bytes(SectionKind.Shapes, Encoding.UTF8.GetBytes(string.Join('\n', table.Shapes.Select((s, i) => used.Contains(i) ? ShapeText.Of(s.Shape, s.Other) : ShapeText.None))));
        writer.Section(SectionKind.Families, 0, chunk * FamilyRecordLength, (long)ChunksOf(families.Count) * chunk * FamilyRecordLength, (unit, target) =>
        {
            RawBytes.Of(table.Records.Chunk(unit)).CopyTo(target);
            for (int f = 0; f < chunk; f++)
                if (!families.IsActive(unit * chunk + f))
                    target.Slice(f * FamilyRecordLength, FamilyRecordLength).Fill(byte.MaxValue);
        });
        writer.Values<int>(SectionKind.Members, [.. table.Members]);
        writer.Values<int>(SectionKind.Retired, [.. Enumerable.Range(0, families.Count).Where(f => !families.IsActive(f))]);
        writer.Values<int>(SectionKind.FamilyCount, [families.Count]);
    }

    private static int ChunksOf(int count) => (count + AppendOnlyList<int>.ChunkLength - 1) / AppendOnlyList<int>.ChunkLength;

    private static void WriteGroups(ImageWriter writer, FamilySnapshot families)
    {
        var groups = families.Packed.ActiveGroups();
        writer.Values<int>(SectionKind.Groups, [.. groups.SelectMany(g => GroupRecord.Of(g.Group.Form, g.Group.Rows, g.Count))]);
        for (int g = 0; g < groups.Length; g++)
        {
            var (group, _, count) = groups[g];
            const int chunk = AppendOnlyList<int>.ChunkLength;
            writer.Section(SectionKind.Entries, g, chunk * sizeof(int), (long)ChunksOf(count) * chunk * sizeof(int), (unit, target) =>
            {
                RawBytes.Of(group.Entries.Chunk(unit)).CopyTo(target);
                if ((unit + 1) * chunk > count)
                    target[((count - unit * chunk) * sizeof(int))..].Clear();
            });
            int block = group.Rows * group.Width;
            writer.Section(SectionKind.Codes, g, block, (long)group.BlocksOf(count) * block, (unit, target) =>
            {
                group.Columns.CodesOf(unit).CopyTo(target);
                for (int column = count - unit * group.Width; column < group.Width; column++)
                    for (int row = 0; row < group.Rows; row++)
                        target[row * group.Width + column] = GenotypeClasses.Vacant;
            });
        }

        writer.Values<int>(SectionKind.Unpacked, [.. Enumerable.Range(0, families.Packed.UnpackedCount).Select(families.Packed.UnpackedAt).Where(families.IsActive)]);
    }
}

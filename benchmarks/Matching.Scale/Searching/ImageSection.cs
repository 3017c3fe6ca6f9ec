using Matching.Engine.Images;
using Matching.Engine.Packed;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;
using Matching.Scale.Measuring;

namespace Matching.Scale.Searching;

/// <summary>The packed image of a million relatives: written, read back, and how fast against a copy of the same bytes in memory.</summary>
internal sealed class ImageSection : ISection
{
    private static readonly ImageStamp Stamp = new([.. new byte[32]], 1);

    public string Name => "image";

    public void Run(ScaleSettings settings, Summary summary)
    {
        var world = new SearchWorld(PanelModel.Of(), seed: 15);
        world.Grow(settings.Usual);
        var families = Families.OfRole(world.Relatives, FamilyRole.Father, settings.Usual)[0];
        string path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
                FamilyImage.Write(families, Stamp, default, bytes => file.Write(bytes));
            using var handle = File.OpenHandle(path);
            Measure(settings, summary, world, RandomAccess.GetLength(handle), (offset, target) => ReadExactly(handle, offset, target));
            var read = FamilyImage.Read(world.Ratios.Model, Stamp.Source.AsSpan(), RandomAccess.GetLength(handle), (offset, target) => ReadExactly(handle, offset, target)).Families!;
            var children = world.ChildrenOfOne(20);
            var options = new ScanOptions(Top: 10);
            summary.Identical("16", "answers from an image that was read back", Answers.AreSame(Answers.Filtered(children, families, options), Answers.Filtered(children, read.Snapshot(), options)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Measure(ScaleSettings settings, Summary summary, SearchWorld world, long length, ByteSource source)
    {
        var model = world.Ratios.Model;
        if (ImageContents.Open(source, length, ModelDigest.Of(model), Stamp.Source.AsSpan(), out var contents) is { } fault)
            throw new InvalidOperationException(fault.Text);
        var section = contents!.Find(SectionKind.Codes);
        var columns = PackedColumns.OfCount(world.Relatives.LocusCount, settings.Usual);
        var (from, to) = (new AlignedBuffer((int)section.Length), new AlignedBuffer((int)section.Length));
        var rounds = new Rounds();
        var copy = rounds.Add("Y3 copy of the codes, per byte", section.Length, () => from.Span.CopyTo(to.Span));
        var codes = rounds.Add("the codes from the file to their place, checked, per byte", section.Length, () => contents.Read(section, 0, section.Units, columns.CodesOf));
        var whole = rounds.AddWall("the whole image into fresh memory, 1 thread, wall time, per byte", length, () => FamilyImage.Read(model, Stamp.Source.AsSpan(), length, source));
        var both = rounds.AddWall("the same with 2 threads", length, () => FamilyImage.Read(model, Stamp.Source.AsSpan(), length, source, threads: 2));
        rounds.Run(settings.Rounds);
        rounds.Print();
        summary.AtLeast("14", $"codes of {settings.Usual} persons from a packed file, checked, against Y3", copy.P10 / codes.P10, 0.35);
        summary.Note($"the whole image of {settings.Usual} persons ({length / 1e6:F0} MB) into fresh memory", $"{whole.P10 * length / 1e6:F0} ms, with 2 threads {both.P10 * length / 1e6:F0} ms");
    }

    internal static void ReadExactly(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long offset, Span<byte> target)
    {
        while (target.Length > 0)
        {
            int read = RandomAccess.Read(handle, target, offset);
            if (read == 0)
                throw new EndOfStreamException("The image is shorter than it was.");
            offset += read;
            target = target[read..];
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Kernels;

namespace Matching.Engine.Images;

/// <summary>Reads the sections of an image straight to where a search wants them.</summary>
internal sealed class ImageReader(ImageContents contents, KinshipModel model, int threads)
{
    // Some hundred kilobytes: long enough to be worth a turn, short enough to be checked while still in the cache.
    private const int UnitsPerTurn = 16;

    private readonly List<(SectionEntry Section, UnitPlace Place)> _wanted = [];

    public ImageReading Read()
    {
        var relatives = Relatives();
        var groups = Groups();
        var table = Families();
        ReadWanted();
        foreach (var (row, locus, genotype) in OutsideGenotypes())
            relatives.OutsideGenotypes[(row, locus)] = genotype;
        var packed = PackedIndex<FamilyForm>.Of(groups, table.Records.Count, Numbers(SectionKind.Unpacked), Numbers(SectionKind.Retired));
        Check(table, packed.Snapshot(), relatives.Count);
        return new ImageReading(new FamilyIndex(relatives, table, packed), contents.Sequence, contents.ReadAll(SectionKind.Labels), null);
    }

    private ProfileStore Relatives()
    {
        var persons = contents.Find(SectionKind.Persons);
        const int chunk = AppendOnlyList<StoredPerson>.ChunkLength;
        // The chunks are whole; how many of their places hold somebody stands apart.
        int places = checked((int)(persons.Length / (2 * sizeof(int))));
        int count = Numbers(SectionKind.RelativeCount) is [var said] ? said : places;
        if (count > places || count < places - chunk)
            throw new ImageDamageException("relatives");
        var rows = RowStore.OfCount(model.Panel.Count, count);
        var list = AppendOnlyList<StoredPerson>.OfCount(count);
        Want(contents.Find(SectionKind.Rows), RowStore.RowsPerChunk * model.Panel.Count * sizeof(ushort), (unit, _) => RawBytes.Of(rows.Chunk(unit)));
        Want(persons, chunk * 2 * sizeof(int), (unit, _) => RawBytes.Of(list.Chunk(unit)));
        return new ProfileStore(model, rows, list, [.. RawBytes.To<double>(contents.ReadAll(SectionKind.DropOuts))]);
    }

    private ImmutableArray<PackedGroup<FamilyForm>> Groups()
    {
        var numbers = Numbers(SectionKind.Groups);
        var groups = ImmutableArray.CreateBuilder<PackedGroup<FamilyForm>>();
        for (int g = 0; (g + 1) * GroupRecord.Numbers <= numbers.Length; g++)
        {
            var (form, rows, count) = GroupRecord.Parse(numbers.AsSpan(g * GroupRecord.Numbers, GroupRecord.Numbers));
            var columns = PackedColumns.OfCount(rows, count);
            var entries = AppendOnlyList<int>.OfCount(count);
            Want(contents.Find(SectionKind.Codes, g), rows * columns.Width, columns.CodesOf);
            Want(contents.Find(SectionKind.Entries, g), AppendOnlyList<int>.ChunkLength * sizeof(int), (unit, _) => RawBytes.Of(entries.Chunk(unit)));
            groups.Add(new PackedGroup<FamilyForm>(form, columns, entries));
        }

        return groups.ToImmutable();
    }

    // The unit is the length of a place in memory, so an image of other units does not fit.
    private void Want(SectionEntry section, int unitLength, UnitPlace place)
    {
        if (section.Length == 0)
            return;
        if (section.UnitLength != unitLength)
            throw new ImageDamageException(section.ToString());
        _wanted.Add((section, place));
    }

    private void ReadWanted()
    {
        (SectionEntry Section, UnitPlace Place, int From)[] turns =
            [.. _wanted.SelectMany(w => Enumerable.Range(0, (w.Section.Units + UnitsPerTurn - 1) / UnitsPerTurn).Select(t => (w.Section, w.Place, t * UnitsPerTurn)))];
        Workers.Run(
            turns.Length, threads, () => contents,
            (image, turn) => image.Read(turns[turn].Section, turns[turn].From, Math.Min(turns[turn].Section.Units, turns[turn].From + UnitsPerTurn), turns[turn].Place),
            _ => { });
    }

    private FamilyTable Families()
    {
        var members = AppendOnlyList<int>.OfCount(0);
        foreach (int row in Numbers(SectionKind.Members))
            members.Add(row);
        var records = AppendOnlyList<FamilyRecord>.OfCount(Numbers(SectionKind.FamilyCount) is [var count] ? count : throw new ImageDamageException("families"));
        Want(contents.Find(SectionKind.Families), AppendOnlyList<FamilyRecord>.ChunkLength * FamilyImage.FamilyRecordLength, (unit, _) => RawBytes.Of(records.Chunk(unit)));
        var table = new FamilyTable(records, members);
        foreach (string line in Encoding.UTF8.GetString(contents.ReadAll(SectionKind.Shapes)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == ShapeText.None)
                table.SkipShape();
            else
                table.AddShape(ShapeText.Parse(line));
        }

        return table;
    }

    // What a checksum cannot tell: that the parts belong together.
    private static void Check(FamilyTable table, PackedSnapshot<FamilyForm> packed, int relatives)
    {
        for (int f = 0; f < packed.Count; f++)
        {
            if (!packed.IsActive(f))
                continue;
            if ((uint)table.Records[f].Shape >= (uint)table.Shapes.Count)
                throw new ImageDamageException("families");
            var members = table[f].Members;
            for (int m = 0; m < members.Length; m++)
                if ((uint)members[m] >= (uint)relatives)
                    throw new ImageDamageException("families");
        }
    }

    private IEnumerable<(int Row, int Locus, Genotype Genotype)> OutsideGenotypes()
    {
        int[] numbers = Numbers(SectionKind.Outside);
        for (int i = 0; i + 4 <= numbers.Length; i += 4)
            yield return (numbers[i], numbers[i + 1], Genotype.Of(WrittenRelatives.AlleleOf(numbers[i + 2]), WrittenRelatives.AlleleOf(numbers[i + 3])));
    }

    private int[] Numbers(SectionKind kind) => RawBytes.To<int>(contents.ReadAll(kind)).ToArray();
}

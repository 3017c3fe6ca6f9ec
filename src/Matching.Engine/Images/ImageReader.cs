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
        ReadWanted();
        foreach (var (row, locus, genotype) in OutsideGenotypes())
            relatives.OutsideGenotypes[(row, locus)] = genotype;
        var families = Families(relatives.Count);
        var packed = PackedIndex<FamilyForm>.Of(groups, families.Count, Numbers(SectionKind.Unpacked), Numbers(SectionKind.Retired));
        return new ImageReading(new FamilyIndex(relatives, families, packed), contents.Sequence, contents.ReadAll(SectionKind.Labels), null);
    }

    private ProfileStore Relatives()
    {
        var persons = contents.Find(SectionKind.Persons);
        const int chunk = AppendOnlyList<StoredPerson>.ChunkLength;
        int count = checked((int)(persons.Length / (2 * sizeof(int))));
        var rows = RowStore.OfCount(model.Panel.Count, count);
        var list = AppendOnlyList<StoredPerson>.OfCount(count);
        Want(contents.Find(SectionKind.Rows), RowStore.RowsPerChunk * model.Panel.Count * sizeof(ushort), unit => RawBytes.Of(rows.Chunk(unit)));
        Want(persons, chunk * 2 * sizeof(int), unit => RawBytes.Of(list.Chunk(unit)));
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
            Want(contents.Find(SectionKind.Entries, g), AppendOnlyList<int>.ChunkLength * sizeof(int), unit => RawBytes.Of(entries.Chunk(unit)));
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

    private AppendOnlyList<SearchFamily> Families(int relatives)
    {
        (FamilyShape Shape, Genetics.Pedigrees.FamilyRole? Other)[] shapes =
            [.. Encoding.UTF8.GetString(contents.ReadAll(SectionKind.Shapes)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ShapeText.Parse)];
        int[] records = Numbers(SectionKind.Families);
        int[] members = Numbers(SectionKind.Members);
        var families = AppendOnlyList<SearchFamily>.OfCount(records.Length / 2);
        for (int chunk = 0, f = 0; f < families.Count; chunk++)
            foreach (ref var family in families.Chunk(chunk)[..Math.Min(AppendOnlyList<SearchFamily>.ChunkLength, families.Count - f)])
            {
                (int shape, int first) = (records[2 * f], records[2 * f + 1]);
                f++;
                if (shape < 0)
                    continue;
                int count = shapes[shape].Shape.Members.Length;
                family = count == 1
                    ? SearchFamily.Of(shapes[shape].Shape, shapes[shape].Other, first)
                    : new SearchFamily(shapes[shape].Shape, members[first..(first + count)]);
                for (int m = 0; m < count; m++)
                    if ((uint)family.Members[m] >= (uint)relatives)
                        throw new ImageDamageException("families");
            }

        return families;
    }

    private IEnumerable<(int Row, int Locus, Genotype Genotype)> OutsideGenotypes()
    {
        int[] numbers = Numbers(SectionKind.Outside);
        for (int i = 0; i + 4 <= numbers.Length; i += 4)
            yield return (numbers[i], numbers[i + 1], Genotype.Of(WrittenRelatives.AlleleOf(numbers[i + 2]), WrittenRelatives.AlleleOf(numbers[i + 3])));
    }

    private int[] Numbers(SectionKind kind) => RawBytes.To<int>(contents.ReadAll(kind)).ToArray();
}

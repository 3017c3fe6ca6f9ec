using Matching.Engine.Packed;
using Matching.Engine.Store;
using Matching.Genetics.Markers;
using Matching.Kernels;

namespace Matching.Engine.Images;

/// <summary>The relatives of a snapshot as sections; the rows of those who belong to no family, and are not needed otherwise, are blank.</summary>
internal sealed class WrittenRelatives
{
    private readonly ProfileStore _relatives;
    private readonly bool[] _isUsed;

    public WrittenRelatives(FamilySnapshot families, Func<int, bool>? keep)
    {
        _relatives = families.Relatives;
        _isUsed = new bool[_relatives.Count];
        for (int f = 0; f < families.Count; f++)
            for (int m = 0; families.IsActive(f) && m < families[f].Members.Length; m++)
                _isUsed[families[f].Members[m]] = true;
        for (int row = 0; keep is not null && row < _isUsed.Length; row++)
            _isUsed[row] |= keep(row);
    }

    /// <summary>Number of relatives.</summary>
    public int Count => _isUsed.Length;

    public void WriteTo(ImageWriter writer)
    {
        const int rows = RowStore.RowsPerChunk, persons = AppendOnlyList<StoredPerson>.ChunkLength;
        int row = _relatives.LocusCount * sizeof(ushort);
        if (row > 0)
            writer.Section(SectionKind.Rows, 0, rows * row, (long)Chunks(rows) * rows * row, (unit, target) =>
            {
                RawBytes.Of(_relatives.Rows.Chunk(unit)).CopyTo(target);
                for (int r = 0; r < rows; r++)
                    if (!IsUsed(unit * rows + r))
                        target.Slice(r * row, row).Fill(byte.MaxValue);
            });
        writer.Section(SectionKind.Persons, 0, persons * 2 * sizeof(int), (long)Chunks(persons) * persons * 2 * sizeof(int), (unit, target) =>
        {
            RawBytes.Of(_relatives.Persons.Chunk(unit)).CopyTo(target);
            for (int p = 0; p < persons; p++)
                if (!IsUsed(unit * persons + p))
                    target.Slice(p * 2 * sizeof(int), 2 * sizeof(int)).Clear();
        });
        writer.Values<double>(SectionKind.DropOuts, _relatives.DropOuts.AsSpan());
        writer.Values<int>(SectionKind.Outside, [.. OutsideGenotypes()]);
    }

    private int Chunks(int length) => (_isUsed.Length + length - 1) / length;

    private bool IsUsed(int row) => row < _isUsed.Length && _isUsed[row];

    private IEnumerable<int> OutsideGenotypes() =>
        from entry in _relatives.OutsideGenotypes
        where IsUsed(entry.Key.Row)
        orderby entry.Key
        from number in (int[])[entry.Key.Row, entry.Key.Locus, NumberOf(entry.Value.First), NumberOf(entry.Value.Second)]
        select number;

    // Ten times the repeats plus the bases; alleles without a length count from 50,000.
    private static int NumberOf(Allele allele) => allele.HasLength ? 10 * allele.Repeats + allele.Bases : 50_000 + allele.UnsizedNumber;

    /// <summary>The allele of a number in the section of genotypes outside the table.</summary>
    public static Allele AlleleOf(int number) => number >= 50_000 ? Allele.Unsized(number - 50_000) : Allele.Of(number / 10, number % 10);
}

using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Cli.MatchRun;

/// <summary>What a run says of relatives and families beside their genotypes at the loci of the model, as one piece of memory.</summary>
/// <remarks>
/// It is the same whether the table was read or the packed copy of it. Blocks, in this order: counts (rows read, persons refused, families);
/// names of the loci of the table; ids of the persons; their lines; names of families; the name of each entry (a person's row, or -1 minus the
/// number of a family's name); pairs of an entry that has a note and the note (twice its number, plus 1 where the family is split); notes;
/// places in the table of the loci outside the model; the genotypes there, person by person, as two alleles of two bytes (0 for none, ten times
/// the repeats plus the bases, 50,000 plus the number of one without length).
/// </remarks>
internal sealed class RelativeLabels
{
    private const ushort FirstUnsized = 50_000;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly NumberColumn _counts;
    private readonly TextColumn _ids;
    private readonly NumberColumn _lines;
    private readonly TextColumn _families;
    private readonly NumberColumn _names;
    private readonly NumberColumn _noted;
    private readonly TextColumn _notes;
    private readonly HalfColumn _genotypes;
    private readonly int _furtherLoci;

    public RelativeLabels(LabelBlockReader blocks)
    {
        _counts = blocks.Numbers();
        // The names come from the catalogue of this version; the copy of another version is not read.
        Panel = new LocusPanel(blocks.Texts().All().Select(name => LocusCatalogue.Default.TryResolve(name, out var locus) ? locus : new Locus(name)));
        (_ids, _lines) = (blocks.Texts(), blocks.Numbers());
        (_families, _names, _noted, _notes) = (blocks.Texts(), blocks.Numbers(), blocks.Numbers(), blocks.Texts());
        var further = blocks.Numbers();
        _furtherLoci = further.Count;
        FurtherLoci = new LocusPanel(Enumerable.Range(0, further.Count).Select(l => Panel[further[l]]));
        _genotypes = blocks.Halves();
        _bytes = blocks.Passed;
    }

    /// <summary>The loci of the table.</summary>
    public LocusPanel Panel { get; }

    /// <summary>Those of them that are not in the model.</summary>
    public LocusPanel FurtherLoci { get; }

    public int RowsRead => _counts[0];

    public int PersonsRefused => _counts[1];

    /// <summary>Number of families; one that is split has several entries.</summary>
    public int Families => _counts[2];

    public int Persons => _lines.Count;

    /// <summary>Writes the labels of a table and its grouping.</summary>
    public static void Write(LabelBlockWriter blocks, ProfileTable table, EntryLabels entries, IReadOnlyList<int> records, LocusPanel model)
    {
        int[] further = [.. Enumerable.Range(0, table.Panel.Count).Where(l => model.IndexOf(table.Panel[l].Name) < 0)];
        blocks.Numbers([table.RowsRead, table.PersonsRefused, entries.Families]);
        blocks.Texts([.. table.Panel.Loci.Select(l => l.Name)]);
        blocks.Texts([.. records.Select(r => table.PersonAt(r).Id)]);
        blocks.Numbers([.. records.Select(r => table.PersonAt(r).Line)]);
        entries.Write(blocks);
        blocks.Numbers(further);
        blocks.Halves(checked(2 * further.Length * records.Count), further.Length == 0 ? [] : Alleles(table, records, further));
    }

    /// <summary>Writes the same labels again.</summary>
    public void CopyTo(LabelBlockWriter blocks) => blocks.Blocks(_bytes.Span);

    /// <summary>The id of a person by its row.</summary>
    public string IdOf(int row) => _ids[row];

    /// <summary>The line of a person in the table.</summary>
    public int LineOf(int row) => _lines[row];

    /// <summary>The name of an entry: the family, or the person where a row has none.</summary>
    public string NameOf(int entry) => _names[entry] is >= 0 and var row ? _ids[row] : _families[~_names[entry]];

    /// <summary>What has to be said at each row of an entry, and whether it is part of a family that could only be searched person by person.</summary>
    public (string? Note, bool IsSplit) NoteOf(int entry)
    {
        int low = 0, high = _noted.Count / 2;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_noted[2 * middle] == entry)
                return (_notes[_noted[2 * middle + 1] >> 1], (_noted[2 * middle + 1] & 1) != 0);
            if (_noted[2 * middle] < entry)
                low = middle + 1;
            else
                high = middle;
        }

        return (null, false);
    }

    /// <summary>The genotype of a person at one of <see cref="FurtherLoci"/>.</summary>
    public Genotype FurtherAt(int row, int locus)
    {
        int at = 2 * (row * _furtherLoci + locus);
        return _genotypes[at] == 0 ? default : Genotype.Of(AlleleOf(_genotypes[at]), AlleleOf(_genotypes[at + 1]));
    }

    private static IEnumerable<ushort> Alleles(ProfileTable table, IReadOnlyList<int> records, int[] loci)
    {
        foreach (int record in records)
            foreach (int locus in loci)
            {
                var genotype = table.GenotypesOf(record)[locus];
                yield return NumberOf(genotype.First);
                yield return NumberOf(genotype.Second);
            }
    }

    private static ushort NumberOf(Allele allele) =>
        (ushort)(allele.IsNone ? 0 : allele.HasLength ? 10 * allele.Repeats + allele.Bases : FirstUnsized + allele.UnsizedNumber);

    private static Allele AlleleOf(ushort number) =>
        number >= FirstUnsized ? Allele.Unsized(number - FirstUnsized) : Allele.Of(number / 10, number % 10);
}

using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>The persons of one file and their profiles over one panel.</summary>
public sealed class ProfileTable
{
    private readonly ProfileRows _rows;

    internal ProfileTable(string file, LocusPanel panel, ProfileRows rows, int rowsRead, int personsRefused)
    {
        File = file;
        Panel = panel;
        _rows = rows;
        RowsRead = rowsRead;
        PersonsRefused = personsRefused;
    }

    /// <summary>Display name of the file.</summary>
    public string File { get; }

    /// <summary>The loci in the order in which the file names them.</summary>
    public LocusPanel Panel { get; }

    /// <summary>The persons in the order of their first rows.</summary>
    /// <remarks>Records are made when asked for; the table itself keeps four bytes per genotype. Keep the ones you need.</remarks>
    public IReadOnlyList<ProfileRecord> Records => _rows;

    /// <summary>Rows below the header that hold anything.</summary>
    public int RowsRead { get; }

    /// <summary>Persons, or rows that name none, that were refused; each has an error among the findings.</summary>
    public int PersonsRefused { get; }

    /// <summary>What the table says of a person beside the genotypes, without making a record.</summary>
    /// <param name="record">0-based place in <see cref="Records"/>.</param>
    public PersonDetails PersonAt(int record) => _rows.PersonAt(record);

    /// <summary>The genotypes of a person in the order of <see cref="Panel"/>, without making a record.</summary>
    /// <param name="record">0-based place in <see cref="Records"/>.</param>
    public ReadOnlySpan<Genotype> GenotypesOf(int record) => _rows.GenotypesOf(record);
}

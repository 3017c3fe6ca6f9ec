using System.Collections;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>The persons of a table, kept as columns; a record is made when it is asked for.</summary>
internal sealed class ProfileRows : IReadOnlyList<ProfileRecord>
{
    private readonly LocusPanel _panel;
    private readonly GenotypeGrid _grid;
    private readonly PersonColumns _persons;

    // Null when every row is kept.
    private readonly int[]? _kept;

    public ProfileRows(LocusPanel panel, GenotypeGrid grid, PersonColumns persons, int[]? kept)
    {
        _panel = panel;
        _grid = grid;
        _persons = persons;
        _kept = kept;
    }

    public int Count => _kept?.Length ?? _persons.Count;

    public ProfileRecord this[int index]
    {
        get
        {
            var person = PersonAt(index);
            return new ProfileRecord(person.Id, new Profile(_panel, GenotypesOf(index)), person.Sex, person.Family, person.Role, person.DropOut, person.Line);
        }
    }

    public ReadOnlySpan<Genotype> GenotypesOf(int index) => _grid.Row(RowAt(index), _panel.Count);

    public PersonDetails PersonAt(int index) => _persons[RowAt(index)];

    public IEnumerator<ProfileRecord> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int RowAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _kept?[index] ?? index;
    }
}

using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>What a row says of a person beside the genotypes.</summary>
internal readonly record struct PersonDetails(string Id, int Line, Sex Sex, string? Family, string? Role, double? DropOut);

/// <summary>The details of many persons, column by column: what no row gives takes no room.</summary>
internal sealed class PersonColumns
{
    private readonly List<string> _ids = [];
    private readonly List<int> _lines = [];
    private readonly List<byte> _sexes = [];
    private readonly SparseColumn<string> _families = new();
    private readonly SparseColumn<string> _roles = new();
    private readonly SparseColumn<object> _dropOuts = new();

    public int Count => _ids.Count;

    public PersonDetails this[int row] =>
        new(_ids[row], _lines[row], (Sex)_sexes[row], _families[row], _roles[row], (double?)_dropOuts[row]);

    public string IdOf(int row) => _ids[row];

    public int LineOf(int row) => _lines[row];

    public void Add(in PersonDetails person)
    {
        _ids.Add(person.Id);
        _lines.Add(person.Line);
        _sexes.Add((byte)person.Sex);
        Set(_ids.Count - 1, person);
    }

    /// <summary>Writes the details of a row, except its id and line.</summary>
    public void Set(int row, in PersonDetails person)
    {
        _sexes[row] = (byte)person.Sex;
        _families.Set(row, person.Family);
        _roles.Set(row, person.Role);
        if (person.DropOut != (double?)_dropOuts[row])
            _dropOuts.Set(row, person.DropOut);
    }

    public void Trim()
    {
        _ids.TrimExcess();
        _lines.TrimExcess();
        _sexes.TrimExcess();
        _families.Trim();
        _roles.Trim();
        _dropOuts.Trim();
    }
}

/// <summary>A column that most tables leave empty: it takes no room before its first value.</summary>
internal sealed class SparseColumn<T>
    where T : class
{
    private readonly List<T?> _values = [];

    public T? this[int row] => row < _values.Count ? _values[row] : null;

    public void Set(int row, T? value)
    {
        if (value is null && row >= _values.Count)
            return;
        while (_values.Count <= row)
            _values.Add(null);
        _values[row] = value;
    }

    public void Trim() => _values.TrimExcess();
}

using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>The details of many persons, column by column: what no row gives takes no room.</summary>
/// <param name="expected">About how many persons come.</param>
internal sealed class PersonColumns(int expected)
{
    private readonly List<string> _ids = new(expected);
    private readonly List<int> _lines = new(expected);
    private readonly List<byte> _sexes = new(expected);
    private readonly SparseColumn<string> _families = new();
    private readonly SparseColumn<string> _roles = new();
    private readonly SparseColumn<object> _dropOuts = new();
    private readonly SparseColumn<string> _cases = new();

    public int Count => _ids.Count;

    public PersonDetails this[int row] =>
        new(_ids[row], _lines[row], (Sex)_sexes[row], _families[row], _roles[row], (double?)_dropOuts[row]) { Case = _cases[row] };

    public string IdOf(int row) => _ids[row];

    public int LineOf(int row) => _lines[row];

    public void Add(in PersonDetails person)
    {
        _ids.Add(person.Id);
        _lines.Add(person.Line);
        _sexes.Add((byte)person.Sex);
        int row = _ids.Count - 1;
        if (person.Family is not null)
            _families.Set(row, person.Family);
        if (person.Role is not null)
            _roles.Set(row, person.Role);
        if (person.DropOut is { } dropOut)
            _dropOuts.Set(row, dropOut);
        if (person.Case is not null)
            _cases.Set(row, person.Case);
    }

    /// <summary>Writes the details of a row, except its id and line.</summary>
    public void Set(int row, in PersonDetails person)
    {
        _sexes[row] = (byte)person.Sex;
        _families.Set(row, person.Family);
        _roles.Set(row, person.Role);
        if (person.DropOut != (double?)_dropOuts[row])
            _dropOuts.Set(row, person.DropOut);
        _cases.Set(row, person.Case);
    }

    public void Trim()
    {
        _ids.TrimExcess();
        _lines.TrimExcess();
        _sexes.TrimExcess();
        _families.Trim();
        _roles.Trim();
        _dropOuts.Trim();
        _cases.Trim();
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

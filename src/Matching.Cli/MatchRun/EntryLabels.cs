namespace Matching.Cli.MatchRun;

/// <summary>Names and notes of the entries of a search, as they are made.</summary>
internal sealed class EntryLabels
{
    private readonly List<string> _families = [];
    private readonly List<int> _names;
    private readonly List<int> _noted = [];
    private readonly Dictionary<string, int> _notes = new(StringComparer.Ordinal);

    public EntryLabels(int expected) => _names = new(expected);

    /// <summary>Number of families so far; a row without one counts as a family of its own.</summary>
    public int Families { get; private set; }

    /// <summary>Begins a family of one person, which bears the person's id.</summary>
    public void AddPerson(int row)
    {
        Families++;
        _names.Add(row);
    }

    /// <summary>Begins a family with a name of its own; its entries follow.</summary>
    public void BeginFamily(string name)
    {
        Families++;
        _families.Add(name);
    }

    /// <summary>Adds an entry of the family begun last.</summary>
    public void AddEntry(string? note = null, bool isSplit = false)
    {
        if (note is not null)
        {
            if (!_notes.TryGetValue(note, out int number))
                _notes.Add(note, number = _notes.Count);
            _noted.Add(_names.Count);
            _noted.Add(2 * number + (isSplit ? 1 : 0));
        }

        _names.Add(~(_families.Count - 1));
    }

    public void Write(LabelBlockWriter blocks)
    {
        blocks.Texts(_families);
        blocks.Numbers(_names);
        blocks.Numbers(_noted);
        blocks.Texts(_notes.Keys);
    }
}

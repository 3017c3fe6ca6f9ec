using Matching.Genetics;
using Matching.Genetics.Pedigrees;

namespace Matching.Formats;

/// <summary>The rows of one family while they are read.</summary>
internal sealed class FamilyDraft(string name, int line)
{
    // Far above any real family; a chain of descent is walked recursively.
    private const int MostPersons = 1000;

    private readonly List<Row> _rows = [];

    public string Name { get; } = name;

    public int Line { get; } = line;

    /// <summary>True when a row could not be read, so that the family is not complete.</summary>
    public bool IsSpoilt { get; private set; }

    public void Spoil() => IsSpoilt = true;

    public void Add(Person person, bool isMissing, int line) => _rows.Add(new Row(person, isMissing, line));

    /// <summary>The family; null, with a finding, when it must be refused.</summary>
    public FamilyPedigree? Conclude(FindingLog log)
    {
        if (IsSpoilt)
            return null;
        if (_rows.Count > MostPersons)
        {
            log.Error(FindingCodes.PedigreeTooLarge, Line, null, $"Family {FindingLog.Show(Name)} has more than {MostPersons} persons; it was refused. Keep the persons that connect the typed ones.");
            return null;
        }

        var missing = _rows.FindAll(row => row.IsMissing);
        if (missing.Count != 1)
        {
            log.Error(FindingCodes.PedigreeMissing, missing.Count == 0 ? Line : missing[1].Line, null, $"Family {FindingLog.Show(Name)} marks {missing.Count} persons as missing instead of one; it was refused. Write 1 in the column 'missing' for the sought child only.");
            return null;
        }

        try
        {
            return new FamilyPedigree(Name, new Pedigree(_rows.Select(row => row.Person)), missing[0].Person.Id, Line);
        }
        catch (PedigreeException fault)
        {
            int at = _rows.FindLastIndex(row => fault.Message.Contains($"'{row.Person.Id}'", StringComparison.Ordinal));
            log.Error(fault.Code, at < 0 ? Line : _rows[at].Line, null, $"Family {FindingLog.Show(Name)} was refused. {fault.Message}");
            return null;
        }
    }

    private readonly record struct Row(Person Person, bool IsMissing, int Line);
}

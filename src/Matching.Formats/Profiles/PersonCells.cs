using System.Globalization;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads the cells of a row that say who the person is.</summary>
/// <param name="row">The row.</param>
/// <param name="expected">Cells of a whole row.</param>
/// <param name="plan">What the columns are for.</param>
/// <param name="log">Takes the findings.</param>
internal sealed class PersonCells(TextRow row, int expected, ColumnPlan plan, FindingLog log)
{
    private const int LongestId = 200;

    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);
    private readonly CellMemory<string?> _pooled = new();
    private readonly CellMemory<Sex> _sexes = new();
    private readonly CellMemory<double?> _dropOuts = new();

    // Instrument exports name the same person on many rows in succession.
    private byte[] _lastBytes = [];
    private string _lastId = string.Empty;

    /// <summary>True when the row has as many cells as the header; else a finding says so.</summary>
    /// <param name="shortRowFinding">Place in the log of the finding about a row with too few cells; -1 for none.</param>
    public bool IsWhole(out int shortRowFinding)
    {
        shortRowFinding = -1;
        if (row.HasOpenQuote)
        {
            log.Error(FindingCodes.RowOpenQuote, row.Line, null, "A quote opened in this row is never closed (or a quoted cell holds a line break); the row was refused. Close the quote. On the last line it may mean that the file was cut off.");
            return false;
        }

        if (row.CellCount == expected || (row.CellCount > expected && row.IsBlankFrom(expected)))
            return true;
        if (row.CellCount < expected)
            shortRowFinding = log.Count;
        log.Error(FindingCodes.RowCellCount, row.Line, null, $"The row has {row.CellCount} cells where the header has {expected}; it was refused. Put cells that hold a separator in quotes, and keep empty cells.");
        return false;
    }

    /// <summary>The id; null, with a finding, when the row names nobody.</summary>
    public string? ReadId()
    {
        var bytes = row.Cell(plan.Person);
        if (bytes.SequenceEqual(_lastBytes) && _lastId.Length > 0)
            return _lastId;
        string id = row.Text(plan.Person);
        if (id.Length is > 0 and <= LongestId)
        {
            if (plan.IsLong)
                (_lastBytes, _lastId) = (bytes.ToArray(), id);
            return id;
        }

        if (id.Length == 0)
            log.Error(FindingCodes.ProfileNoId, row.Line, plan.Person + 1, "The row has no id, so it was refused. Give the sample or person an id.");
        else
            log.Error(FindingCodes.ProfileIdTooLong, row.Line, plan.Person + 1, $"The id has more than {LongestId} characters, so the row was refused. Shorten it.");
        return null;
    }

    /// <summary>The details; false, with a finding, when the row must be refused.</summary>
    public bool TryReadDetails(string id, out PersonDetails details)
    {
        details = default;
        if (!TryReadDropOut(id, out double? dropOut))
            return false;
        details = new PersonDetails(id, row.Line, ReadSex(id), ReadPooled(plan.Family), ReadPooled(plan.Role), dropOut) { Case = ReadPooled(plan.Case) };
        return true;
    }

    private bool TryReadDropOut(string id, out double? dropOut)
    {
        dropOut = null;
        if (plan.DropOut == ColumnPlan.None)
            return true;
        var cell = row.Cell(plan.DropOut);
        if (cell.IsEmpty || _dropOuts.TryRecall(cell, out dropOut))
            return true;
        string text = row.Text(plan.DropOut);
        if (text is "" or "-")
            return true;
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and < 1)
        {
            _dropOuts.Keep(cell, value);
            dropOut = value;
            return true;
        }

        log.Error(FindingCodes.ProfileDropOut, row.Line, plan.DropOut + 1, $"The drop-out of person {FindingLog.Show(id)} is no probability, so the person was refused. Write a number from 0 up to but not 1, or leave the cell blank.");
        return false;
    }

    private Sex ReadSex(string id)
    {
        if (plan.Sex == ColumnPlan.None)
            return Sex.Unknown;
        var cell = row.Cell(plan.Sex);
        if (_sexes.TryRecall(cell, out var sex))
            return sex;
        if (SexCell.TryRead(row.Text(plan.Sex), out sex))
            _sexes.Keep(cell, sex);
        else
            log.Warning(FindingCodes.ProfileSexUnreadable, row.Line, plan.Sex + 1, $"The sex of person {FindingLog.Show(id)} is not readable and counts as not given. Write M or F.");
        return sex;
    }

    private string? ReadPooled(int column)
    {
        if (column == ColumnPlan.None)
            return null;
        var cell = row.Cell(column);
        if (cell.IsEmpty)
            return null;
        if (_pooled.TryRecall(cell, out string? pooled))
            return pooled;
        string text = row.Text(column);
        if (text is "" or "-")
            return null;
        if (!_pool.TryGetValue(text, out pooled))
            _pool.Add(text, pooled = text);
        _pooled.Keep(cell, pooled);
        return pooled;
    }
}

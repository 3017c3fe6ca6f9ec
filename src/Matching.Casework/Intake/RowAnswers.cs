using System.Globalization;
using System.Text;

namespace Matching.Casework.Intake;

/// <summary>The answers to the rows of a batch as they come about.</summary>
internal sealed class RowAnswers(ISubmittedRows rows)
{
    // A file of a million known persons needs no million sentences: the states of the rows answer each of them.
    private const int MostRemarks = 1000;

    private readonly Dictionary<string, int> _remarks = new(StringComparer.Ordinal);
    private readonly RowState[] _states = new RowState[rows.Count];
    private readonly bool[] _warned = new bool[rows.Count];
    private readonly List<CaseFinding> _findings = [];

    public int WithWarning => Enumerable.Range(0, _states.Length).Count(row => _warned[row] && _states[row] is RowState.Added or RowState.Amended);

    public bool IsRefused(int row) => _states[row] == RowState.Refused;

    public int Count(RowState state) => _states.Count(s => s == state);

    public void Set(int row, RowState state) => _states[row] = state;

    public void Refuse(int row, string code, string text)
    {
        Set(row, RowState.Refused);
        Add(row, FindingSeverity.Error, code, text);
    }

    public void Warn(int row, string code, string text) => Add(row, FindingSeverity.Warning, code, text);

    /// <summary>Adds a remark; beyond the first thousand of a code they are only counted.</summary>
    public void Inform(int row, string code, string text)
    {
        int earlier = _remarks.GetValueOrDefault(code);
        _remarks[code] = earlier + 1;
        if (earlier < MostRemarks)
            Add(row, FindingSeverity.Information, code, text);
    }

    /// <summary>Adds a finding about somebody or something that is no row of the batch.</summary>
    public void AddElsewhere(FindingSeverity severity, string code, string? person, string text) =>
        _findings.Add(new CaseFinding(severity, code, person, null, null, text));

    /// <summary>Takes over what the reader found.</summary>
    public void Take(IReadOnlyList<CaseFinding> findings)
    {
        _findings.AddRange(findings);
        var lines = findings.Where(f => f is { Severity: FindingSeverity.Warning, Line: > 0 }).Select(f => f.Line!.Value).ToHashSet();
        if (lines.Count == 0)
            return;
        for (int row = 0; row < _warned.Length; row++)
            _warned[row] |= lines.Contains(rows.PersonAt(row).Line);
    }

    /// <summary>The states as runs of equal ones.</summary>
    public string Written()
    {
        var text = new StringBuilder();
        for (int row = 0, from = 0; row < _states.Length; row++)
        {
            if (row + 1 < _states.Length && _states[row + 1] == _states[row])
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{row + 1 - from}{"amur"[(int)_states[row]]}");
            from = row + 1;
        }

        return text.ToString();
    }

    /// <summary>The answer as far as the rows decide it.</summary>
    public IntakeAnswer Answer(string key, SubmittedBatch batch) => new()
    {
        Key = key,
        Side = batch.Side,
        Received = _states.Length + batch.RefusedByReader,
        Added = Count(RowState.Added),
        Amended = Count(RowState.Amended),
        Unchanged = Count(RowState.Unchanged),
        Refused = Count(RowState.Refused) + batch.RefusedByReader,
        WithWarning = WithWarning,
        Rows = Written(),
        Findings = [.. _findings, .. Further()],
    };

    private IEnumerable<CaseFinding> Further() => _remarks.Where(r => r.Value > MostRemarks)
        .Select(r => new CaseFinding(FindingSeverity.Information, r.Key, null, null, null, $"The same holds for {r.Value - MostRemarks} more rows."));

    private void Add(int row, FindingSeverity severity, string code, string text)
    {
        _warned[row] |= severity == FindingSeverity.Warning;
        var person = rows.PersonAt(row);
        _findings.Add(new CaseFinding(severity, code, person.Person, person.Line == 0 ? null : person.Line, null, text));
    }
}

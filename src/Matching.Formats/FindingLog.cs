namespace Matching.Formats;

/// <summary>Collects the findings about one file.</summary>
internal sealed class FindingLog(string file)
{
    private const int LongestName = 60;

    private readonly List<Finding> _findings = [];

    public string File { get; } = file;

    public int Count => _findings.Count;

    /// <summary>A name from the file, made safe to print: control characters replaced, cut after 60 characters.</summary>
    public static string Show(string name)
    {
        var shown = new System.Text.StringBuilder();
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, LongestName)))
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);
        return name.Length > LongestName ? $"'{shown}...'" : $"'{shown}'";
    }

    public void Error(string code, int? line, int? column, string text) => Add(Severity.Error, code, line, column, text);

    public void Warning(string code, int? line, int? column, string text) => Add(Severity.Warning, code, line, column, text);

    public void Information(string code, int? line, int? column, string text) => Add(Severity.Information, code, line, column, text);

    /// <summary>Takes over the findings of another log about the same file.</summary>
    public void Take(FindingLog other) => _findings.AddRange(other._findings);

    /// <summary>Takes over findings about the same file.</summary>
    public void Take(IReadOnlyList<Finding> findings) => _findings.AddRange(findings);

    /// <summary>Gives the findings away; null for none.</summary>
    public IReadOnlyList<Finding>? Release()
    {
        if (_findings.Count == 0)
            return null;
        Finding[] released = [.. _findings];
        _findings.Clear();
        return released;
    }

    /// <summary>Puts another finding in the place of one that turned out to mean something else.</summary>
    public void Replace(int index, string code, string text) =>
        _findings[index] = _findings[index] with { Code = code, Text = text };

    /// <summary>Makes the remarks of a code warnings, with another text.</summary>
    public void Raise(string code, string text)
    {
        for (int i = 0; i < _findings.Count; i++)
            if (_findings[i].Code == code)
                _findings[i] = _findings[i] with { Severity = Severity.Warning, Text = text };
    }

    /// <summary>The findings in the order of lines, then columns, then as found.</summary>
    public IReadOnlyList<Finding> InOrder()
    {
        for (int i = 1; i < _findings.Count; i++)
            if (PlaceOf(_findings[i - 1]) > PlaceOf(_findings[i]))
                return [.. _findings.OrderBy(PlaceOf)];
        return _findings;
    }

    public ParseResult<T> Refusal<T>()
        where T : class => new(null, InOrder());

    private static long PlaceOf(Finding finding) => ((long)(finding.Line ?? 0) << 32) + (finding.Column ?? 0);

    private void Add(Severity severity, string code, int? line, int? column, string text) =>
        _findings.Add(new Finding(severity, code, File, line, column, text));
}

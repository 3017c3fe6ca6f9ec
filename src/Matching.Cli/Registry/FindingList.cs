using System.Text.Json;
using Matching.Casework.Intake;
using Matching.Cli.MatchRun;
using Matching.Formats;

namespace Matching.Cli.Registry;

/// <summary>Findings of an import: those of casework in the words of files, printed and written.</summary>
internal static class FindingList
{
    private const int Shown = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the reader found, as casework takes it.</summary>
    public static CaseFinding Of(Finding finding) => new((FindingSeverity)finding.Severity, finding.Code, null, finding.Line, finding.Column, finding.Text);

    /// <summary>What casework found about a file.</summary>
    public static Finding Of(CaseFinding finding, string file) => new((Severity)finding.Severity, finding.Code, file, finding.Line, finding.Column, finding.Text);

    /// <summary>Every refusal, then other findings as far as they are few, and how many there are of each kind.</summary>
    public static void Print(IReadOnlyList<Finding> findings, TextWriter error, string? file)
    {
        foreach (var refused in findings.Where(f => f.Severity == Severity.Error))
            error.WriteLine($"error: {refused}");
        // That somebody is known is counted in the summary.
        Finding[] others = [.. findings.Where(f => f.Severity != Severity.Error && f.Code is not (IntakeCodes.Unchanged or IntakeCodes.Amended)).OrderByDescending(f => f.Severity)];
        foreach (var finding in others.Take(Shown))
            error.WriteLine($"{finding.Severity.ToString().ToLowerInvariant()}: {finding}");
        if (others.Length <= Shown)
            return;
        error.WriteLine($"... {others.Length - Shown} more findings{(file is null ? "; with --findings FILE all of them are written" : $"; all of them are in {Path.GetFileName(file)}")}. By code:");
        foreach (var group in others.GroupBy(f => f.Code).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            error.WriteLine($"  {group.Count(),8}  {group.Key}");
    }

    /// <summary>Writes all findings, as CSV or JSON by the ending of the file.</summary>
    public static void Write(IReadOnlyList<Finding> findings, string path) => AtomicFile.Write(path, writer =>
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            writer.WriteLine(JsonSerializer.Serialize(findings.Select(f => new { severity = f.Severity.ToString().ToLowerInvariant(), f.Code, file = Path.GetFileName(f.File), f.Line, f.Column, f.Text }), Json));
            return;
        }

        writer.WriteLine("severity,code,file,line,column,text");
        foreach (var f in findings)
            writer.WriteLine($"{f.Severity.ToString().ToLowerInvariant()},{f.Code},{Text.Cell(Path.GetFileName(f.File))},{f.Line},{f.Column},{Text.Cell(f.Text)}");
    });
}

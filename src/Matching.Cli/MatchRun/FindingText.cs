using Matching.Formats;

namespace Matching.Cli.MatchRun;

/// <summary>Findings on the error stream: all when they are few, else the first ones and how many of each kind.</summary>
internal static class FindingText
{
    private const int Shown = 20;

    public static void Write(IReadOnlyList<Finding> findings, TextWriter error, string? runRecord)
    {
        // What needs an act first, so that a long list of remarks cannot push a refusal out of sight.
        foreach (var finding in findings.OrderByDescending(f => f.Severity).Take(Shown))
            error.WriteLine($"{finding.Severity.ToString().ToLowerInvariant()}: {finding}");
        if (findings.Count <= Shown)
            return;
        error.WriteLine($"... {findings.Count - Shown} more findings{(runRecord is null ? "; with --out all of them are in the run record" : $"; all of them are in {Path.GetFileName(runRecord)}")}. By code:");
        foreach (var group in findings.GroupBy(f => f.Code).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            error.WriteLine($"  {group.Count(),8}  {group.Key}");
    }
}
